using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Stores;

/// <summary>
/// Whether a store's run can be believed, measured against the median of its last 14 good ones. A sick store alerts nobody and none of its
/// listings is marked missing, until a good run.
/// </summary>
internal static class StoreHealth
{
    private const string Judge = """
        WITH mine AS (
            SELECT store_key, sum(items_recorded)::int AS items, sum(items_known)::int AS known, sum(prices_moved)::int AS moved,
                string_agg(category || ': ' || outcome || coalesce(', ' || reason, ''), '; ' ORDER BY category)
                    FILTER (WHERE outcome <> 'observed') AS unread,
                sum((field_fill->>'price')::numeric * items) / nullif(sum(items) FILTER (WHERE field_fill ? 'price'), 0) AS price_fill
            FROM scrape_tasks WHERE run_id = $1 GROUP BY store_key
        ), usual AS (
            SELECT mine.store_key, count(*) AS runs, percentile_cont(0.5) WITHIN GROUP (ORDER BY past.items) AS items,
                percentile_cont(0.5) WITHIN GROUP (ORDER BY past.price_fill) AS price_fill
            FROM mine CROSS JOIN LATERAL (
                SELECT items, price_fill FROM store_runs
                WHERE store_key = mine.store_key AND good AND observed_at < $2 ORDER BY observed_at DESC LIMIT 14
            ) past
            GROUP BY mine.store_key
        ), judged AS (
            SELECT mine.*, CASE
                WHEN unread IS NOT NULL THEN left(unread, 500)
                WHEN usual.runs >= 3 AND mine.items < usual.items * 0.6 THEN format('%s items, usually %s', mine.items, round(usual.items))
                WHEN usual.runs >= 3 AND mine.price_fill < usual.price_fill - 0.20
                    THEN format('price read in %s %% of items, usually %s %%', round(mine.price_fill * 100), round((usual.price_fill * 100)::numeric))
                WHEN known >= 20 AND moved > known * 0.30 THEN format('%s of %s prices moved', moved, known)
            END AS reason
            FROM mine LEFT JOIN usual USING (store_key)
        )
        INSERT INTO store_runs (run_id, store_key, observed_at, items, price_fill, items_known, prices_moved, good, reason)
        SELECT $1, store_key, $2, items, price_fill, known, moved, reason IS NULL, reason FROM judged
        """;

    private const string Mark = """
        UPDATE stores store SET
            last_good_run_at = CASE WHEN good THEN greatest(last_good_run_at, $2) ELSE last_good_run_at END,
            sick_since = CASE WHEN good THEN NULL ELSE coalesce(sick_since, $2) END,
            sick_reason = reason
        FROM store_runs run WHERE run.run_id = $1 AND run.store_key = store.key
        """;

    private const string Found = """
        UPDATE listings listing SET missing_since = NULL
        FROM listing_sightings sighting
        WHERE listing.missing_since IS NOT NULL AND sighting.listing_id = listing.id AND sighting.run_id = $1
        """;

    // Not in this good run and not in the good run before it.
    private const string Missing = """
        UPDATE listings listing SET missing_since = $2
        FROM (
            SELECT store_key, (
                SELECT max(observed_at) FROM store_runs past WHERE past.store_key = run.store_key AND past.good AND past.observed_at < $2
            ) AS before
            FROM store_runs run WHERE run_id = $1 AND good
        ) good, listing_sightings sighting
        WHERE listing.store_key = good.store_key AND sighting.listing_id = listing.id AND listing.missing_since IS NULL
            AND sighting.last_seen_at < good.before
        """;

    public static async Task JudgeAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        foreach (var step in (string[])[Judge, Mark])
        {
            await run.ExecuteAsync(step, cancellationToken, Sql.Value(run.Id), Sql.Value(run.ObservedAt));
        }

        await run.ExecuteAsync(Found, cancellationToken, Sql.Value(run.Id));
        await run.ExecuteAsync(Missing, cancellationToken, Sql.Value(run.Id), Sql.Value(run.ObservedAt));
    }
}
