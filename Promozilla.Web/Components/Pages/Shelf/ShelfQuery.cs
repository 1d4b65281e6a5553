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

    // A saving and a low are told as ProductRow tells them.
    private const string Items = """
        SELECT product.id, product.kind, product.platform, product.format, product.best_price, product.best_used_price,
            CASE WHEN product.promotion_verdict IN ('verified', 'inflated') AND product.promotion_percent > 0 AND product.promotion_reference IS NOT NULL
                AND product.promotion_price <= product.best_price THEN product.promotion_percent END,
            product.promotion_verdict = 'verified', coalesce(product.best_price <= product.low_price AND product.low_at - product.created_at >= $1, false),
            product.in_stock, product.offer_count, coalesce(facet.store_keys, '{}'), coalesce(facet.popularity, 0)
        FROM products product LEFT JOIN product_facets facet ON facet.product_id = product.id WHERE product.market = $2
        """;

    private readonly RememberedByMarket<ShelfIndex> index = new((market, cancellationToken) => ReadIndexAsync(database, market, cancellationToken), clock);

    public Task RefreshAsync(string? market, CancellationToken cancellationToken) => index.RefreshAsync(market, cancellationToken);

    public async Task<ShelfRows> ReadAsync(ShelfFilter filter, CancellationToken cancellationToken, int pageSize = PageSize)
    {
        var known = await index.GetAsync(cancellationToken);
        var slice = known.Read(filter, pageSize);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Products.Where(product => slice.Ids.Contains(product.Id)).Select(ProductRow.From).ToDictionaryAsync(row => row.Id, cancellationToken);
        var page = slice.Ids.Where(rows.ContainsKey).Select(id => filter.Condition is Condition.Used ? rows[id].AsUsed() : rows[id]);
        return new ShelfRows([.. page], slice.Next, slice.Counts);
    }

    public async ValueTask<int> CountAsync(ShelfFilter filter, CancellationToken cancellationToken) =>
        (await index.GetAsync(cancellationToken)).Read(filter, pageSize: 1).Counts.Total;

    private static async Task<ShelfIndex> ReadIndexAsync(NpgsqlDataSource database, string market, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Items);
        command.Parameters.Add(new NpgsqlParameter { Value = ProductRow.WatchedEnough });
        command.Parameters.Add(new NpgsqlParameter { Value = market });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var (stores, items) = (new Dictionary<string, int>(StringComparer.Ordinal), new List<ShelfItem>());
        while (await reader.ReadAsync(cancellationToken))
        {
            var percent = Price(6);
            items.Add(new ShelfItem(
                reader.GetInt64(0), string.Intern(reader.GetString(1)), string.Intern(reader.GetString(2)), string.Intern(reader.GetString(3)), Price(4), Price(5),
                percent, percent is not null && reader.GetBoolean(7), reader.GetBoolean(8), reader.GetBoolean(9), reader.GetInt32(10),
                Array.ConvertAll(reader.GetFieldValue<string[]>(11), Number), reader.GetInt32(12)));
        }

        return new ShelfIndex([.. stores.OrderBy(store => store.Value).Select(store => store.Key)], items);

        decimal? Price(int column) => reader.IsDBNull(column) ? null : reader.GetDecimal(column);

        int Number(string store) => stores.TryGetValue(store, out var number) ? number : stores[store] = stores.Count;
    }
}

/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record ShelfRows(IReadOnlyList<ProductRow> Products, Cursor? Next, ShelfCounts Counts)
{
    public static ShelfRows None { get; } = new([], null, new ShelfCounts([]));

    public int Total => Counts.Total;
}
