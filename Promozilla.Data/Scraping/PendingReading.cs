using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Catalogue;

namespace Promozilla.Data.Scraping;

/// <summary>
/// A reading that says something new, waiting until its run closes: whether the store's run can be believed is known only then, and nothing of
/// a run that can't be changes a good price.
/// </summary>
public sealed class PendingReading
{
    public Guid RunId { get; init; }
    public required string StoreKey { get; init; }
    public required string ItemId { get; init; }
    public DateTimeOffset ObservedAt { get; init; }

    /// <summary>As its message brought it, JSON.</summary>
    public required string Reading { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PendingReading>
    {
        public void Configure(EntityTypeBuilder<PendingReading> entity)
        {
            entity.ToTable("PendingReadings").HasKey(row => new { row.RunId, row.StoreKey, row.ItemId });
            entity.Property(row => row.Reading).HasColumnType("jsonb");
            entity.HasOne<ScrapeRun>().WithMany().HasForeignKey(row => row.RunId);
            entity.HasOne<Store>().WithMany().HasForeignKey(row => row.StoreKey);
        }
    }
}
