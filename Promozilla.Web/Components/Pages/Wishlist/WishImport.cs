using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Promozilla.Data;
using Promozilla.Data.People;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Components.Pages.Search;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Wishlist;

/// <summary>
/// Takes a file's wishes into a person's lists: by address, else by title, as matching knows products' names. What fits none, or several, waits for
/// the person to choose. The same file again changes nothing: what is wished for stays as it is.
/// </summary>
public sealed class WishImport(IDbContextFactory<PromozillaDbContext> database, SearchQuery search, StoreDirectory stores, TimeProvider clock)
{
    // A name in the file may be a product's on two consoles; a box goes before a download code, and a name that is the title before one that is alike.
    private const string Match = """
        WITH named AS (
            SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) AS line(place, slug, title, platform)
        ), found AS (
            SELECT named.place, product.id, 0 AS rank FROM named JOIN products product ON product.slug = named.slug AND product.market = $5
            UNION ALL
            SELECT named.place, old.product_id, 0 FROM named JOIN product_redirects old ON old.slug = named.slug AND old.market = $5
            UNION ALL
            SELECT named.place, search.product_id, CASE product.format WHEN 'physical' THEN 1 ELSE 2 END
            FROM named JOIN product_searches search ON search.title = named.title JOIN products product ON product.id = search.product_id AND product.market = $5
            WHERE named.platform IS NULL OR product.platform = named.platform
            UNION ALL
            SELECT named.place, key.product_id, CASE key.format WHEN 'physical' THEN 3 ELSE 4 END
            FROM named CROSS JOIN unnest(ARRAY['game', 'console', 'accessory']) AS sort(word)
            JOIN product_keys key ON key.match_key = product_match_key(named.title, sort.word) AND key.kind = sort.word AND key.match_key <> '' AND key.market = $5
            WHERE named.platform IS NULL OR key.platform = named.platform
        ), best AS (
            SELECT place, id, rank, min(rank) OVER (PARTITION BY place) AS least FROM found
        )
        SELECT place, min(id) FROM best WHERE rank = least GROUP BY place HAVING count(DISTINCT id) = 1
        """;

    public async Task<ImportOutcome> ImportAsync(Guid userId, IReadOnlyList<FiledWish> wishes, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var products = await MatchAsync(db, wishes, cancellationToken);
        var (added, known, full, open) = (0, 0, 0, new List<FiledWish>());
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            (added, known, full) = (0, 0, 0);
            open.Clear();
            await using var whole = await db.Database.BeginTransactionAsync(cancellationToken);
            var lists = await ListsAsync(db, userId, wishes, cancellationToken);
            for (var place = 0; place < wishes.Count; place++)
            {
                if (!products.TryGetValue(place, out var product))
                {
                    open.Add(wishes[place]);
                    continue;
                }

                var done = await AddAsync(db, userId, product, wishes[place], lists, cancellationToken);
                (added, known, full) = done switch
                {
                    true => (added + 1, known, full),
                    false => (added, known + 1, full),
                    null => (added, known, full + 1),
                };
            }

            await db.WishImportLines.Where(line => line.UserId == userId).ExecuteDeleteAsync(cancellationToken);
            db.ChangeTracker.Clear();
            db.WishImportLines.AddRange(open.Select((wish, place) => new WishImportLine
            {
                Id = Guid.CreateVersion7(),
                UserId = userId,
                Position = place,
                Title = wish.Title,
                Wish = JsonSerializer.Serialize(wish, WishFile.Json),
                CreatedAt = clock.GetUtcNow(),
            }));
            await db.SaveChangesAsync(cancellationToken);
            await whole.CommitAsync(cancellationToken);
        });
        return new ImportOutcome(added, known, full, open.Count);
    }

    /// <summary>What waits for a choice, each with what comes nearest.</summary>
    public async Task<(IReadOnlyList<OpenLine> Lines, int Count)> OpenAsync(Guid userId, int most, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var waiting = db.WishImportLines.Where(line => line.UserId == userId);
        var lines = new List<OpenLine>();
        foreach (var line in await waiting.OrderBy(line => line.Position).Take(most).Select(line => new { line.Id, line.Title }).ToListAsync(cancellationToken))
        {
            var answer = await search.FindAsync(line.Title, cancellationToken);
            lines.Add(new OpenLine(line.Id, line.Title, await search.RowsAsync([.. answer.Hits.Take(4).Select(hit => hit.Id)], cancellationToken)));
        }

        return (lines, await waiting.CountAsync(cancellationToken));
    }

    /// <param name="slug">The product that the line means; null: none, the line is dropped.</param>
    public async Task ChooseAsync(Guid userId, Guid id, string? slug, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var line = await db.WishImportLines.Where(line => line.UserId == userId && line.Id == id).Select(line => line.Wish).SingleOrDefaultAsync(cancellationToken);
        if (line is null || JsonSerializer.Deserialize<FiledWish>(line, WishFile.Json) is not { } wish)
        {
            return;
        }

        if (!string.IsNullOrEmpty(slug))
        {
            var product = await db.Products.Where(product => product.Slug == slug).Select(product => (long?)product.Id).SingleOrDefaultAsync(cancellationToken);
            if (product is null || await AddAsync(db, userId, product.Value, wish, await ListsAsync(db, userId, [wish], cancellationToken), cancellationToken) is null)
            {
                return;
            }
        }

        await db.WishImportLines.Where(waiting => waiting.UserId == userId && waiting.Id == id).ExecuteDeleteAsync(cancellationToken);
    }

    public async Task ForgetAsync(Guid userId, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.WishImportLines.Where(line => line.UserId == userId).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<Dictionary<int, long>> MatchAsync(PromozillaDbContext db, IReadOnlyList<FiledWish> wishes, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Match, (NpgsqlConnection)db.Database.GetDbConnection());
        command.Parameters.Add(new NpgsqlParameter { Value = Enumerable.Range(0, wishes.Count).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
        Add(wishes.Select(wish => wish.Slug));
        Add(wishes.Select(wish => (string?)FiledTitle.Normalise(wish.Title)));
        Add(wishes.Select(wish => wish.Platform ?? FiledTitle.Platform(wish.Title)));
        command.Parameters.Add(new NpgsqlParameter { Value = db.Market ?? Market.First, NpgsqlDbType = NpgsqlDbType.Text });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var products = new Dictionary<int, long>();
        while (await reader.ReadAsync(cancellationToken))
        {
            products.Add(reader.GetInt32(0), reader.GetInt64(1));
        }

        return products;

        void Add(IEnumerable<string?> column) => command.Parameters.Add(new NpgsqlParameter { Value = column.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
    }

    /// <summary>The person's lists by name; those that the file names and that there is room for are made.</summary>
    private async Task<Dictionary<string, Guid>> ListsAsync(PromozillaDbContext db, Guid userId, IReadOnlyList<FiledWish> wishes, CancellationToken cancellationToken)
    {
        var lists = await db.WishLists.AsNoTracking().Where(list => list.UserId == userId).ToDictionaryAsync(list => list.Name, list => list.Id, cancellationToken);
        foreach (var name in wishes.Select(wish => wish.List).OfType<string>().Distinct().Where(name => !lists.ContainsKey(name)).Take(WishLists.Most - lists.Count).ToList())
        {
            var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
            await db.Database.ExecuteSqlAsync(
                $"INSERT INTO wish_lists (id, user_id, name, created_at) VALUES ({id}, {userId}, {name}, {now})", cancellationToken);
            lists[name] = id;
        }

        return lists;
    }

    /// <returns>Whether it is new; null where there is no room for it, counted as <see cref="WishlistQuery.AddAsync"/> does.</returns>
    private async Task<bool?> AddAsync(
        PromozillaDbContext db, Guid userId, long product, FiledWish wish, Dictionary<string, Guid> lists, CancellationToken cancellationToken)
    {
        if (await db.WishlistItems.IgnoreQueryFilters().AnyAsync(item => item.UserId == userId && item.ProductId == product, cancellationToken))
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var known = wish.Stores?.Where(store => stores.Find(store) is not null).Distinct().Order(StringComparer.Ordinal).ToArray();
        var (keys, list) = (known is { Length: > 0 } ? known : null, wish.List is { } name && lists.TryGetValue(name, out var id) ? id : (Guid?)null);
        var (condition, medium, addedAt) = (wish.Condition ?? WishScope.New, wish.Medium ?? WishScope.Any, wish.AddedAt < now ? wish.AddedAt.Value : now);
        return await db.Database.ExecuteSqlAsync(
            $"""
            SELECT FROM users WHERE id = {userId} FOR NO KEY UPDATE;
            INSERT INTO wishlist_items (user_id, product_id, list_id, rule, target_price, stores, condition, medium, must_have, paused, note, bought_on,
                bought_price, created_at, ruled_at, price_when_added)
            SELECT {userId}, id, {list}::uuid, {wish.Rule}, {wish.Target}::numeric, {keys}::text[], {condition}, {medium}, {wish.MustHave}, {wish.Paused}, {wish.Note},
                {wish.BoughtOn}::date, {wish.BoughtPrice}::numeric, {addedAt}, {now}, best_price FROM products
            WHERE id = {product} AND (SELECT count(*) FROM wishlist_items WHERE user_id = {userId}) < {WishlistQuery.Most}
            ON CONFLICT DO NOTHING
            """,
            cancellationToken) is 1 ? true : null;
    }
}

/// <param name="Known">Were wished for already.</param>
/// <param name="Full">Found no room.</param>
/// <param name="Open">Wait for a choice.</param>
public sealed record ImportOutcome(int Added, int Known, int Full, int Open);

public sealed record OpenLine(Guid Id, string Title, IReadOnlyList<ProductRow> Candidates);
