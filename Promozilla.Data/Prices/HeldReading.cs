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

    /// <summary>A word of the doubt rules: fall_over_40_percent, under_half_of_median, currency_changed, title_changed, gtin_changed, sick_store.</summary>
    public required string Reason { get; set; }
    public Guid RunId { get; set; }

    internal sealed class Configuration : IEntityTypeConfiguration<HeldReading>
    {
        public void Configure(EntityTypeBuilder<HeldReading> entity)
        {
            entity.ToTable("HeldReadings").HasKey(row => row.ListingId);
            entity.HasOne<Listing>().WithOne().HasForeignKey<HeldReading>(row => row.ListingId);
        }
    }
}
