using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Catalogue;

namespace Promozilla.Data.Prices;

/// <summary>
/// The lowest prices at which a product could be bought, EUR, within 30 days, 90 days, a year and ever: over all stores and in each, new and
/// used apart, physical and digital apart. Null where it could not be bought within that time.
/// </summary>
public sealed class ProductLow
{
    /// <summary>In place of a store: the lowest of all.</summary>
    public const string AllStores = "";

    public long ProductId { get; init; }
    public required string StoreKey { get; init; }

    /// <summary>new, or used for everything that is not.</summary>
    public required string Wear { get; init; }

    /// <summary>physical or digital (a download code is digital).</summary>
    public required string Medium { get; init; }
    public decimal? Price30 { get; set; }
    public decimal? Price90 { get; set; }
    public decimal? Price365 { get; set; }
    public decimal PriceEver { get; set; }

    /// <summary>UTC. When each price was first in force, within its time or since before it.</summary>
    public DateTimeOffset? At30 { get; set; }
    public DateTimeOffset? At90 { get; set; }
    public DateTimeOffset? At365 { get; set; }
    public DateTimeOffset AtEver { get; set; }

    /// <summary>When it was first seen at all.</summary>
    public DateTimeOffset WatchedSince { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<ProductLow>
    {
        public void Configure(EntityTypeBuilder<ProductLow> entity)
        {
            entity.ToTable("ProductLows").HasKey(row => new { row.ProductId, row.StoreKey, row.Wear, row.Medium });
            entity.HasOne<Product>().WithMany().HasForeignKey(row => row.ProductId);
        }
    }
}

/// <summary>The least that a new one cost at any shop, from one moment to the next: a product's history as one line. No row: it could not be bought.</summary>
public sealed class BestPriceSpan
{
    public long ProductId { get; init; }
    public DateTimeOffset FromAt { get; init; }

    /// <summary>Null: still in force.</summary>
    public DateTimeOffset? ToAt { get; init; }
    public decimal Price { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<BestPriceSpan>
    {
        public void Configure(EntityTypeBuilder<BestPriceSpan> entity)
        {
            entity.ToTable("BestPriceSpans").HasKey(row => new { row.ProductId, row.FromAt });
            entity.HasOne<Product>().WithMany().HasForeignKey(row => row.ProductId);
        }
    }
}
