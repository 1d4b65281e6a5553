using Npgsql;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Lows;

/// <summary>
/// Keeps product_lows, best_price_spans and the products' record lows in step with the observations: only of products whose prices, listings or
/// sightings changed, or of which the passing of time says something else.
/// </summary>
internal static class HistoryProjection
{
    private const int AtATime = 1000;

    // Whoever was not seen for longer than that is not seen since then: its last price is no price of today.
    private const string OpenGaps = """
        WITH lost AS (
            INSERT INTO listing_gaps (listing_id, from_at, is_other)
            SELECT listing_id, last_seen_at, false FROM listing_sightings sighting
            WHERE last_seen_at < $1 - $2
                AND NOT EXISTS (SELECT FROM listing_gaps known WHERE known.listing_id = sighting.listing_id AND known.from_at = sighting.last_seen_at)
            RETURNING listing_id
        )
        INSERT INTO price_changes (listing_id) SELECT listing_id FROM lost
        """;

    private const string Due = """
        WITH taken AS (DELETE FROM price_changes RETURNING listing_id)
        SELECT DISTINCT product_id FROM listings WHERE id IN (SELECT listing_id FROM taken) AND product_id IS NOT NULL
        UNION
        SELECT id FROM products WHERE lows_stale_at < $1
        ORDER BY 1
        """;

    private const string Read = """
        SELECT listing.product_id, listing.store_key, listing.condition, listing.format, seen.times, seen.prices, seen.counts,
            gaps.starts, gaps.ends, gaps.others
        FROM listings listing JOIN stores store ON store.key = listing.store_key
        CROSS JOIN LATERAL (
            SELECT array_agg(at ORDER BY at) AS times, array_agg(seen.price ORDER BY at) AS prices,
                array_agg(seen.currency = store.currency AND seen.price > 0 AND seen.availability IN ('in_stock', 'pre_order') ORDER BY at) AS counts
            FROM price_observations seen WHERE seen.listing_id = listing.id
        ) seen
        CROSS JOIN LATERAL (
            SELECT array_agg(from_at ORDER BY from_at) AS starts, array_agg(to_at ORDER BY from_at) AS ends, array_agg(is_other ORDER BY from_at) AS others
            FROM listing_gaps WHERE listing_id = listing.id
        ) gaps
        WHERE listing.product_id = ANY ($1) AND seen.times IS NOT NULL
        ORDER BY listing.product_id
        """;

    public static async Task UpdateAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await run.ExecuteAsync(OpenGaps, cancellationToken, Sql.Value(run.ObservedAt), Sql.Value(PriceSpans.Tolerance));
        foreach (var products in (await DueAsync(run, cancellationToken)).Chunk(AtATime))
        {
            var listings = (await ReadAsync(run, products, cancellationToken)).ToLookup(row => row.ProductId, row => row.History);
            var histories = products.Select(id => (id, ProductHistory.Of(id, listings[id], run.ObservedAt))).ToList();
            await HistoryWriter.WriteAsync(run, histories, cancellationToken);
        }
    }

    private static async Task<List<long>> DueAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Due, run.Connection).With(Sql.Value(run.ObservedAt));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var due = new List<long>();
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add(reader.GetInt64(0));
        }

        return due;
    }

    private static async Task<List<(long ProductId, ListingHistory History)>> ReadAsync(
        ClosingRun run, long[] products, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Read, run.Connection).With(Sql.Longs(products, id => id));
        await command.PrepareAsync(cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<(long, ListingHistory)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add((reader.GetInt64(0), new ListingHistory(
                reader.GetString(1), reader.GetString(2), reader.GetString(3),
                Seen(reader.GetFieldValue<DateTime[]>(4), reader.GetFieldValue<decimal[]>(5), reader.GetFieldValue<bool[]>(6)),
                reader.IsDBNull(7)
                    ? []
                    : Gaps(reader.GetFieldValue<DateTime[]>(7), reader.GetFieldValue<DateTime?[]>(8), reader.GetFieldValue<bool[]>(9)))));
        }

        return rows;
    }

    private static Sight[] Seen(DateTime[] times, decimal[] prices, bool[] counts)
    {
        var seen = new Sight[times.Length];
        for (var index = 0; index < seen.Length; index++)
        {
            seen[index] = new Sight(times[index], prices[index], counts[index]);
        }

        return seen;
    }

    private static Gap[] Gaps(DateTime[] starts, DateTime?[] ends, bool[] others)
    {
        var gaps = new Gap[starts.Length];
        for (var index = 0; index < gaps.Length; index++)
        {
            gaps[index] = new Gap(starts[index], ends[index], others[index]);
        }

        return gaps;
    }
}
