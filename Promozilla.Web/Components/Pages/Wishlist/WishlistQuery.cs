using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.People;
using Promozilla.Data.Visits;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Shop;
using Promozilla.Web.Site;
using Promozilla.Web.Visits;

namespace Promozilla.Web.Components.Pages.Wishlist;

/// <summary>Every statement has the owner in its WHERE: a slug or id from outside reaches nobody else's list.</summary>
public sealed class WishlistQuery(IDbContextFactory<PromozillaDbContext> database, IHttpContextAccessor accessor, TimeProvider clock)
{
    /// <summary>Wishes of one person.</summary>
    public const int Most = 500;

    public async Task<WishlistRows> ReadAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await RowsAsync(db, userId, db.WishlistItems.Where(item => item.UserId == userId), cancellationToken);
    }

    /// <summary>One wish, and the person's lists; null where the product is not wished for.</summary>
    public async Task<(Wish Wish, WishlistRows Rows)?> FindAsync(Guid userId, string slug, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = await RowsAsync(db, userId, db.WishlistItems.Where(item => item.UserId == userId && item.Product.Slug == slug), cancellationToken);
        return rows.Wishes is [var wish] ? (wish, rows) : null;
    }

    /// <summary>Does nothing where the product is unknown, already there, or the list is full: its owner's row is held meanwhile, so that of requests at once each counts what the others wrote.</summary>
    public async Task AddAsync(Guid userId, string slug, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var (now, product) = (clock.GetUtcNow(), await db.Products.Where(row => row.Slug == slug && row.Market == MarketOfRequest.Current.Key).Select(row => (long?)row.Id).SingleOrDefaultAsync(cancellationToken));
        var added = await db.Database.ExecuteSqlAsync(
            $"""
            SELECT FROM users WHERE id = {userId} FOR NO KEY UPDATE;
            INSERT INTO wishlist_items (user_id, product_id, created_at, ruled_at, price_when_added)
            SELECT {userId}, id, {now}, {now}, best_price FROM products
            WHERE id = {product} AND (SELECT count(*) FROM wishlist_items WHERE user_id = {userId}) < {Most}
            ON CONFLICT DO NOTHING
            """,
            cancellationToken);
        if (added > 0) Reached(VisitGoals.Wish);
    }

    /// <param name="target">EUR. What is told at this price or under; what stands on the page by now is no news.</param>
    public async Task SetTargetAsync(Guid userId, string slug, decimal target, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await db.WishlistItems.Where(item => item.UserId == userId && item.Product.Slug == slug).ExecuteUpdateAsync(
            set => set.SetProperty(item => item.Rule, WishRules.Target).SetProperty(item => item.TargetPrice, target).SetProperty(item => item.RuledAt, now)
                .SetProperty(item => item.ToldPrice, (decimal?)null).SetProperty(item => item.SuggestedTarget, (decimal?)null),
            cancellationToken);
        Reached(VisitGoals.Alert);
    }

    public async Task RemoveAsync(Guid userId, string slug, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.WishlistItems.Where(item => item.UserId == userId && item.Product.Slug == slug).ExecuteDeleteAsync(cancellationToken);
    }

    /// <param name="settings">Read from a draft: its list is the person's own.</param>
    public async Task SaveAsync(Guid userId, string slug, WishSettings settings, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var item = await db.WishlistItems.SingleOrDefaultAsync(item => item.UserId == userId && item.Product.Slug == slug, cancellationToken);
        if (item is null || (settings.ListId is { } list && !await db.WishLists.AnyAsync(row => row.Id == list && row.UserId == userId, cancellationToken)))
        {
            return;
        }

        if (Asks(item) != (settings.Rule, settings.Target, settings.Condition, settings.Medium, string.Join(' ', settings.Stores ?? []), settings.BoughtOn, settings.BoughtPrice))
        {
            // What stood on the page by now is no news under the new rule.
            (item.RuledAt, item.ToldPrice, item.SuggestedTarget) = (clock.GetUtcNow(), null, null);
            Reached(VisitGoals.Alert);
        }

        (item.Rule, item.TargetPrice, item.Stores, item.Condition, item.Medium) = (settings.Rule, settings.Target, settings.Stores, settings.Condition, settings.Medium);
        (item.ListId, item.MustHave, item.Paused, item.Note) = (settings.ListId, settings.MustHave, settings.Paused, settings.Note);
        (item.BoughtOn, item.BoughtPrice) = (settings.BoughtOn, settings.BoughtPrice);
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Takes the proposed target, or lets it go.</summary>
    public async Task AnswerSuggestionAsync(Guid userId, string slug, bool accept, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var wish = db.WishlistItems.Where(item => item.UserId == userId && item.Product.Slug == slug && item.SuggestedTarget != null);
        var now = clock.GetUtcNow();
        await (accept
            ? wish.ExecuteUpdateAsync(
                set => set.SetProperty(item => item.Rule, WishRules.Target).SetProperty(item => item.TargetPrice, item => item.SuggestedTarget)
                    .SetProperty(item => item.SuggestedTarget, (decimal?)null).SetProperty(item => item.RuledAt, now),
                cancellationToken)
            : wish.ExecuteUpdateAsync(set => set.SetProperty(item => item.SuggestedTarget, (decimal?)null), cancellationToken));
        if (accept) Reached(VisitGoals.Alert);
    }

    private void Reached(string goal) => accessor.HttpContext?.Reached(goal);

    private static (string?, decimal?, string, string, string, DateOnly?, decimal?) Asks(WishlistItem item) =>
        (item.Rule ?? (item.TargetPrice is null ? null : WishRules.Target), item.TargetPrice, item.Condition, item.Medium, string.Join(' ', item.Stores ?? []),
            item.BoughtOn, item.BoughtPrice);

    private static async Task<WishlistRows> RowsAsync(
        PromozillaDbContext db, Guid userId, IQueryable<WishlistItem> which, CancellationToken cancellationToken)
    {
        var person = await db.Users.Where(user => user.Id == userId).Select(user => new { user.AlertsOff, user.WishRule }).SingleAsync(cancellationToken);
        var lists = await db.WishLists.Where(list => list.UserId == userId).OrderBy(list => list.Name)
            .Select(list => new WishListRow(list.Id, list.Name, db.WishlistItems.Count(item => item.ListId == list.Id))).ToListAsync(cancellationToken);
        var items = await which.AsNoTracking().ToListAsync(cancellationToken);
        var ids = items.ConvertAll(item => item.ProductId);
        var products = await db.Products.Where(product => ids.Contains(product.Id)).Select(ProductRow.From).ToDictionaryAsync(product => product.Id, cancellationToken);
        var scoped = items.Where(item => item.Stores is not null || item.Condition is not WishScope.New || item.Medium is not WishScope.Any)
            .Select(item => item.ProductId).ToList();
        var offers = scoped.Count is 0 ? null : (await db.Listings
            .Where(listing => scoped.Contains(listing.ProductId!.Value) && listing.MissingSince == null && listing.Price != null
                && db.Stores.Any(store => store.Key == listing.StoreKey && store.Enabled && store.Currency == listing.Currency)
                && (listing.Availability == Availability.InStock || listing.Availability == Availability.PreOrder))
            .OrderBy(listing => listing.Price).ThenBy(listing => listing.Id)
            .Select(listing => new OpenOffer(listing.ProductId!.Value, listing.StoreKey, listing.Condition, listing.Format, listing.Price!.Value))
            .ToListAsync(cancellationToken)).ToLookup(offer => offer.ProductId);
        return new WishlistRows(
            [.. items.Where(item => products.ContainsKey(item.ProductId)).Select(item => RowOf(item, products[item.ProductId], offers, person.WishRule))],
            lists, person.WishRule, person.AlertsOff);
    }

    private static Wish RowOf(WishlistItem item, ProductRow product, ILookup<long, OpenOffer>? offers, string accountRule)
    {
        var settings = new WishSettings(
            item.Rule ?? (item.TargetPrice is null ? null : WishRules.Target), item.TargetPrice, item.Stores, item.Condition, item.Medium, item.ListId, item.MustHave,
            item.Paused, item.Note, item.BoughtOn, item.BoughtPrice);
        var wish = new Wish(
            product, settings, settings.Rule ?? accountRule, product.BestPrice, product.BestStoreKey, item.SuggestedTarget, item.PriceWhenAdded, item.CreatedAt);
        if (!wish.IsScoped)
        {
            return wish;
        }

        var best = offers?[item.ProductId].FirstOrDefault(offer => offer.Counts(settings));
        return wish with { Price = best?.Price, StoreKey = best?.StoreKey };
    }

    private sealed record OpenOffer(long ProductId, string StoreKey, string Condition, string Format, decimal Price)
    {
        public bool Counts(WishSettings wish) =>
            (wish.Stores is null || wish.Stores.Contains(StoreKey))
            && (wish.Condition is WishScope.Any || (wish.Condition is WishScope.New) == (Condition is ServiceDefaults.Condition.New))
            && (wish.Medium is WishScope.Any || (wish.Medium is WishScope.Digital) == (Format is ServiceDefaults.Format.Digital or ServiceDefaults.Format.DownloadCode));
    }
}
