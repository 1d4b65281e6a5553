using Npgsql;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Stores;

/// <summary>
/// Whether a store's run can be believed, measured against the median of its last 14 good ones. A sick store alerts nobody and none of its
/// listings is marked missing, until a good run.
/// </summary>
internal static class StoreHealth
{
    // An empty category is not read only where it had items in one of the store's last 14 runs: some shelves are always empty.
    // Few items are under 60 % of the usual, not under half: a shelf of which every other item is left rounds up to 50 and some per cent.
    // Three good runs make a usual one: the first nights of a store are measured against nothing.
    private const string Judge = """
        WITH past AS (
            SELECT store.store_key, run.run_id, run.items, run.field_fill, run.good,
                row_number() OVER (PARTITION BY store.store_key ORDER BY run.observed_at DESC) AS place,
                row_number() OVER (PARTITION BY store.store_key, run.good ORDER BY run.observed_at DESC) AS good_place
            FROM (SELECT DISTINCT store_key FROM scrape_tasks WHERE run_id = $1) store
            JOIN store_runs run ON run.store_key = store.store_key AND run.observed_at < $2 AND run.observed_at > $2 - interval '120 days'
        ), mine AS (
            SELECT task.store_key, sum(items_recorded)::int AS items, sum(items_known)::int AS known, sum(prices_moved)::int AS moved,
                string_agg(category || ': ' || outcome || coalesce(', ' || reason, ''), '; ' ORDER BY category) FILTER (
                    WHERE outcome <> 'observed' AND (outcome <> 'empty' OR EXISTS (
                        SELECT FROM past JOIN scrape_tasks before ON before.run_id = past.run_id AND before.store_key = past.store_key
                        WHERE past.place <= 14 AND past.store_key = task.store_key AND before.category = task.category AND before.items_recorded > 0)))
                    AS unread,
                bool_or(outcome = 'cancelled') AS cancelled
            FROM scrape_tasks task WHERE run_id = $1 GROUP BY task.store_key
        ), shares AS (
            SELECT task.store_key, field.key AS field, round(sum(field.value::numeric * task.items) / sum(task.items), 4) AS share
            FROM scrape_tasks task CROSS JOIN LATERAL jsonb_each_text(task.field_fill) field
            WHERE task.run_id = $1 AND task.items > 0 GROUP BY task.store_key, field.key
        ), usual AS (
            SELECT store_key, count(*) AS runs, percentile_cont(0.5) WITHIN GROUP (ORDER BY items) AS items
            FROM past WHERE good AND good_place <= 14 GROUP BY store_key
        ), usual_shares AS (
            SELECT store_key, field.key AS field, percentile_cont(0.5) WITHIN GROUP (ORDER BY field.value::float8) AS share
            FROM past CROSS JOIN LATERAL jsonb_each_text(past.field_fill) field
            WHERE good AND good_place <= 14 GROUP BY store_key, field.key HAVING count(*) >= 3
        ), fills AS (
            SELECT shares.store_key, jsonb_object_agg(field, shares.share) AS fill,
                string_agg(format('%s read in %s %% of items, usually %s %%', field, round(shares.share * 100), round((usual_shares.share * 100)::numeric)),
                    '; ' ORDER BY field) FILTER (WHERE shares.share < usual_shares.share - 0.20) AS fallen
            FROM shares LEFT JOIN usual_shares USING (store_key, field) GROUP BY shares.store_key
        ), canaries AS (
            SELECT store_key, string_agg(format('%s: %s', url, reason), '; ' ORDER BY url) AS wrong
            FROM page_checks WHERE run_id = $1 AND purpose = 'canary' AND outcome = 'wrong' GROUP BY store_key
        ), doubts AS (
            SELECT mine.*, fills.fill, usual.items AS usual_items, fills.fallen, canaries.wrong,
                CASE WHEN known >= 20 AND moved > known * 0.30 THEN format('%s of %s prices moved', moved, known) END AS turmoil,
                CASE WHEN mine.items = 0 THEN 'no items'
                    WHEN usual.runs >= 3 AND mine.items < usual.items * 0.6 THEN format('%s items, usually %s', mine.items, round(usual.items)) END AS few
            FROM mine LEFT JOIN usual USING (store_key) LEFT JOIN fills USING (store_key) LEFT JOIN canaries USING (store_key)
        ), judged AS (
            SELECT *, CASE WHEN wrong IS NOT NULL THEN 'canary' WHEN fallen IS NOT NULL THEN 'fill' WHEN turmoil IS NOT NULL THEN 'moved'
                WHEN cancelled THEN 'cancelled' WHEN unread IS NOT NULL THEN 'unread' WHEN few IS NOT NULL THEN 'few_items' END AS sickness
            FROM doubts
        )
        INSERT INTO store_runs (run_id, store_key, observed_at, items, usual_items, price_fill, field_fill, items_known, prices_moved, good, sickness, reason)
        SELECT $1, store_key, $2, items, round(usual_items), (fill->>'price')::numeric, fill, known, moved, sickness IS NULL, sickness,
            left(nullif(concat_ws('; ', 'canary ' || wrong, fallen, turmoil, unread, CASE WHEN unread IS NULL THEN few END), ''), 1000)
        FROM judged
        """;

    private const string Mark = """
        UPDATE stores store SET
            last_good_run_at = CASE WHEN good THEN greatest(last_good_run_at, $2) ELSE last_good_run_at END,
            sick_since = CASE WHEN good THEN NULL ELSE coalesce(sick_since, $2) END,
            sick_kind = sickness,
            sick_reason = reason
        FROM store_runs run WHERE run.run_id = $1 AND run.store_key = store.key AND run.sickness IS DISTINCT FROM 'cancelled'
        """;

    private const string Verdicts = "SELECT store_key, sickness FROM store_runs WHERE run_id = $1 ORDER BY store_key";

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
            FROM store_runs run JOIN stores store ON store.key = run.store_key AND store.frozen_since IS NULL WHERE run_id = $1 AND good
        ) good, listing_sightings sighting
        WHERE listing.store_key = good.store_key AND sighting.listing_id = listing.id AND listing.missing_since IS NULL
            AND sighting.last_seen_at < good.before
        """;

    /// <returns>The stores of the run, and how far each is believed.</returns>
    public static async Task<List<(string StoreKey, Belief Belief)>> JudgeAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await run.ExecuteAsync(Judge, cancellationToken, Sql.Value(run.Id), Sql.Value(run.ObservedAt));
        await run.ExecuteAsync(Mark, cancellationToken, Sql.Value(run.Id), Sql.Value(run.ObservedAt));
        await using var command = new NpgsqlCommand(Verdicts, run.Connection).With(Sql.Value(run.Id));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var verdicts = new List<(string, Belief)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            verdicts.Add((reader.GetString(0), Beliefs.Of(reader.Get<string>(1))));
        }

        return verdicts;
    }

    /// <summary>After the run's readings are applied: what they saw is found, what two good runs did not see is missing.</summary>
    public static async Task MarkMissingAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await run.ExecuteAsync(Found, cancellationToken, Sql.Value(run.Id));
        await run.ExecuteAsync(Missing, cancellationToken, Sql.Value(run.Id), Sql.Value(run.ObservedAt));
    }

    /// <summary>How far the readings of a run that is closed are believed, for those that come after its end.</summary>
    public static async Task<Belief> BeliefAsync(NpgsqlConnection connection, Guid runId, string storeKey, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT sickness FROM store_runs WHERE run_id = $1 AND store_key = $2", connection)
            .With(Sql.Value(runId), Sql.Value(storeKey));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Beliefs.Of(reader.Get<string>(0)) : Belief.Incomplete;
    }
}
