using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;

namespace Promozilla.Web.Components.Pages.Stores;

public sealed class StoreQuery(IDbContextFactory<PromozillaDbContext> database)
{
    public async Task<StoreFigures> ReadAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var listings = db.Listings.Where(listing => listing.StoreKey == key && listing.MissingSince == null);
        var count = await listings.CountAsync(cancellationToken);
        var buyable = await listings.CountAsync(
            listing => listing.Availability == Availability.InStock || listing.Availability == Availability.PreOrder, cancellationToken);
        var cheapest = await db.Products.CountAsync(product => product.BestStoreKey == key && product.OfferCount > 1, cancellationToken);
        var verdicts = await db.Promotions
            .Where(promotion => promotion.EndedAt == null && promotion.Listing.StoreKey == key && promotion.Listing.MissingSince == null)
            .GroupBy(promotion => promotion.Verdict)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        return new StoreFigures(
            count, buyable, cheapest, verdicts.GetValueOrDefault(Verdicts.Verified), verdicts.GetValueOrDefault(Verdicts.Inflated),
            verdicts.GetValueOrDefault(Verdicts.NotADiscount));
    }
}

public sealed record StoreFigures(int Listings, int Buyable, int Cheapest, int Verified, int Inflated, int NotADiscount)
{
    public int Judged => Verified + Inflated + NotADiscount;
}
