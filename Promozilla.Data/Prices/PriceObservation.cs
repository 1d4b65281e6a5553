using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Promozilla.Data.Prices;

/// <summary>
/// What a listing cost from a moment on. Append-only, written only when price, claim or availability changed; partitioned by month,
/// so its table is made by SQL in the migration, not by the model.
/// </summary>
public sealed class PriceObservation
{
    public long ListingId { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset At { get; init; }
    public decimal Price { get; init; }
    public required string Currency { get; init; }
    public decimal? ClaimedPrice { get; init; }
    public string? ClaimedKind { get; init; }
    public required string Availability { get; init; }
    public Guid RunId { get; init; }

    internal sealed class Configuration : IEntityTypeConfiguration<PriceObservation>
    {
        public void Configure(EntityTypeBuilder<PriceObservation> entity)
        {
            entity.ToTable("PriceObservations", table => table.ExcludeFromMigrations());
            entity.HasKey(row => new { row.ListingId, row.At });
        }
    }
}
