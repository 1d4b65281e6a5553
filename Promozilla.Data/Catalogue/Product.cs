using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Catalogue;

/// <summary>What a shopper means: one game, console or accessory. The second half is a projection that a closing run rewrites, so that no page computes it.</summary>
public sealed class Product
{
    public long Id { get; init; }

    /// <summary>The market whose stores sell it (<see cref="ServiceDefaults.Market.Key"/>): another market's same thing is another product.</summary>
    public string Market { get; init; } = ServiceDefaults.Market.First;

    /// <summary>Of this product alone in its market. Never changes once public.</summary>
    public required string Slug { get; init; }
    public required string Title { get; set; }
    public required string TitleKey { get; init; }
    public required string Kind { get; init; }
    public required string Platform { get; init; }
    public string Edition { get; init; } = "";
    public required string Format { get; init; }
    public string? ImageHash { get; set; }
    public string? ImageType { get; set; }
    public int[]? ImageWidths { get; set; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was last looked through the others for one that is almost named alike; null: not yet.</summary>
    public DateTimeOffset? ComparedAt { get; set; }

    /// <summary>The cheapest new offer that can be bought now (in stock or pre-order), EUR.</summary>
    public decimal? BestPrice { get; set; }
    public long? BestListingId { get; set; }
    public string? BestStoreKey { get; set; }
    public decimal? BestUsedPrice { get; set; }
    public int OfferCount { get; set; }
    public bool InStock { get; set; }

    /// <summary>The best running promotion among the offers that can be bought.</summary>
    public Guid? PromotionId { get; set; }
    public decimal? PromotionPrice { get; set; }
    public decimal? PromotionReference { get; set; }
    public decimal? PromotionPercent { get; set; }
    public string? PromotionVerdict { get; set; }
    public DateTimeOffset? PromotionStartedAt { get; set; }

    /// <summary>The least that a new one costs with delivery, EUR, among the offers whose store's rule is known.</summary>
    public decimal? BestTotalMainland { get; set; }
    public decimal? BestTotalAzores { get; set; }
    public decimal? BestTotalMadeira { get; set; }

    /// <summary>A word of <see cref="Prices.Advices"/>, why in a word of <see cref="Prices.AdviceReasons"/> with its numbers (JSON, as Advice writes them), and how sure: low, medium, high.</summary>
    public string? Advice { get; set; }
    public string? AdviceReason { get; set; }
    public string? AdviceConfidence { get; set; }
    public string? AdviceNumbers { get; set; }

    /// <summary>When the passing of time alone may change a low: the next closing run after it reckons them anew.</summary>
    public DateTimeOffset? LowsStaleAt { get; set; }

    /// <summary>The lowest new price ever seen, and when it was first seen.</summary>
    public decimal? LowPrice { get; set; }
    public DateTimeOffset? LowAt { get; set; }

    /// <summary>The best new price of the last 90 days in short: see <see cref="Prices.PriceLine"/>.</summary>
    public string? PriceLine { get; set; }
    public DateTimeOffset? RestockedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>An operator took it off the site: it shows nowhere and tells nobody anything; all of it stays.</summary>
    public DateTimeOffset? HiddenAt { get; set; }

    public ICollection<Listing> Listings { get; } = [];

    internal sealed class Configuration : IEntityTypeConfiguration<Product>
    {
        public void Configure(EntityTypeBuilder<Product> entity)
        {
            entity.ToTable("Products");
            entity.Property(product => product.Market).HasDefaultValue(ServiceDefaults.Market.First);
            entity.HasIndex(product => new { product.Slug, product.Market }).IsUnique();
            entity.HasIndex(product => product.Id).HasFilter("compared_at IS NULL").HasDatabaseName("IX_Products_ToCompare");
            entity.HasIndex(product => new { product.Market, product.Kind, product.PromotionPercent, product.Id });
            entity.HasIndex(product => new { product.Market, product.Kind, product.BestPrice, product.Id });
            entity.Property(product => product.PromotionPercent).HasPrecision(5, 1);
            entity.Property(product => product.AdviceNumbers).HasColumnType("jsonb");
            entity.HasIndex(product => product.LowsStaleAt);
        }
    }
}

/// <summary>One game may have several GTINs (region prints); one GTIN is one product of a market.</summary>
public sealed class ProductGtin
{
    public required string Gtin { get; init; }
    public string Market { get; init; } = ServiceDefaults.Market.First;
    public long ProductId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<ProductGtin>
    {
        public void Configure(EntityTypeBuilder<ProductGtin> entity)
        {
            entity.ToTable("ProductGtins").HasKey(row => new { row.Gtin, row.Market });
            entity.Property(row => row.Market).HasDefaultValue(ServiceDefaults.Market.First);
            entity.HasOne<Product>().WithMany().HasForeignKey(row => row.ProductId);
        }
    }
}
