using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;

namespace Promozilla.Worker.Lows;

/// <summary>One listing's past as it stands in the database.</summary>
public sealed record ListingHistory(string StoreKey, string Condition, string Format, IReadOnlyList<Sight> Seen, IReadOnlyList<Gap> Gaps);

/// <summary>All that the past says of one product: a pure function, so that reckoning anew gives what was reckoned step by step.</summary>
/// <param name="Line">The least that a new one cost, over all stores.</param>
/// <param name="New">The lows of the new ones, physical and digital together; null where none could ever be bought.</param>
public sealed record ProductHistory(IReadOnlyList<ProductLow> Lows, IReadOnlyList<PriceSpan> Line, LowestPrices? New, DateTimeOffset? StaleAt)
{
    public const string WearNew = "new";
    public const string WearUsed = "used";
    public const string MediumPhysical = "physical";
    public const string MediumDigital = "digital";

    public static ProductHistory Of(long productId, IEnumerable<ListingHistory> listings, DateTimeOffset now)
    {
        var known = listings
            .Select(listing => (
                listing.StoreKey, Wear: Wear(listing.Condition), Medium: Medium(listing.Format), Since: Since(listing),
                Spans: PriceSpans.Of(listing.Seen, listing.Gaps)))
            .Where(listing => listing.Spans.Count > 0)
            .ToList();
        var lows = known
            .Concat(known.Select(listing => listing with { StoreKey = ProductLow.AllStores }))
            .GroupBy(listing => (listing.StoreKey, listing.Wear, listing.Medium))
            .OrderBy(group => group.Key)
            .Select(group => (
                group.Key, Since: group.Min(listing => listing.Since),
                Prices: LowestPrices.Of([.. group.SelectMany(listing => listing.Spans)], now)))
            .ToList();
        var fresh = known.Where(listing => listing.Wear is WearNew).SelectMany(listing => listing.Spans).ToList();
        var all = fresh.Count > 0 ? LowestPrices.Of(fresh, now) : null;
        var stale = lows.Aggregate(all?.StaleAt, (earliest, low) => LowestPrices.Earlier(earliest, low.Prices.StaleAt));
        return new ProductHistory([.. lows.Select(low => Row(productId, low.Key, low.Since, low.Prices))], BestLine.Of(fresh), all, stale);
    }

    public static string Wear(string condition) => condition is Condition.New ? WearNew : WearUsed;

    public static string Medium(string format) => format is Format.Digital or Format.DownloadCode ? MediumDigital : MediumPhysical;

    private static DateTimeOffset Since(ListingHistory listing)
    {
        var first = listing.Seen.Count > 0 ? listing.Seen[0].At : DateTimeOffset.MaxValue;
        return listing.Gaps.Where(gap => gap.IsOther).Select(gap => gap.To ?? first).Append(first).Max();
    }

    private static ProductLow Row(long productId, (string Store, string Wear, string Medium) key, DateTimeOffset since, LowestPrices prices) => new()
    {
        ProductId = productId,
        StoreKey = key.Store,
        Wear = key.Wear,
        Medium = key.Medium,
        Price30 = prices.Days30?.Price,
        Price90 = prices.Days90?.Price,
        Price365 = prices.Days365?.Price,
        PriceEver = prices.Ever.Price,
        At30 = prices.Days30?.At,
        At90 = prices.Days90?.At,
        At365 = prices.Days365?.At,
        AtEver = prices.Ever.At,
        WatchedSince = since,
    };
}
