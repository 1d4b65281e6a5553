using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Catalogue;

namespace Promozilla.Data.Scraping;

/// <summary>How one store did in one closed run: what the next runs are measured against.</summary>
public sealed class StoreRun
{
    public Guid RunId { get; init; }
    public required string StoreKey { get; init; }
    public DateTimeOffset ObservedAt { get; init; }
    public int Items { get; init; }

    /// <summary>The median of its last 14 good runs; null before it has three.</summary>
    public int? UsualItems { get; init; }

    /// <summary>Share (0 to 1) of items with a price, as in <see cref="FieldFill"/>: kept for the version before that one.</summary>
    public decimal? PriceFill { get; init; }

    /// <summary>JSON object of field to share (0 to 1) of the run's items that had it; null where nothing was read.</summary>
    public string? FieldFill { get; init; }
    public int ItemsKnown { get; init; }
    public int PricesMoved { get; init; }
    public bool Good { get; init; }

    /// <summary>A word of <see cref="Sicknesses"/>; null where it was good.</summary>
    public string? Sickness { get; init; }

    /// <summary>In plain words, for the operator, when it was not good.</summary>
    public string? Reason { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoreRun>
    {
        public void Configure(EntityTypeBuilder<StoreRun> entity)
        {
            entity.ToTable("StoreRuns").HasKey(row => new { row.StoreKey, row.RunId });
            entity.Property(row => row.PriceFill).HasPrecision(5, 4);
            entity.Property(row => row.FieldFill).HasColumnType("jsonb");
            entity.HasIndex(row => new { row.StoreKey, row.ObservedAt });
            entity.HasOne<ScrapeRun>().WithMany().HasForeignKey(row => row.RunId);
            entity.HasOne<Store>().WithMany().HasForeignKey(row => row.StoreKey);
        }
    }
}
