using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Catalogue;

namespace Promozilla.Data.Scraping;

/// <summary>
/// A product's own page that a run asks for: to recheck a reading that is held, or as a canary whose product is known. A run closes when all
/// its checks are answered or given up.
/// </summary>
public sealed class PageCheck
{
    public const string Recheck = "recheck";
    public const string Canary = "canary";

    public Guid Id { get; init; }
    public Guid RunId { get; init; }

    /// <summary>recheck or canary.</summary>
    public required string Purpose { get; init; }
    public required string StoreKey { get; init; }
    public required string Url { get; init; }

    /// <summary>Of a recheck: whose reading, and which one (<see cref="Prices.HeldReading.Id"/>).</summary>
    public long? ListingId { get; init; }
    public Guid? HeldId { get; init; }

    /// <summary>From 1.</summary>
    public int Attempt { get; init; }

    /// <summary>Of a canary: what the page must say, JSON, as in the store's definition.</summary>
    public string? Expected { get; init; }
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>When its command was last put on the queue, and how often.</summary>
    public DateTimeOffset? PublishedAt { get; set; }
    public int Publishes { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }

    /// <summary>Null until answered. Of a recheck: agrees, disagrees or unclear; of a canary: right, wrong or unchecked.</summary>
    public string? Outcome { get; set; }

    /// <summary>In plain words.</summary>
    public string? Reason { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<PageCheck>
    {
        public void Configure(EntityTypeBuilder<PageCheck> entity)
        {
            entity.ToTable("PageChecks");
            entity.Property(row => row.Expected).HasColumnType("jsonb");
            entity.HasIndex(row => row.RunId);
            entity.HasIndex(row => row.AskedAt).HasFilter("answered_at IS NULL").HasDatabaseName("IX_PageChecks_Open");
            entity.HasIndex(row => new { row.HeldId, row.Attempt }).IsUnique();
            entity.HasOne<ScrapeRun>().WithMany().HasForeignKey(row => row.RunId);
            entity.HasOne<Store>().WithMany().HasForeignKey(row => row.StoreKey);
        }
    }
}
