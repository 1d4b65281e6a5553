using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;
using Promozilla.Data.Catalogue;

namespace Promozilla.Data.Search;

/// <summary>What search reads of a product. <see cref="SearchDocuments"/> writes it; a row of its own, so that prices rewritten every night don't touch its indexes.</summary>
public sealed class ProductSearch
{
    public long ProductId { get; init; }

    /// <summary>The product's: here too, so that what another market sells takes no place among the found.</summary>
    public string Market { get; init; } = ServiceDefaults.Market.First;

    /// <summary>The title through <see cref="SearchText"/>.</summary>
    public required string Title { get; set; }

    /// <summary>Weights: A the title, B edition, platform, kind and format, C what stores call it and what fans shorten it to.</summary>
    public NpgsqlTsVector Document { get; set; } = null!;

    /// <summary>Hash of what the row was made from: only what changed is made anew.</summary>
    public required string Source { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ProductSearch>
    {
        public void Configure(EntityTypeBuilder<ProductSearch> entity)
        {
            entity.ToTable("ProductSearches").HasKey(row => row.ProductId);
            entity.Property(row => row.Market).HasDefaultValue(ServiceDefaults.Market.First);
            entity.HasOne<Product>().WithOne().HasForeignKey<ProductSearch>(row => row.ProductId).OnDelete(DeleteBehavior.Cascade);
            entity.HasIndex(row => row.Document).HasMethod("gin");
            entity.HasIndex(row => row.Title).HasMethod("gin").HasOperators("gin_trgm_ops").HasDatabaseName("IX_ProductSearches_Title_Trigram");
        }
    }
}

/// <summary>Which stores sell a product and how sought after it is: what shelves narrow and sort by beside the product's own columns.</summary>
public sealed class ProductFacet
{
    public long ProductId { get; init; }
    public required string[] StoreKeys { get; set; }

    /// <summary>Three for each person who wishes for it, one for each offer.</summary>
    public int Popularity { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ProductFacet>
    {
        public void Configure(EntityTypeBuilder<ProductFacet> entity)
        {
            entity.ToTable("ProductFacets").HasKey(row => row.ProductId);
            entity.HasOne<Product>().WithOne().HasForeignKey<ProductFacet>(row => row.ProductId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>The words of a market's titles and what fans shorten titles to: what misspelt words are set right by.</summary>
public sealed class SearchWord
{
    public required string Word { get; init; }
    public string Market { get; init; } = ServiceDefaults.Market.First;

    /// <summary>As titles write it, lower case: "pokémon".</summary>
    public required string Written { get; set; }

    /// <summary>In how many titles; none where it only shortens one.</summary>
    public int Titles { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<SearchWord>
    {
        public void Configure(EntityTypeBuilder<SearchWord> entity)
        {
            entity.ToTable("SearchWords").HasKey(row => new { row.Word, row.Market });
            entity.Property(row => row.Market).HasDefaultValue(ServiceDefaults.Market.First);
        }
    }
}
