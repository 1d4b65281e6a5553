using Promozilla.Data.Prices;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Lows;

/// <summary>Puts products' histories in the place of what stood there.</summary>
internal static class HistoryWriter
{
    private const string Clear = """
        WITH lows AS (DELETE FROM product_lows WHERE product_id = ANY ($1))
        DELETE FROM best_price_spans WHERE product_id = ANY ($1)
        """;

    private const string Lows = """
        INSERT INTO product_lows (product_id, store_key, wear, medium, price30, price90, price365, price_ever, at30, at90, at365, at_ever, watched_since)
        SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::numeric[], $6::numeric[], $7::numeric[], $8::numeric[],
            $9::timestamptz[], $10::timestamptz[], $11::timestamptz[], $12::timestamptz[], $13::timestamptz[])
        """;

    private const string Spans = """
        INSERT INTO best_price_spans (product_id, from_at, to_at, price)
        SELECT * FROM unnest($1::bigint[], $2::timestamptz[], $3::timestamptz[], $4::numeric[])
        """;

    private const string Products = """
        UPDATE products product SET low_price = fresh.price, low_at = fresh.at, lows_stale_at = fresh.stale_at, price_line = fresh.line
        FROM unnest($1::bigint[], $2::numeric[], $3::timestamptz[], $4::timestamptz[], $5::text[]) AS fresh(id, price, at, stale_at, line)
        WHERE product.id = fresh.id
            AND (product.low_price, product.low_at, product.lows_stale_at, product.price_line)
                IS DISTINCT FROM (fresh.price, fresh.at, fresh.stale_at, fresh.line)
        """;

    public static async Task WriteAsync(ClosingRun run, List<(long Id, ProductHistory History)> products, CancellationToken cancellationToken)
    {
        await run.ExecuteAsync(Clear, cancellationToken, Sql.Longs(products, row => row.Id));
        var lows = products.SelectMany(row => row.History.Lows).ToList();
        await run.ExecuteAsync(
            Lows, cancellationToken,
            Sql.Longs(lows, low => low.ProductId), Sql.Texts(lows, low => low.StoreKey), Sql.Texts(lows, low => low.Wear),
            Sql.Texts(lows, low => low.Medium), Sql.Decimals(lows, low => low.Price30), Sql.Decimals(lows, low => low.Price90),
            Sql.Decimals(lows, low => low.Price365), Sql.Decimals(lows, low => low.PriceEver), Sql.Times(lows, low => low.At30),
            Sql.Times(lows, low => low.At90), Sql.Times(lows, low => low.At365), Sql.Times(lows, low => low.AtEver),
            Sql.Times(lows, low => low.WatchedSince));
        var spans = products.SelectMany(row => row.History.Line.Select(span => (row.Id, Span: span))).ToList();
        await run.ExecuteAsync(
            Spans, cancellationToken,
            Sql.Longs(spans, row => row.Id), Sql.Times(spans, row => row.Span.From), Sql.Times(spans, row => row.Span.To),
            Sql.Decimals(spans, row => row.Span.Price));
        await run.ExecuteAsync(
            Products, cancellationToken,
            Sql.Longs(products, row => row.Id), Sql.Decimals(products, row => row.History.New?.Ever.Price),
            Sql.Times(products, row => row.History.New?.Ever.At), Sql.Times(products, row => row.History.StaleAt),
            Sql.Texts(products, row => PriceLine.Write(row.History.Line.Select(span => (span.From, span.To, span.Price)), run.ObservedAt)));
    }
}
