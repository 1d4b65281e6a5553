using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Products;

public sealed class ProductQuery(IDbContextFactory<PromozillaDbContext> database, StoreDirectory stores, StoreLinks links, TimeProvider clock)
{
    /// <summary>The product with its offers and history; null where no product has this slug.</summary>
    public async Task<ProductDetails?> ReadAsync(string slug, string region, Guid? userId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var product = await db.Products.Where(row => row.Slug == slug).Select(ProductRow.From).SingleOrDefaultAsync(cancellationToken);
        if (product is null)
        {
            return null;
        }

        // A listing has one open promotion at most: a join finds it by its index, where "the first of them" would number all there are.
        var offers =
            from listing in db.Listings
            where listing.ProductId == product.Id && listing.Price != null && listing.MissingSince == null
                && db.Stores.Any(store => store.Key == listing.StoreKey && store.Enabled)
            from promotion in db.Promotions.Where(promotion => promotion.ListingId == listing.Id && promotion.EndedAt == null).DefaultIfEmpty()
            select new Offer(
                listing.Id,
                listing.StoreKey,
                listing.Title,
                listing.Url,
                listing.Condition,
                listing.Availability,
                listing.Price!.Value,
                db.ListingSightings.Where(seen => seen.ListingId == listing.Id).Select(seen => (DateTimeOffset?)seen.LastSeenAt).FirstOrDefault(),
                promotion == null ? null : new Judgement(
                    promotion.Verdict, promotion.Price, promotion.StartedAt, promotion.Reference, promotion.ReferenceAt,
                    promotion.ClaimedPrice, promotion.ClaimedKind, promotion.ClaimedPercent, promotion.RealPercent,
                    promotion.ReferenceUntil, promotion.ObservedDays, promotion.RecommendedPrice));
        var listings = await offers.ToListAsync(cancellationToken);
        listings.FindAll(listing => listing.Link is not null).ForEach(listing => links.Remember(listing.ListingId, listing.StoreKey, listing.Url));
        var ids = listings.ConvertAll(listing => listing.ListingId);
        var observations = await db.PriceObservations
            .Where(seen => ids.Contains(seen.ListingId))
            .OrderBy(seen => seen.At)
            .Select(seen => new SeenPrice(seen.ListingId, seen.At, seen.Price, seen.Availability))
            .ToListAsync(cancellationToken);
        var episodes = await db.Promotions
            .Where(promotion => ids.Contains(promotion.ListingId) && promotion.Verdict == Verdicts.Verified)
            .OrderBy(promotion => promotion.StartedAt)
            .Select(promotion => new Episode(promotion.StartedAt, promotion.EndedAt))
            .ToListAsync(cancellationToken);
        var wished = userId is { } user
            && await db.WishlistItems.AnyAsync(item => item.UserId == user && item.ProductId == product.Id, cancellationToken);
        var lows = await db.ProductLows
            .Where(low => low.ProductId == product.Id && low.StoreKey == ProductLow.AllStores && low.Wear == Condition.New)
            .Select(low => new Lows(low.Price30, low.Price90, low.Price365))
            .ToListAsync(cancellationToken);
        var advice = await db.Products.Where(row => row.Id == product.Id && row.Advice != null)
            .Select(row => new Advice(row.Advice!, row.AdviceReason!, row.AdviceConfidence!, row.AdviceNumbers))
            .SingleOrDefaultAsync(cancellationToken);
        var watchedSince = await db.ProductLows
            .Where(low => low.ProductId == product.Id && low.StoreKey == ProductLow.AllStores && low.Wear == Condition.New)
            .MinAsync(low => (DateTimeOffset?)low.WatchedSince, cancellationToken);
        var year = clock.GetUtcNow().AddDays(-365);
        var line = await db.BestPriceSpans.AsNoTracking().Where(span => span.ProductId == product.Id && (span.ToAt == null || span.ToAt > year))
            .OrderBy(span => span.FromAt).ToListAsync(cancellationToken);
        return new ProductDetails(product, Sorted(listings, region), observations, episodes, wished, Lows.LeastOf(lows), advice, line, watchedSince);
    }

    /// <summary>What can be bought first, new before used, by what it costs delivered; what that is of those at the end we don't know.</summary>
    private List<Offer> Sorted(List<Offer> offers, string region) =>
    [
        .. offers.Select(offer => offer with { Total = stores.Total(offer.StoreKey, offer.Price, region), Pickup = stores.Total(offer.StoreKey, offer.Price, Regions.Pickup) })
            .OrderBy(offer => (offer.CanBuy ? 0 : 2) + (offer.Condition is Condition.New ? 0 : 1))
            .ThenBy(offer => offer.Total ?? decimal.MaxValue).ThenBy(offer => offer.Price).ThenBy(offer => offer.ListingId),
    ];
}

/// <param name="Line">The best price of the last year, ascending.</param>
/// <param name="WatchedSince">When a new one was first seen.</param>
public sealed record ProductDetails(
    ProductRow Product, IReadOnlyList<Offer> Offers, IReadOnlyList<SeenPrice> Prices, IReadOnlyList<Episode> Episodes, bool Wished,
    Lows Lows, Advice? Advice, IReadOnlyList<BestPriceSpan> Line, DateTimeOffset? WatchedSince);

/// <summary>The least that a new one cost at any shop within these days, EUR.</summary>
public sealed record Lows(decimal? Days30, decimal? Days90, decimal? Days365)
{
    public static Lows LeastOf(IReadOnlyList<Lows> media) =>
        new(media.Min(low => low.Days30), media.Min(low => low.Days90), media.Min(low => low.Days365));
}

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
