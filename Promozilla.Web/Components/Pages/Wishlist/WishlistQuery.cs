using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Web.Shop;
using Promozilla.Web.Site;

namespace Promozilla.Web.Components.Pages.Wishlist;

/// <summary>Every statement has the owner in its WHERE: a slug or id from outside reaches nobody else's list.</summary>
public sealed class WishlistQuery(IDbContextFactory<PromozillaDbContext> database, TimeProvider clock)
{
    private const int Most = 500;

    public async Task<WishlistRows> ReadAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var wishes = await db.WishlistItems
            .Where(item => item.UserId == userId)
            .OrderByDescending(item => item.CreatedAt)
            .Select(item => new { item.ProductId, item.TargetPrice, item.PriceWhenAdded })
            .ToListAsync(cancellationToken);
        var ids = wishes.ConvertAll(wish => wish.ProductId);
        var products = await db.Products.Where(product => ids.Contains(product.Id)).Select(ProductRow.From)
            .ToDictionaryAsync(product => product.Id, cancellationToken);
        var alertsOff = await db.Users.Where(user => user.Id == userId).Select(user => user.AlertsOff).SingleOrDefaultAsync(cancellationToken);
        return new WishlistRows(wishes.ConvertAll(wish => new Wish(products[wish.ProductId], wish.TargetPrice, wish.PriceWhenAdded)), alertsOff);
    }

    /// <summary>Does nothing where the product is unknown, already there, or the list is full.</summary>
    public async Task AddAsync(Guid userId, string slug, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO wishlist_items (user_id, product_id, created_at, price_when_added)
            SELECT {userId}, id, {now}, best_price FROM products
            WHERE slug = {slug} AND market = {MarketOfRequest.Current.Key} AND (SELECT count(*) FROM wishlist_items WHERE user_id = {userId}) < {Most}
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
    }

    public async Task RemoveAsync(Guid userId, string slug, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.WishlistItems.Where(item => item.UserId == userId && item.Product.Slug == slug).ExecuteDeleteAsync(cancellationToken);
    }

    public async Task SetTargetAsync(Guid userId, string slug, decimal? target, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.WishlistItems.Where(item => item.UserId == userId && item.Product.Slug == slug)
            .ExecuteUpdateAsync(set => set.SetProperty(item => item.TargetPrice, target), cancellationToken);
    }
}

public sealed record WishlistRows(IReadOnlyList<Wish> Wishes, bool AlertsOff);

/// <param name="Target">EUR; null: any real promotion.</param>
public sealed record Wish(ProductRow Product, decimal? Target, decimal? PriceWhenAdded)
{
    public bool Reached => Product.BestPrice is { } price && (Target is { } target ? price <= target : Product.IsVerified);
}
