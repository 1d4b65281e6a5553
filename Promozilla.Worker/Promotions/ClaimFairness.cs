using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Promotions;

/// <summary>How many of the savings that each store claimed in the last 365 days were real: the store's page shows it, with how many there were.</summary>
internal static class ClaimFairness
{
    private const string Rewrite = """
        WITH judged AS (
            SELECT listing.store_key, promotion.verdict, promotion.claimed_percent, promotion.real_percent, promotion.started_at,
                promotion.verdict IN ('verified', 'inflated', 'not_a_discount') AS counts
            FROM promotions promotion JOIN listings listing ON listing.id = promotion.listing_id
            WHERE promotion.claimed_price IS NOT NULL AND promotion.started_at > $1 - interval '365 days' AND promotion.started_at <= $1
        ), counted AS (
            SELECT store_key, count(*) FILTER (WHERE counts)::int AS judged, count(*) FILTER (WHERE verdict = 'verified')::int AS verified,
                count(*) FILTER (WHERE verdict = 'inflated')::int AS inflated, count(*) FILTER (WHERE verdict = 'not_a_discount')::int AS not_discounts,
                count(*) FILTER (WHERE verdict = 'no_data')::int AS no_data,
                percentile_disc(0.5) WITHIN GROUP (ORDER BY claimed_percent) FILTER (WHERE counts) AS claimed,
                percentile_disc(0.5) WITHIN GROUP (ORDER BY real_percent) FILTER (WHERE counts) AS real,
                min(started_at) FILTER (WHERE counts) AS since
            FROM judged GROUP BY store_key
        )
        INSERT INTO store_fairness AS row (store_key, judged, verified, inflated, not_discounts, no_data, median_claimed_percent, median_real_percent,
            since, updated_at)
        SELECT store.key, coalesce(judged, 0), coalesce(verified, 0), coalesce(inflated, 0), coalesce(not_discounts, 0), coalesce(no_data, 0),
            claimed, real, since, $2
        FROM stores store LEFT JOIN counted ON counted.store_key = store.key
        ON CONFLICT (store_key) DO UPDATE SET judged = excluded.judged, verified = excluded.verified, inflated = excluded.inflated,
            not_discounts = excluded.not_discounts, no_data = excluded.no_data, median_claimed_percent = excluded.median_claimed_percent,
            median_real_percent = excluded.median_real_percent, since = excluded.since, updated_at = excluded.updated_at
        WHERE (row.judged, row.verified, row.inflated, row.not_discounts, row.no_data, row.median_claimed_percent, row.median_real_percent, row.since)
            IS DISTINCT FROM (excluded.judged, excluded.verified, excluded.inflated, excluded.not_discounts, excluded.no_data,
                excluded.median_claimed_percent, excluded.median_real_percent, excluded.since)
        """;

    public static Task RewriteAsync(ClosingRun run, CancellationToken cancellationToken) =>
        run.ExecuteAsync(Rewrite, cancellationToken, Sql.Value(run.ObservedAt), Sql.Value(run.Now));
}
