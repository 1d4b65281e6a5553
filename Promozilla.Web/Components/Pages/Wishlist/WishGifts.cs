using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Wishlist;

/// <summary>A shared list as its guests see it, and their reservations. Of guests nothing is kept but the hash of what undoes a reservation.</summary>
public sealed class WishGifts(IDbContextFactory<PromozillaDbContext> database, TimeProvider clock)
{
    /// <param name="viewer">Who is signed in: to the owner nothing tells what is reserved.</param>
    /// <param name="mine">The undo tokens of this browser.</param>
    /// <returns>Null where no list is shared under this token.</returns>
    public async Task<GiftList?> ReadAsync(string token, Guid? viewer, IReadOnlyCollection<string> mine, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var share = await db.WishShares.Where(share => share.Token == token)
            .Select(share => new { share.UserId, share.ListId, share.ShownName, Name = db.WishLists.Where(list => list.Id == share.ListId).Select(list => list.Name).FirstOrDefault() })
            .SingleOrDefaultAsync(cancellationToken);
        if (share is null)
        {
            return null;
        }

        var isOwner = viewer == share.UserId;
        var items = await db.WishlistItems.Where(item => item.UserId == share.UserId && item.ListId == share.ListId)
            .OrderBy(item => item.BoughtOn != null).ThenByDescending(item => item.MustHave).ThenByDescending(item => item.CreatedAt)
            .Select(item => new { item.ProductId, item.MustHave, item.BoughtOn }).ToListAsync(cancellationToken);
        var ids = items.ConvertAll(item => item.ProductId);
        var products = await db.Products.Where(product => ids.Contains(product.Id)).Select(ProductRow.From).ToDictionaryAsync(product => product.Id, cancellationToken);
        var reserved = isOwner ? [] : await db.WishReservations.Where(row => row.OwnerId == share.UserId && ids.Contains(row.ProductId))
            .ToDictionaryAsync(row => row.ProductId, row => row.UndoHash, cancellationToken);
        var undo = mine.ToLookup(Hash);
        return new GiftList(share.Name, share.ShownName, isOwner, [.. items.Where(item => products.ContainsKey(item.ProductId)).Select(item => new Gift(
            products[item.ProductId], item.MustHave, item.BoughtOn is not null, reserved.ContainsKey(item.ProductId),
            reserved.TryGetValue(item.ProductId, out var hash) ? undo[hash].FirstOrDefault() : null))]);
    }

    /// <returns>What undoes it; null where somebody was quicker, or it is on the list no more.</returns>
    public async Task<string?> ReserveAsync(string token, string slug, Guid? viewer, CancellationToken cancellationToken)
    {
        var (undo, now, guest) = (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), clock.GetUtcNow(), viewer ?? Guid.Empty);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var product = await db.Products.Where(row => row.Slug == slug).Select(row => (long?)row.Id).SingleOrDefaultAsync(cancellationToken);

        // One row a wish, by its key: of two guests who press at once one gets it.
        var reserved = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO wish_reservations (owner_id, product_id, undo_hash, reserved_at)
            SELECT item.user_id, item.product_id, {Hash(undo)}, {now}
            FROM wish_shares share
            JOIN wishlist_items item ON item.user_id = share.user_id AND item.list_id IS NOT DISTINCT FROM share.list_id AND item.product_id = {product}
                AND item.bought_on IS NULL
            WHERE share.token = {token} AND share.user_id <> {guest}
            ON CONFLICT (owner_id, product_id) DO NOTHING
            """,
            cancellationToken);
        return reserved is 1 ? undo : null;
    }

    /// <summary>The product that this token reserved; null where it reserves nothing any more.</summary>
    public async Task<ProductRow?> ReservedAsync(string undo, CancellationToken cancellationToken)
    {
        var hash = Hash(undo);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var product = await db.WishReservations.Where(row => row.UndoHash == hash).Select(row => (long?)row.ProductId).SingleOrDefaultAsync(cancellationToken);
        return product is null ? null : await db.Products.Where(row => row.Id == product).Select(ProductRow.From).SingleOrDefaultAsync(cancellationToken);
    }

    public async Task<bool> UndoAsync(string undo, CancellationToken cancellationToken)
    {
        var hash = Hash(undo);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.WishReservations.Where(row => row.UndoHash == hash).ExecuteDeleteAsync(cancellationToken) is 1;
    }

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <param name="Name">Null: the main list.</param>
/// <param name="ShownName">Whose it is, in the owner's words.</param>
public sealed record GiftList(string? Name, string? ShownName, bool IsOwner, IReadOnlyList<Gift> Gifts);

/// <param name="Undo">The token that undoes it, where this browser reserved it.</param>
public sealed record Gift(ProductRow Product, bool MustHave, bool IsBought, bool IsReserved, string? Undo);
