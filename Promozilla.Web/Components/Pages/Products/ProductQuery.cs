using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Products;

public sealed class ProductQuery(IDbContextFactory<PromozillaDbContext> database, StoreDirectory stores)
{
    /// <summary>The product with its offers and history; null where no product has this slug.</summary>
    public async Task<ProductDetails?> ReadAsync(string slug, Guid? userId, CancellationToken cancellationToken)
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
                    promotion.ClaimedPrice, promotion.ClaimedKind, promotion.ClaimedPercent, promotion.RealPercent));
        var listings = await offers.ToListAsync(cancellationToken);
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
        return new ProductDetails(product, [.. listings.OrderBy(Rank).ThenBy(Cost)], observations, episodes, wished);
    }

    private static int Rank(Offer offer) => (offer.CanBuy ? 0 : 2) + (offer.Condition is Condition.New ? 0 : 1);

    private decimal Cost(Offer offer) => stores.Find(offer.StoreKey)?.Total(offer.Price) ?? offer.Price;
}

public sealed record ProductDetails(
    ProductRow Product, IReadOnlyList<Offer> Offers, IReadOnlyList<SeenPrice> Prices, IReadOnlyList<Episode> Episodes, bool Wished)
{
    /// <summary>Lowest price of the new offers at any moment since then.</summary>
    public decimal? LowSince(DateTimeOffset since)
    {
        decimal? low = null;
        foreach (var series in Prices.Where(seen => IsNew(seen.ListingId)).GroupBy(seen => seen.ListingId))
        {
            var inForce = series.LastOrDefault(seen => seen.At <= since);
            foreach (var seen in series.Where(seen => seen.At > since).Append(inForce).OfType<SeenPrice>().Where(seen => seen.CanBuy))
            {
                low = low is null || seen.Price < low ? seen.Price : low;
            }
        }

        return low;
    }

    private bool IsNew(long listingId) => Offers.Any(offer => offer.ListingId == listingId && offer.Condition is Condition.New);
}

public sealed record Offer(
    long ListingId, string StoreKey, string Title, string Url, string Condition, string Availability, decimal Price, DateTimeOffset? LastSeenAt, Judgement? Promotion)
{
    public bool CanBuy => Availability is ServiceDefaults.Availability.InStock or ServiceDefaults.Availability.PreOrder;

    /// <summary>Addresses come from outside: only web addresses become links.</summary>
    public string? Link => Uri.TryCreate(Url, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? Url : null;
}

public sealed record SeenPrice(long ListingId, DateTimeOffset At, decimal Price, string Availability)
{
    public bool CanBuy => Availability is ServiceDefaults.Availability.InStock or ServiceDefaults.Availability.PreOrder;
}

public sealed record Episode(DateTimeOffset From, DateTimeOffset? To);
