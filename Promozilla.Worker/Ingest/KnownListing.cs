using Promozilla.Data.Catalogue;
using Promozilla.Data.Prices;
using Promozilla.Worker.Lows;
using Promozilla.Worker.Promotions;

namespace Promozilla.Worker.Ingest;

/// <summary>A listing as it stands, locked by the transaction that will change it.</summary>
/// <param name="History">Ascending observations in the market's currency, 90 days back from the reading, and the one in force then.</param>
/// <param name="Gaps">When nobody saw it, or saw it in another currency; the time up to this reading included.</param>
internal sealed record KnownListing(
    Listing Row, StoreTerms Terms, DateTimeOffset? LastSeenAt, Guid? RunId, HeldReading? Held, Episode? Open, IReadOnlyList<PricePoint> History,
    IReadOnlyList<Gap> Gaps);

/// <summary>What one reading changes. Empty: only the sighting.</summary>
internal sealed class ListingOutcome
{
    /// <summary>Set when the row is to be written back.</summary>
    public Listing? Row { get; set; }
    public List<PriceObservation> Observations { get; } = [];
    public Episode? Closed { get; set; }
    public Episode? Opened { get; set; }

    /// <summary>The listing of the episodes.</summary>
    public long ListingId { get; set; }
    public HeldReading? Held { get; set; }
    public bool HoldEnds { get; set; }
}
