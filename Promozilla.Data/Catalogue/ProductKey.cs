using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Catalogue;

/// <summary>A name that a product goes by: listings with this key and these words are it, as long as no other product has the same name.</summary>
public sealed class ProductKey
{
    /// <summary>What product_match_key makes of a title key: how a store spells numbers, "and" and word order makes no difference.</summary>
    public required string MatchKey { get; init; }
    public string Market { get; init; } = ServiceDefaults.Market.First;
    public required string Platform { get; init; }
    public required string Edition { get; init; }
    public required string Kind { get; init; }
    public required string Format { get; init; }
    public long ProductId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ProductKey>
    {
        public void Configure(EntityTypeBuilder<ProductKey> entity)
        {
            entity.ToTable("ProductKeys").HasKey(row => new { row.MatchKey, row.Platform, row.Edition, row.Kind, row.Format, row.ProductId });
            entity.Property(row => row.Market).HasDefaultValue(ServiceDefaults.Market.First);
            entity.HasIndex(row => row.ProductId);
            entity.HasOne<Product>().WithMany().HasForeignKey(row => row.ProductId);
        }
    }
}

/// <summary>The address of a product that was merged into another: addresses never die.</summary>
public sealed class ProductRedirect
{
    public required string Slug { get; init; }
    public string Market { get; init; } = ServiceDefaults.Market.First;
    public long ProductId { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ProductRedirect>
    {
        public void Configure(EntityTypeBuilder<ProductRedirect> entity)
        {
            entity.ToTable("ProductRedirects").HasKey(row => new { row.Slug, row.Market });
            entity.Property(row => row.Market).HasDefaultValue(ServiceDefaults.Market.First);
            entity.HasIndex(row => row.ProductId);
            entity.HasOne<Product>().WithMany().HasForeignKey(row => row.ProductId);
        }
    }
}
