using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Catalogue;

namespace Promozilla.Data.Prices;

/// <summary>What became of the savings that a store claimed in the last 365 days: only promotions with a claim and a verdict count.</summary>
public sealed class StoreFairness
{
    public required string StoreKey { get; init; }

    /// <summary>n: verified, inflated and not a discount together.</summary>
    public int Judged { get; set; }
    public int Verified { get; set; }
    public int Inflated { get; set; }
    public int NotDiscounts { get; set; }

    /// <summary>Claimed, but not judged for want of 30 days of observation.</summary>
    public int NoData { get; set; }

    /// <summary>Percent, over the judged: the middle one of the claimed savings and of the real ones.</summary>
    public decimal? MedianClaimedPercent { get; set; }
    public decimal? MedianRealPercent { get; set; }

    /// <summary>UTC. The start of the oldest promotion that is counted.</summary>
    public DateTimeOffset? Since { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<StoreFairness>
    {
        public void Configure(EntityTypeBuilder<StoreFairness> entity)
        {
            entity.ToTable("StoreFairness").HasKey(row => row.StoreKey);
            entity.Property(row => row.MedianClaimedPercent).HasPrecision(5, 1);
            entity.Property(row => row.MedianRealPercent).HasPrecision(5, 1);
            entity.HasOne<Store>().WithOne().HasForeignKey<StoreFairness>(row => row.StoreKey);
        }
    }
}
