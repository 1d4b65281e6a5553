using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Promozilla.Data;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Shop;
using Promozilla.Web.Site;

namespace Promozilla.Web.Api;

/// <summary>What the API and the feeds tell beyond what shelves and search find.</summary>
public sealed class ApiQuery(IDbContextFactory<PromozillaDbContext> database, StoreDirectory stores, IOptions<SiteOptions> site, TimeProvider clock)
{
    /// <summary>What is asked in another is no offer, and told nowhere.</summary>
    private static string Currency => MarketOfRequest.Current.Currency;

    public ProductItem Item(ProductRow row, string? region, HttpContext context) => new(
        row.Slug, row.Title, row.Kind, row.Platform, row.Format, site.Value.Absolute(context, $"/p/{row.Slug}"),
        Pictures.Address(row.ImageHash, row.ImageType) is { } image ? site.Value.Absolute(context, image) : null,
        row.BestPrice, row.BestStoreKey, row.BestUsedPrice, row.OfferCount, row.InStock,
        row.HasSaving ? new Discount(row.PromotionPercent!.Value, row.PromotionReference!.Value, row.PromotionVerdict!) : null,
        row.LowPrice is { } low ? new RecordLow(low, row.LowAt, row.IsLow) : null,
        row.Totals.In(region ?? Regions.Mainland), Currency);

    public async Task<ProductRow?> ProductAsync(string slug, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Products.Where(product => product.Slug == slug).Select(ProductRow.From).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Null where no product has this slug.</summary>
    public async Task<IReadOnlyList<OfferItem>?> OffersAsync(string slug, string region, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var product = await db.Products.Where(row => row.Slug == slug).Select(row => (long?)row.Id).SingleOrDefaultAsync(cancellationToken);
        if (product is null)
        {
            return null;
        }

        var currency = Currency;
        // A listing has one open promotion at most: a join finds it by its index, where "the first of them" would number all there are.
        var rows =
            from listing in db.Listings
            where listing.ProductId == product && listing.Price != null && listing.MissingSince == null
                && db.Stores.Any(store => store.Key == listing.StoreKey && store.Enabled && store.Currency == listing.Currency)
            from promotion in db.Promotions.Where(promotion => promotion.ListingId == listing.Id && promotion.EndedAt == null).DefaultIfEmpty()
            select new OfferItem(
                listing.StoreKey, listing.Title, listing.Url, listing.Condition, listing.Availability, listing.Price!.Value, null, null, listing.PriceSince,
                db.ListingSightings.Where(seen => seen.ListingId == listing.Id).Select(seen => (DateTimeOffset?)seen.LastSeenAt).FirstOrDefault(),
                promotion == null ? null : new PromotionFacts(
                    promotion.Id, promotion.Verdict, promotion.Price, promotion.Reference, promotion.ClaimedPrice, promotion.ClaimedKind,
                    promotion.RealPercent, promotion.ClaimedPercent, promotion.StartedAt, promotion.EndedAt),
                currency);
        var offers = await rows.ToListAsync(cancellationToken);
        return
        [
            .. offers.Select(offer => offer with { Total = stores.Total(offer.Store, offer.Price, region), Pickup = stores.Total(offer.Store, offer.Price, Regions.Pickup) })
                .OrderBy(offer => offer.Availability is Availability.InStock or Availability.PreOrder ? 0 : 1)
                .ThenBy(offer => offer.Condition is Condition.New ? 0 : 1).ThenBy(offer => offer.Price),
        ];
    }

    /// <summary>Null where no product has this slug.</summary>
    public async Task<PriceHistoryItem?> HistoryAsync(string slug, int? days, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var product = await db.Products.Where(row => row.Slug == slug).Select(row => (long?)row.Id).SingleOrDefaultAsync(cancellationToken);
        if (product is null)
        {
            return null;
        }

        var currency = Currency;
        var since = days is null ? DateTimeOffset.MinValue : clock.GetUtcNow().AddDays(-days.Value);
        var listings = await db.Listings.Where(listing => listing.ProductId == product)
            .Select(listing => new { listing.Id, listing.StoreKey, listing.Condition }).OrderBy(listing => listing.Id).ToListAsync(cancellationToken);
        var ids = listings.ConvertAll(listing => listing.Id);
        var points = await db.PriceObservations.Where(seen => ids.Contains(seen.ListingId) && seen.Currency == currency).OrderBy(seen => seen.At)
            .Select(seen => new { seen.ListingId, Point = new PricePoint(seen.At, seen.Price, seen.Availability, seen.ClaimedPrice, seen.ClaimedKind) })
            .ToListAsync(cancellationToken);
        var byListing = points.ToLookup(seen => seen.ListingId, seen => seen.Point);
        return new PriceHistoryItem(slug, [.. listings.Where(listing => byListing.Contains(listing.Id)).Select(listing => new PriceSeries(listing.StoreKey, listing.Condition, Since(byListing[listing.Id], since)))], currency);
    }

    /// <summary>Those that run, the latest first.</summary>
    public async Task<IReadOnlyList<PromotionItem>> PromotionsAsync(PromotionsAsked asked, int count, HttpContext context)
    {
        await using var db = await database.CreateDbContextAsync(context.RequestAborted);
        var promotions = Running(db);
        promotions = asked.Verdict is { } verdict ? promotions.Where(promotion => promotion.Verdict == verdict) : promotions;
        promotions = asked.Store is { } store ? promotions.Where(promotion => promotion.Listing.StoreKey == store) : promotions;
        promotions = asked.Kind is { } kind ? promotions.Where(promotion => promotion.Listing.Product!.Kind == kind) : promotions;
        promotions = asked.Platform is { } platform
            ? promotions.Where(promotion => promotion.Listing.Product!.Platform == platform || promotion.Listing.Product!.Platform == Platform.Both)
            : promotions;
        promotions = PromotionCursor.Read(asked.Cursor) is { } after
            ? promotions.Where(promotion => EF.Functions.LessThan(ValueTuple.Create(promotion.StartedAt, promotion.Id), ValueTuple.Create(after.StartedAt, after.Id)))
            : promotions;
        return await ReadAsync(promotions, count, context);
    }

    /// <summary>Those that run of these products.</summary>
    public async Task<IReadOnlyList<PromotionItem>> PromotionsOfAsync(IReadOnlyList<long> products, int count, HttpContext context)
    {
        await using var db = await database.CreateDbContextAsync(context.RequestAborted);
        return await ReadAsync(Running(db).Where(promotion => products.Contains(promotion.Listing.ProductId!.Value)), count, context);
    }

    private static IQueryable<Promotion> Running(PromozillaDbContext db) =>
        db.Promotions.Where(promotion => promotion.EndedAt == null && promotion.Listing.Product != null && promotion.Listing.MissingSince == null
            && db.Stores.Any(store => store.Key == promotion.Listing.StoreKey && store.Enabled));

    private async Task<IReadOnlyList<PromotionItem>> ReadAsync(IQueryable<Promotion> promotions, int count, HttpContext context)
    {
        var rows = await promotions.OrderByDescending(promotion => promotion.StartedAt).ThenByDescending(promotion => promotion.Id).Take(count)
            .Select(promotion => new
            {
                promotion.Listing.Product!.Slug,
                promotion.Listing.Product.Title,
                promotion.Listing.Product.Kind,
                promotion.Listing.Product.Platform,
                promotion.Listing.StoreKey,
                Facts = new PromotionFacts(
                    promotion.Id, promotion.Verdict, promotion.Price, promotion.Reference, promotion.ClaimedPrice, promotion.ClaimedKind,
                    promotion.RealPercent, promotion.ClaimedPercent, promotion.StartedAt, promotion.EndedAt),
            })
            .ToListAsync(context.RequestAborted);
        return [.. rows.Select(row => new PromotionItem(row.Slug, row.Title, row.Kind, row.Platform, row.StoreKey, site.Value.Absolute(context, $"/p/{row.Slug}"), row.Facts, Currency))];
    }

    private static List<PricePoint> Since(IEnumerable<PricePoint> points, DateTimeOffset since)
    {
        var all = points.ToList();
        var first = all.FindLastIndex(point => point.At <= since);
        return first > 0 ? all[first..] : all;
    }
}
