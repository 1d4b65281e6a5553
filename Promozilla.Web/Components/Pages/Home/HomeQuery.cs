using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Home;

public sealed class HomeQuery(IDbContextFactory<PromozillaDbContext> database, TimeProvider clock)
{
    private const int PerRow = 8;
    private static readonly string[] Kinds = [ProductKind.Game, ProductKind.Console, ProductKind.Accessory];

    public async Task<HomeRows> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var verifiedToday = Verified(db.Products);
        var count = await verifiedToday.CountAsync(cancellationToken);
        var verified = await Best(verifiedToday, PerRow + 1, cancellationToken);
        var shown = verified.Select(row => row.Id).ToArray();

        var lows = await db.Products
            .Where(product => product.BestPrice <= product.LowPrice && product.LowAt > now.AddDays(-14)
                && product.LowAt > product.CreatedAt + ProductRow.WatchedEnough)
            .OrderByDescending(product => product.LowAt).ThenByDescending(product => product.Id)
            .Select(ProductRow.From).Take(PerRow).ToListAsync(cancellationToken);
        var restocks = await db.Products
            .Where(product => product.InStock && product.BestPrice != null && product.RestockedAt > now.AddDays(-7))
            .OrderByDescending(product => product.RestockedAt).ThenByDescending(product => product.Id)
            .Select(ProductRow.From).Take(PerRow).ToListAsync(cancellationToken);

        var kinds = new Dictionary<string, IReadOnlyList<ProductRow>>();
        foreach (var kind in Kinds)
        {
            kinds[kind] = await Best(Verified(db.Products).Where(product => product.Kind == kind && !shown.Contains(product.Id)), 4, cancellationToken);
        }

        var products = await db.Products.CountAsync(product => product.BestPrice != null, cancellationToken);
        return new HomeRows(count, products, verified, lows, restocks, kinds);
    }

    private static IQueryable<Product> Verified(IQueryable<Product> products) => products.Where(product =>
        product.PromotionVerdict == Verdicts.Verified && product.PromotionPercent > 0 && product.PromotionPrice <= product.BestPrice);

    private static Task<List<ProductRow>> Best(IQueryable<Product> products, int count, CancellationToken cancellationToken) => products
        .OrderByDescending(product => product.PromotionPercent).ThenByDescending(product => product.Id)
        .Select(ProductRow.From).Take(count).ToListAsync(cancellationToken);
}

/// <param name="Verified">The best first: the first one is the page's big card.</param>
public sealed record HomeRows(
    int VerifiedCount,
    int ProductCount,
    IReadOnlyList<ProductRow> Verified,
    IReadOnlyList<ProductRow> Lows,
    IReadOnlyList<ProductRow> Restocks,
    IReadOnlyDictionary<string, IReadOnlyList<ProductRow>> Kinds);
