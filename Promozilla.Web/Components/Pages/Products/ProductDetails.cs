using Promozilla.Data.Prices;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Products;

/// <param name="Prices">Ascending; of the time that was asked for, and what was in force when it began.</param>
/// <param name="Line">The best price of the last year, ascending.</param>
/// <param name="WatchedSince">When a new one was first seen.</param>
public sealed record ProductDetails(
    ProductRow Product, IReadOnlyList<Offer> Offers, IReadOnlyList<SeenPrice> Prices, IReadOnlyList<Episode> Episodes, bool Wished,
    Lows Lows, Advice? Advice, IReadOnlyList<BestPriceSpan> Line, DateTimeOffset? WatchedSince);

/// <summary>The least that a new one cost at any shop within these days, EUR.</summary>
public sealed record Lows(decimal? Days30, decimal? Days90, decimal? Days365);

public sealed record Offer(
    long ListingId, string StoreKey, string Title, string Url, string Condition, string Availability, decimal Price, DateTimeOffset? LastSeenAt, Judgement? Promotion)
{
    /// <summary>With delivery to the shopper's region, and fetched from a shop of the store, EUR; null where that is not known.</summary>
    public decimal? Total { get; init; }
    public decimal? Pickup { get; init; }

    public bool CanBuy => Availability is ServiceDefaults.Availability.InStock or ServiceDefaults.Availability.PreOrder;

    /// <summary>The store's page, by way of ours.</summary>
    public string? Link => StoreLinks.IsWeb(Url) ? StoreLinks.Path(ListingId) : null;
}

public sealed record SeenPrice(long ListingId, DateTimeOffset At, decimal Price, string Availability)
{
    public bool CanBuy => Availability is ServiceDefaults.Availability.InStock or ServiceDefaults.Availability.PreOrder;
}

public sealed record Episode(DateTimeOffset From, DateTimeOffset? To);
