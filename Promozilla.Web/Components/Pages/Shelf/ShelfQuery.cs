using Microsoft.EntityFrameworkCore;
using Npgsql;
using Promozilla.Data;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Shelf;

/// <summary>Which products: from the index in memory. What they show: one query by their keys.</summary>
public sealed class ShelfQuery(NpgsqlDataSource database, IDbContextFactory<PromozillaDbContext> contexts, TimeProvider clock)
{
    public const int PageSize = 24;

    // A saving and a low are told as ProductRow tells them. What no store that is on has ever had has no facets.
    private const string Items = """
        SELECT product.id, product.kind, product.platform, product.format, product.best_price, product.best_used_price,
            CASE WHEN product.promotion_verdict IN ('verified', 'inflated') AND product.promotion_percent > 0 AND product.promotion_reference IS NOT NULL
                AND product.promotion_price <= product.best_price THEN product.promotion_percent END,
            product.promotion_verdict = 'verified', coalesce(product.best_price <= product.low_price AND product.low_at - product.created_at >= $1, false),
            product.in_stock, product.offer_count, facet.store_keys, facet.popularity,
            product.best_total_mainland, product.best_total_azores, product.best_total_madeira,
            product.promotion_id IS NOT NULL AND product.best_price IS NOT NULL,
            CASE WHEN product.best_price <= product.low_price AND product.low_at - product.created_at >= $1 AND product.low_at > $2 - interval '14 days' THEN product.low_at END,
            CASE WHEN product.in_stock AND product.best_price IS NOT NULL AND product.restocked_at > $2 - interval '7 days' THEN product.restocked_at END,
            CASE WHEN news.ended_at > $2 - interval '72 hours' THEN news.ended_at END,
            news.arrived_at, coalesce(search.title, ''), product.edition = ''
        FROM products product JOIN product_facets facet ON facet.product_id = product.id LEFT JOIN product_news news ON news.product_id = product.id
            LEFT JOIN product_searches search ON search.product_id = product.id
        WHERE product.market = $3
        """;

    private readonly RememberedByMarket<ShelfIndex> index = new((market, cancellationToken) => ReadIndexAsync(database, market, clock.GetUtcNow(), cancellationToken), clock);

    public Task RefreshAsync(string? market, CancellationToken cancellationToken) => index.RefreshAsync(market, cancellationToken);

    public async Task<ShelfRows> ReadAsync(ShelfFilter filter, CancellationToken cancellationToken, int pageSize = PageSize)
    {
        var known = await index.GetAsync(cancellationToken);
        var slice = known.Read(filter, pageSize);
        var rows = await RowsAsync(slice.Items, cancellationToken);
        var ended = filter.List == ShelfList.Ending ? await EndedAsync(rows.Keys, cancellationToken) : [];
        var page = slice.Items.Where(item => rows.ContainsKey(item.Id))
            .Select(item => rows[item.Id] with { Happened = filter.List?.When(item), Ended = ended.GetValueOrDefault(item.Id) })
            .Select(row => filter.Condition is Condition.Used ? row.AsUsed() : row);
        return new ShelfRows([.. page], slice.Next, slice.Counts, (filter.List?.Group ?? []).ToDictionary(list => list, known.Count));
    }

    /// <summary>The index as it is now, for whoever takes from several shelves at once.</summary>
    public ValueTask<ShelfIndex> IndexAsync(CancellationToken cancellationToken) => index.GetAsync(cancellationToken);

    public async ValueTask<int> CountAsync(ShelfFilter filter, CancellationToken cancellationToken) =>
        (await index.GetAsync(cancellationToken)).Read(filter, pageSize: 1).Counts.Total;

    public async Task<Dictionary<long, ProductRow>> RowsAsync(IEnumerable<ShelfItem> items, CancellationToken cancellationToken)
    {
        var ids = items.Select(item => item.Id).Distinct().ToArray();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Products.Where(product => ids.Contains(product.Id)).Select(ProductRow.From).ToDictionaryAsync(row => row.Id, cancellationToken);
    }

    private async Task<Dictionary<long, EndedPromotion>> EndedAsync(IEnumerable<long> products, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.ProductNews.Where(news => products.Contains(news.ProductId) && news.EndedAt != null)
            .ToDictionaryAsync(news => news.ProductId, news => new EndedPromotion(news.EndedAt!.Value, news.EndedPrice!.Value, news.EndedStoreKey!), cancellationToken);
    }

    private static async Task<ShelfIndex> ReadIndexAsync(NpgsqlDataSource database, string market, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Items);
        command.Parameters.Add(new NpgsqlParameter { Value = ProductRow.WatchedEnough });
        command.Parameters.Add(new NpgsqlParameter { Value = now.UtcDateTime });
        command.Parameters.Add(new NpgsqlParameter { Value = market });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (stores, items) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<ShelfItem>());
        while (await reader.ReadAsync(cancellationToken))
        {
            var percent = Price(6);
            items.Add(new ShelfItem(
                reader.GetInt64(0), string.Intern(reader.GetString(1)), string.Intern(reader.GetString(2)), string.Intern(reader.GetString(3)), Price(4), Price(5),
                percent, percent is not null && reader.GetBoolean(7), reader.GetBoolean(8), reader.GetBoolean(9), reader.GetInt32(10),
                Array.ConvertAll(reader.GetFieldValue<string[]>(11), Number), reader.GetInt32(12), new Totals(Price(13), Price(14), Price(15)),
                reader.GetBoolean(16), ShelfNews.Of(Time(17), Time(18), Time(19), Time(20)), reader.GetString(21), reader.GetBoolean(22)));
        }

        var made = new ShelfIndex([.. stores.OrderBy(store => store.Value).Select(store => store.Key)], items);
        // Made now, while the shelves before it still serve: whoever searches next would wait.
        _ = made.Titles;
        return made;

        decimal? Price(int column) => reader.IsDBNull(column) ? null : reader.GetDecimal(column);

        DateTimeOffset? Time(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

        int Number(string store) => stores.TryGetValue(store, out var number) ? number : stores[store] = stores.Count;
    }
}

/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Lists">How many products stand on this list and on those beside it.</param>
public sealed record ShelfRows(IReadOnlyList<ProductRow> Products, Cursor? Next, ShelfCounts Counts, IReadOnlyDictionary<ShelfList, int> Lists)
{
    public static ShelfRows None { get; } = new([], null, new ShelfCounts([]), new Dictionary<ShelfList, int>());

    public int Total => Counts.Total;
}
