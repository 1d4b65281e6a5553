using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Promozilla.Data.Catalogue;

namespace Promozilla.Data.Prices;

/// <summary>A reading that looks wrong: it shows nowhere and mails nobody until a second one, an hour later or more, agrees.</summary>
public sealed class HeldReading
{
    public long ListingId { get; init; }
    public DateTimeOffset FirstAt { get; set; }
    public DateTimeOffset LastAt { get; set; }
    public decimal Price { get; set; }
    public required string Currency { get; set; }
    public decimal? ClaimedPrice { get; set; }
    public string? ClaimedKind { get; set; }
    public required string Availability { get; set; }

    /// <summary>A word of the doubt rules: fall_over_40_percent, under_half_of_median, currency_changed, title_changed, gtin_changed, sick_store...</summary>
    public required string Reason { get; set; }
    public Guid RunId { get; set; }

    /// <summary>Of this doubt: another reading held in its place has another, so that an answer to the first says nothing of the second.</summary>
    public Guid Id { get; set; }

    /// <summary>The whole reading as its message brought it, JSON: what is applied once it is confirmed.</summary>
    public string? Reading { get; set; }

    /// <summary>How often the product's own page was asked for, and when last.</summary>
    public int Rechecks { get; set; }
    public DateTimeOffset? RecheckedAt { get; set; }

    /// <summary>What the last recheck said, in plain words.</summary>
    public string? RecheckSaid { get; set; }

    /// <summary>The rechecks could not tell: a person is to decide. A later reading of the list may still do it.</summary>
    public bool NeedsPerson { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<HeldReading>
    {
        public void Configure(EntityTypeBuilder<HeldReading> entity)
        {
            entity.ToTable("HeldReadings").HasKey(row => row.ListingId);
            entity.Property(row => row.Id).HasDefaultValueSql("gen_random_uuid()");
            entity.Property(row => row.Reading).HasColumnType("jsonb");
            entity.HasOne<Listing>().WithOne().HasForeignKey<HeldReading>(row => row.ListingId);
        }
    }
}
