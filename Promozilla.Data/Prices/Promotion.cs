using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Catalogue;

namespace Promozilla.Data.Prices;

/// <summary>One promotion episode of one listing: from the price's fall (or the claim's appearance) until the price rises or the claim goes.</summary>
public sealed class Promotion
{
    public Guid Id { get; init; }
    public long ListingId { get; init; }
    public Listing Listing { get; init; } = null!;
    public DateTimeOffset StartedAt { get; init; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>EUR, the lowest of the episode so far and the one in force.</summary>
    public decimal Price { get; set; }

    /// <summary>The price in force just before the episode.</summary>
    public decimal? PriceBefore { get; set; }

    /// <summary>
    /// Lowest price of the 30 days before <see cref="StartedAt"/> (Directive 98/6/EC art. 6a), in force from <see cref="ReferenceAt"/> to
    /// <see cref="ReferenceUntil"/> within them; null where those days were not all observed.
    /// </summary>
    public decimal? Reference { get; set; }
    public DateTimeOffset? ReferenceAt { get; set; }
    public DateTimeOffset? ReferenceUntil { get; set; }

    /// <summary>How many of the 30 days before the start were observed; null on rows from before it was counted.</summary>
    public int? ObservedDays { get; set; }

    /// <summary>What the maker recommends (PVPR), as the store shows it: another statement than a previous price, and no part of the verdict.</summary>
    public decimal? RecommendedPrice { get; set; }
    public decimal? ClaimedPrice { get; set; }
    public string? ClaimedKind { get; set; }

    /// <summary>Percent of saving against the reference, and as claimed; 0 to 100.</summary>
    public decimal? RealPercent { get; set; }
    public decimal? ClaimedPercent { get; set; }

    /// <summary>A word of <see cref="Verdicts"/>.</summary>
    public required string Verdict { get; set; }

    /// <summary>From 1; counts the falls of max(1 €, 3 %) inside the episode: each may alert once.</summary>
    public int Step { get; set; }
    public decimal StepPrice { get; set; }

    /// <summary>The last step that a closing run has told to whom it concerns.</summary>
    public int ToldStep { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<Promotion>
    {
        public void Configure(EntityTypeBuilder<Promotion> entity)
        {
            entity.ToTable("Promotions");
            entity.Property(row => row.RealPercent).HasPrecision(5, 1);
            entity.Property(row => row.ClaimedPercent).HasPrecision(5, 1);
            // Two of one column: the name tells them apart, else the second would take the place of the first.
            entity.HasIndex(row => row.ListingId, "IX_Promotions_Open").IsUnique().HasFilter("ended_at IS NULL");
            entity.HasIndex(row => new { row.ListingId, row.StartedAt }).IsUnique();
            entity.HasIndex(row => row.ListingId, "IX_Promotions_Untold").HasFilter("ended_at IS NULL AND told_step < step");
            entity.HasIndex(row => new { row.StartedAt, row.Id }).HasFilter("ended_at IS NULL").HasDatabaseName("IX_Promotions_Running");
            entity.HasIndex(row => row.EndedAt).HasFilter("ended_at IS NOT NULL").HasDatabaseName("IX_Promotions_Ended");
            entity.HasOne(row => row.Listing).WithMany().HasForeignKey(row => row.ListingId);
        }
    }
}

public static class Verdicts
{
    /// <summary>The claimed saving is within a point of the real one, more modest, or not claimed at all; and the price is under the reference.</summary>
    public const string Verified = "verified";

    /// <summary>The price is under the reference, but by less than claimed.</summary>
    public const string Inflated = "inflated";

    /// <summary>The price is not under the reference.</summary>
    public const string NotADiscount = "not_a_discount";

    /// <summary>Fewer than 30 days of observation.</summary>
    public const string NoData = "no_data";

    /// <summary>Used and digital goods: the rule does not apply.</summary>
    public const string NotJudged = "not_judged";
}
