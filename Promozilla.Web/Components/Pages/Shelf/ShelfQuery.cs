using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Shelf;

public sealed class ShelfQuery(IDbContextFactory<PromozillaDbContext> database)
{
    public const int PageSize = 24;

    public async Task<ShelfRows> ReadAsync(ShelfFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var products = Narrow(db.Products, filter);
        var total = await products.CountAsync(cancellationToken);
        var rows = await PageAsync(products, filter, cancellationToken);
        var more = rows.Count > PageSize;
        var page = rows.Take(PageSize).ToList();
        var next = more ? CursorOf(page[^1], filter) : null;
        return new ShelfRows(total, filter.Condition is Condition.Used ? page.ConvertAll(row => row.AsUsed()) : page, next);
    }

    private static IQueryable<Product> Narrow(IQueryable<Product> products, ShelfFilter filter)
    {
        var (min, max, store, format) = (filter.Min, filter.Max, filter.Store, filter.Format);
        products = products.Where(product => product.Kind == filter.Kind);
        products = filter.OnPlatform is { } platform
            ? products.Where(product => product.Platform == platform || product.Platform == Platform.Both)
            : products;
        products = store is null ? products : products.Where(product => product.Listings.Any(listing =>
            listing.StoreKey == store && listing.MissingSince == null
            && (listing.Availability == Availability.InStock || listing.Availability == Availability.PreOrder)));
        products = format is null ? products : products.Where(product => product.Format == format);
        products = filter.InStockOnly ? products.Where(product => product.InStock) : products;
        products = filter.VerifiedOnly
            ? products.Where(product => product.PromotionVerdict == Verdicts.Verified && product.PromotionPercent > 0 && product.PromotionPrice <= product.BestPrice)
            : products;
        if (filter.Condition is Condition.Used)
        {
            products = products.Where(product => product.BestUsedPrice != null);
            products = min is null ? products : products.Where(product => product.BestUsedPrice >= min);
            return max is null ? products : products.Where(product => product.BestUsedPrice <= max);
        }

        products = filter.Condition is Condition.New ? products.Where(product => product.BestPrice != null) : products;
        products = min is null ? products : products.Where(product => product.BestPrice >= min);
        return max is null ? products : products.Where(product => product.BestPrice <= max);
    }

    /// <summary>Rows with a sort value first, then those without: two ranges of one index, each read from where the last page ended.</summary>
    private static async Task<List<ProductRow>> PageAsync(IQueryable<Product> products, ShelfFilter filter, CancellationToken cancellationToken)
    {
        var after = filter.After;
        var (valued, without) = filter switch
        {
            { Order: ShelfFilter.Newest } => (products.Where(product => false), products),
            { Order: ShelfFilter.Cheapest, Condition: Condition.Used } => ByUsedPrice(products, after),
            { Order: ShelfFilter.Cheapest } => ByPrice(products, after),
            _ => ByDiscount(products, after),
        };
        var rows = after is { Value: null } ? [] : await valued.Select(ProductRow.From).Take(PageSize + 1).ToListAsync(cancellationToken);
        if (rows.Count <= PageSize)
        {
            var last = after is { Value: null } ? after.Id : long.MaxValue;
            rows.AddRange(await without.Where(product => product.Id < last).OrderByDescending(product => product.Id)
                .Select(ProductRow.From).Take(PageSize + 1 - rows.Count).ToListAsync(cancellationToken));
        }

        return rows;
    }

    private static (IQueryable<Product> Valued, IQueryable<Product> Without) ByDiscount(IQueryable<Product> products, Cursor? after)
    {
        var (value, id) = (after?.Value, after?.Id);
        var valued = products.Where(product => product.PromotionPercent != null);
        valued = value is null ? valued : valued.Where(product => product.PromotionPercent < value || (product.PromotionPercent == value && product.Id < id));
        return (valued.OrderByDescending(product => product.PromotionPercent).ThenByDescending(product => product.Id),
            products.Where(product => product.PromotionPercent == null));
    }

    private static (IQueryable<Product> Valued, IQueryable<Product> Without) ByPrice(IQueryable<Product> products, Cursor? after)
    {
        var (value, id) = (after?.Value, after?.Id);
        var valued = products.Where(product => product.BestPrice != null);
        valued = value is null ? valued : valued.Where(product => product.BestPrice > value || (product.BestPrice == value && product.Id > id));
        return (valued.OrderBy(product => product.BestPrice).ThenBy(product => product.Id), products.Where(product => product.BestPrice == null));
    }

    private static (IQueryable<Product> Valued, IQueryable<Product> Without) ByUsedPrice(IQueryable<Product> products, Cursor? after)
    {
        var (value, id) = (after?.Value, after?.Id);
        var valued = products.Where(product => product.BestUsedPrice != null);
        valued = value is null ? valued : valued.Where(product => product.BestUsedPrice > value || (product.BestUsedPrice == value && product.Id > id));
        return (valued.OrderBy(product => product.BestUsedPrice).ThenBy(product => product.Id), products.Where(product => product.BestUsedPrice == null));
    }

    private static Cursor CursorOf(ProductRow row, ShelfFilter filter) => filter switch
    {
        { Order: ShelfFilter.Newest } => new Cursor(null, row.Id),
        { Order: ShelfFilter.Cheapest, Condition: Condition.Used } => new Cursor(row.BestUsedPrice, row.Id),
        { Order: ShelfFilter.Cheapest } => new Cursor(row.BestPrice, row.Id),
        _ => new Cursor(row.PromotionPercent, row.Id),
    };
}

/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record ShelfRows(int Total, IReadOnlyList<ProductRow> Products, Cursor? Next);
