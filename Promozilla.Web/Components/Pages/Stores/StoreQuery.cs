using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;

namespace Promozilla.Web.Components.Pages.Stores;

/// <summary>What a store is like: its claims as a closing run counted them, and how it stands against the others.</summary>
public sealed class StoreQuery(IDbContextFactory<PromozillaDbContext> database)
{
    private const int MostPromotions = 24;

    public async Task<StoreFigures> ReadAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var listings = db.Listings.Where(listing => listing.StoreKey == key && listing.MissingSince == null);
        var count = await listings.CountAsync(cancellationToken);
        var buyable = await listings.CountAsync(
            listing => listing.Availability == Availability.InStock || listing.Availability == Availability.PreOrder, cancellationToken);
        var shared = db.ProductFacets.Where(facet => facet.StoreKeys.Contains(key) && facet.StoreKeys.Length > 1)
            .Join(db.Products, facet => facet.ProductId, product => product.Id, (_, product) => product).Where(product => product.BestPrice != null);
        var compared = await shared.CountAsync(cancellationToken);
        var cheapest = await shared.CountAsync(product => product.BestStoreKey == key, cancellationToken);
        var claims = await db.StoreFairness.Where(row => row.StoreKey == key)
            .Select(row => new ClaimFigures(
                row.Judged, row.Verified, row.Inflated, row.NotDiscounts, row.NoData, row.MedianClaimedPercent, row.MedianRealPercent, row.Since, row.UpdatedAt))
            .SingleOrDefaultAsync(cancellationToken);
        return new StoreFigures(count, buyable, compared, cheapest, claims, await PromotionsAsync(db, key, cancellationToken));
    }

    private static Task<List<StorePromotion>> PromotionsAsync(PromozillaDbContext db, string key, CancellationToken cancellationToken) => db.Promotions
        .Where(promotion => promotion.EndedAt == null && promotion.Listing.StoreKey == key && promotion.Listing.MissingSince == null && promotion.Listing.ProductId != null
            && (promotion.Listing.Availability == Availability.InStock || promotion.Listing.Availability == Availability.PreOrder))
        .OrderBy(promotion => promotion.Verdict == Verdicts.Verified ? 0 : promotion.Verdict == Verdicts.Inflated ? 1 : 2)
        .ThenByDescending(promotion => promotion.RealPercent ?? -1).ThenBy(promotion => promotion.Id)
        .Select(promotion => new StorePromotion(
            promotion.Listing.Product!.Slug, promotion.Listing.Product.Title, promotion.Price, promotion.Reference, promotion.RealPercent, promotion.ClaimedPercent,
            promotion.Verdict))
        .Take(MostPromotions).ToListAsync(cancellationToken);
}

/// <param name="Compared">Products that another store sells too.</param>
/// <param name="Cheapest">Of those, where this one asks the least.</param>
/// <param name="Claims">Null until a run has closed.</param>
public sealed record StoreFigures(
    int Listings, int Buyable, int Compared, int Cheapest, ClaimFigures? Claims, IReadOnlyList<StorePromotion> Promotions)
{
    public static StoreFigures None { get; } = new(0, 0, 0, 0, null, []);
}

/// <param name="Judged">n: verified, inflated and not a discount together.</param>
/// <param name="NoData">Claimed, but not judged.</param>
public sealed record ClaimFigures(
    int Judged, int Verified, int Inflated, int NotDiscounts, int NoData, decimal? MedianClaimed, decimal? MedianReal, DateTimeOffset? Since, DateTimeOffset UpdatedAt)
{
    /// <summary>Of fewer a share says nothing.</summary>
    private const int Enough = 10;

    /// <summary>Per cent of the judged; null where they are too few to say.</summary>
    public decimal? VerifiedShare => Judged < Enough ? null : Verified * 100m / Judged;
}

public sealed record StorePromotion(string Slug, string Title, decimal Price, decimal? Reference, decimal? RealPercent, decimal? ClaimedPercent, string Verdict)
{
    public bool HasSaving => Verdict is Verdicts.Verified or Verdicts.Inflated && Reference is not null && RealPercent > 0;
}
