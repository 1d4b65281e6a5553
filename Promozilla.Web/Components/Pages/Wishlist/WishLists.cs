using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.People;

namespace Promozilla.Web.Components.Pages.Wishlist;

/// <summary>A person's lists: making, naming, deleting and sharing them. The owner stands in every WHERE.</summary>
public sealed class WishLists(IDbContextFactory<PromozillaDbContext> database, TimeProvider clock)
{
    /// <summary>Lists of one person, apart from the main one.</summary>
    public const int Most = 20;

    /// <summary>The main list first.</summary>
    public async Task<IReadOnlyList<SharedList>> ReadAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var lists = await db.WishLists.Where(list => list.UserId == userId).OrderBy(list => list.Name).ToListAsync(cancellationToken);
        var shares = await db.WishShares.Where(share => share.UserId == userId).ToListAsync(cancellationToken);
        var counts = await db.WishlistItems.Where(item => item.UserId == userId).GroupBy(item => item.ListId)
            .Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        return
        [
            RowOf(null, null),
            .. lists.Select(list => RowOf(list.Id, list.Name)),
        ];

        SharedList RowOf(Guid? id, string? name) => new(
            id, name, counts.FirstOrDefault(count => count.Key == id)?.Count ?? 0, shares.FirstOrDefault(share => share.ListId == id)?.Token,
            shares.FirstOrDefault(share => share.ListId == id)?.ShownName);
    }

    public async Task<ListOutcome> MakeAsync(Guid userId, string? typed, CancellationToken cancellationToken)
    {
        if (Named(typed) is not { } name)
        {
            return ListOutcome.BadName;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.WishLists.CountAsync(list => list.UserId == userId, cancellationToken) >= Most)
        {
            return ListOutcome.TooMany;
        }

        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        var made = await db.Database.ExecuteSqlAsync(
            $"INSERT INTO wish_lists (id, user_id, name, created_at) VALUES ({id}, {userId}, {name}, {now}) ON CONFLICT DO NOTHING", cancellationToken);
        return made is 1 ? ListOutcome.Done : ListOutcome.Known;
    }

    public async Task<ListOutcome> RenameAsync(Guid userId, Guid id, string? typed, CancellationToken cancellationToken)
    {
        if (Named(typed) is not { } name)
        {
            return ListOutcome.BadName;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var renamed = await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE wish_lists SET name = {name} WHERE id = {id} AND user_id = {userId}
                AND NOT EXISTS (SELECT FROM wish_lists other WHERE other.user_id = {userId} AND other.name = {name} AND other.id <> {id})
            """,
            cancellationToken);
        return renamed is 1 ? ListOutcome.Done : ListOutcome.Known;
    }

    /// <summary>Its wishes go to the main list, its link is dead.</summary>
    public async Task DeleteAsync(Guid userId, Guid id, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.WishLists.Where(list => list.Id == id && list.UserId == userId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <param name="id">Null: the main list.</param>
    public async Task<ListOutcome> ShareAsync(Guid userId, Guid? id, string? shownName, CancellationToken cancellationToken)
    {
        var name = shownName?.Trim();
        if (name is { Length: > WishList.LongestName } || name?.Any(char.IsControl) is true)
        {
            return ListOutcome.BadName;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var (token, now) = (Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), clock.GetUtcNow());
        var shown = string.IsNullOrEmpty(name) ? null : name;
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO wish_shares (token, user_id, list_id, shown_name, created_at)
            SELECT {token}, {userId}, {id}::uuid, {shown}, {now}
            WHERE {id}::uuid IS NULL OR EXISTS (SELECT FROM wish_lists WHERE id = {id} AND user_id = {userId})
            ON CONFLICT (user_id, list_id) DO UPDATE SET shown_name = excluded.shown_name
            """,
            cancellationToken);
        return ListOutcome.Done;
    }

    public async Task UnshareAsync(Guid userId, Guid? id, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.WishShares.Where(share => share.UserId == userId && share.ListId == id).ExecuteDeleteAsync(cancellationToken);
    }

    public async Task<string> RuleAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Users.Where(user => user.Id == userId).Select(user => user.WishRule).SingleAsync(cancellationToken);
    }

    /// <summary>The rule of wishes without one of their own; what stood on the page by now is no news under it.</summary>
    public async Task SetRuleAsync(Guid userId, string? rule, CancellationToken cancellationToken)
    {
        if (rule is not (WishRules.Promotion or WishRules.Low or WishRules.Restock or WishRules.Any))
        {
            return;
        }

        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync(
            $"""
            WITH person AS (
                UPDATE users SET wish_rule = {rule} WHERE id = {userId} AND wish_rule <> {rule} RETURNING id
            )
            UPDATE wishlist_items item SET ruled_at = {now}, told_price = NULL FROM person
            WHERE item.user_id = person.id AND item.rule IS NULL AND item.target_price IS NULL AND item.bought_on IS NULL
            """,
            cancellationToken);
    }

    private static string? Named(string? typed) =>
        typed?.Trim() is { Length: > 0 and <= WishList.LongestName } name && !name.Any(char.IsControl) ? name : null;
}

/// <param name="Id">Null: the main list.</param>
/// <param name="Token">Of its link; null while it is not shared.</param>
public sealed record SharedList(Guid? Id, string? Name, int Count, string? Token, string? ShownName);

public enum ListOutcome
{
    Done,
    BadName,
    Known,
    TooMany,
}
