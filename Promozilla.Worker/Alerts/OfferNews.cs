using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Alerts;

/// <summary>
/// What became another since wishes were last matched: offers whose price or shelf changed, and steps of promotions that nobody was told of. All
/// that follows looks only at their products, which stand in the table wish_market with every offer that they have, before and now.
/// </summary>
internal static class OfferNews
{
    // What can't be told now (a sick store, a price in doubt) keeps its old row, and differs until it can. An episode is named after the run that
    // begins it, so that whoever closed this run again would write the same.
    private const string Collect = """
        CREATE TEMP TABLE offer_news ON COMMIT DROP AS
        SELECT listing.id AS listing_id, listing.product_id, fresh.price, fresh.can_buy, told.price AS was_price, coalesce(told.can_buy, false) AS could_buy,
            CASE WHEN begins THEN md5($1::text || listing.id)::uuid ELSE told.episode_id END AS episode_id,
            CASE WHEN begins THEN 1 WHEN falls THEN told.step + 1 ELSE told.step END AS step,
            CASE WHEN begins OR falls THEN fresh.price ELSE told.step_price END AS step_price
        FROM listings listing
        JOIN stores store ON store.key = listing.store_key AND store.enabled AND coalesce(store.sick_since, store.frozen_since) IS NULL
        JOIN listing_sightings sighting ON sighting.listing_id = listing.id
        LEFT JOIN told_offers told ON told.listing_id = listing.id
        CROSS JOIN LATERAL (SELECT CASE WHEN listing.currency = store.currency THEN listing.price ELSE told.price END AS price,
            listing.availability IN ('in_stock', 'pre_order') AND listing.missing_since IS NULL AND listing.currency = store.currency AS can_buy) fresh
        CROSS JOIN LATERAL (SELECT told.listing_id IS NULL OR fresh.price > told.price OR (fresh.can_buy AND NOT told.can_buy) AS begins,
            fresh.price <= told.step_price - greatest(1, told.step_price * 0.03) AS falls) way
        WHERE listing.product_id IS NOT NULL AND fresh.price IS NOT NULL AND (sighting.run_id = $1 OR listing.missing_since IS NOT NULL)
            AND (told.price, told.can_buy, told.product_id) IS DISTINCT FROM (fresh.price, fresh.can_buy, listing.product_id)
            AND NOT EXISTS (SELECT FROM held_readings held WHERE held.listing_id = listing.id)
        """;

    private const string Remember = """
        INSERT INTO told_offers AS told (listing_id, product_id, episode_id, step, step_price, price, can_buy, news_at)
        SELECT listing_id, product_id, episode_id, step, step_price, price, can_buy, $1 FROM offer_news ORDER BY listing_id
        ON CONFLICT (listing_id) DO UPDATE SET product_id = excluded.product_id, episode_id = excluded.episode_id, step = excluded.step,
            step_price = excluded.step_price, price = excluded.price, can_buy = excluded.can_buy, news_at = excluded.news_at
        """;

    // A promotion's step can be told while its listing is seen in this run, bought now, not in doubt and of a store that is well. What can't waits,
    // untold, until it can or has ended.
    private const string Steps = """
        CREATE TEMP TABLE promotion_news ON COMMIT DROP AS
        SELECT promotion.id, promotion.listing_id, listing.product_id, promotion.step, promotion.price_before,
            promotion.verdict IN ('verified', 'inflated')
                OR (promotion.verdict IN ('no_data', 'not_judged') AND promotion.price < promotion.price_before) AS is_real
        FROM promotions promotion
        JOIN listings listing ON listing.id = promotion.listing_id
        JOIN stores store ON store.key = listing.store_key
        JOIN listing_sightings sighting ON sighting.listing_id = listing.id AND sighting.run_id = $1
        WHERE promotion.ended_at IS NULL AND promotion.told_step < promotion.step AND store.enabled AND coalesce(store.sick_since, store.frozen_since) IS NULL
            AND listing.availability IN ('in_stock', 'pre_order') AND listing.missing_since IS NULL AND listing.currency = store.currency
            AND NOT EXISTS (SELECT FROM held_readings held WHERE held.listing_id = listing.id)
        """;

    // A low is new where the price that is in force made it: none that was as low came before.
    private const string Market = """
        CREATE TEMP TABLE wish_market ON COMMIT DROP AS
        SELECT told.product_id, told.listing_id, listing.store_key, listing.condition = 'new' AS is_new,
            CASE WHEN listing.format IN ('digital', 'download_code') THEN 'digital' ELSE 'physical' END AS medium,
            told.price, told.can_buy AND store.enabled AS can_buy, told.episode_id, told.step, told.news_at,
            CASE WHEN news.listing_id IS NULL THEN told.price ELSE news.was_price END AS was_price,
            store.enabled AND CASE WHEN news.listing_id IS NULL THEN told.can_buy ELSE news.could_buy END AS could_buy,
            store.enabled AND coalesce(store.sick_since, store.frozen_since) IS NULL
                AND (listing.missing_since IS NOT NULL OR sighting.last_seen_at >= coalesce(store.last_good_run_at, sighting.last_seen_at))
                AND NOT EXISTS (SELECT FROM held_readings held WHERE held.listing_id = listing.id) AS is_sure,
            (told.can_buy AND store.enabled) OR told.news_at > $2 - interval '14 days' AS stands,
            ($2 AT TIME ZONE store.time_zone)::date AS today,
            promotion.id AS promotion_id, promotion.step AS promotion_step, promotion.price_before AS promotion_before,
            coalesce(told.price <= everywhere.price_ever AND everywhere.at_ever >= listing.price_since AND everywhere.watched_since < $1 - interval '35 days', false)
                AS is_low,
            coalesce(told.price <= here.price_ever AND here.at_ever >= listing.price_since AND here.watched_since < $1 - interval '35 days', false) AS is_store_low
        FROM told_offers told
        JOIN listings listing ON listing.id = told.listing_id
        JOIN stores store ON store.key = listing.store_key
        JOIN listing_sightings sighting ON sighting.listing_id = listing.id
        CROSS JOIN LATERAL (SELECT CASE WHEN listing.condition = 'new' THEN 'new' ELSE 'used' END AS wear,
            CASE WHEN listing.format IN ('digital', 'download_code') THEN 'digital' ELSE 'physical' END AS medium) way
        LEFT JOIN offer_news news ON news.listing_id = told.listing_id
        LEFT JOIN promotion_news promotion ON promotion.listing_id = told.listing_id AND promotion.is_real
        LEFT JOIN product_lows everywhere ON everywhere.product_id = told.product_id AND everywhere.store_key = '' AND everywhere.wear = way.wear
            AND everywhere.medium = way.medium
        LEFT JOIN product_lows here ON here.product_id = told.product_id AND here.store_key = listing.store_key AND here.wear = way.wear AND here.medium = way.medium
        WHERE told.product_id IN (SELECT product_id FROM offer_news UNION SELECT product_id FROM promotion_news)
            AND NOT EXISTS (SELECT FROM products hidden WHERE hidden.id = told.product_id AND hidden.hidden_at IS NOT NULL)
        """;

    private const string Index = "CREATE INDEX wish_market_product ON wish_market (product_id)";

    // Without figures the planner takes a table made a moment ago for tiny.
    private const string Analyze = "ANALYZE wish_market";

    private const string Told = "UPDATE promotions SET told_step = step WHERE told_step < step AND id IN (SELECT id FROM promotion_news)";

    // Nights that are played in are old news.
    private const string Silence = "UPDATE promotions SET told_step = step WHERE ended_at IS NULL AND told_step < step";

    public static async Task CollectAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await run.ExecuteAsync(Collect, cancellationToken, Sql.Value(run.Id));
        await run.ExecuteAsync(Remember, cancellationToken, Sql.Value(run.Now));
        await run.ExecuteAsync(Steps, cancellationToken, Sql.Value(run.Id));
        await run.ExecuteAsync(Market, cancellationToken, Sql.Value(run.ObservedAt), Sql.Value(run.Now));
        await run.ExecuteAsync(Index, cancellationToken);
        await run.ExecuteAsync(Analyze, cancellationToken);
    }

    public static Task MarkToldAsync(ClosingRun run, CancellationToken cancellationToken) => run.ExecuteAsync(Told, cancellationToken);

    public static async Task SilenceAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await run.ExecuteAsync(Collect, cancellationToken, Sql.Value(run.Id));
        await run.ExecuteAsync(Remember, cancellationToken, Sql.Value(run.Now));
        await run.ExecuteAsync(Silence, cancellationToken);
    }
}
