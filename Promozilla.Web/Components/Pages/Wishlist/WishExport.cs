using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.People;

namespace Promozilla.Web.Components.Pages.Wishlist;

/// <summary>All wishes of a person as a file has them.</summary>
public sealed class WishExport(IDbContextFactory<PromozillaDbContext> database, TimeProvider clock)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    public async Task<IReadOnlyList<FiledWish>> ReadAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.WishlistItems.Where(item => item.UserId == userId).OrderBy(item => item.CreatedAt).ThenBy(item => item.ProductId)
            .Select(item => new FiledWish(
                item.Product.Slug, item.Product.Title, item.Product.Platform, db.WishLists.Where(list => list.Id == item.ListId).Select(list => list.Name).FirstOrDefault(),
                item.Rule ?? (item.TargetPrice != null ? WishRules.Target : null), item.TargetPrice, item.Stores, item.Condition, item.Medium, item.MustHave,
                item.Paused, item.Note, item.BoughtOn, item.BoughtPrice, item.CreatedAt))
            .ToListAsync(cancellationToken);
    }
}
