using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Alerts;

/// <summary>
/// Matches steps of promotions that nobody was told of against the wishlists, in the database, however many there are, and records each alert once.
/// When it is mailed is another matter: <see cref="Digests"/>.
/// </summary>
internal static class WishMatch
{
    // What can be told now: seen in this run and not in doubt, bought now, of a store that is on and well. What can't waits, untold, until it can or
    // has ended.
    private const string Tellable = """
        FROM promotions promotion
        JOIN listings listing ON listing.id = promotion.listing_id
        JOIN stores store ON store.key = listing.store_key AND store.enabled
        JOIN listing_sightings sighting ON sighting.listing_id = listing.id AND sighting.run_id = $1
        WHERE promotion.ended_at IS NULL AND store.sick_since IS NULL
            AND listing.availability IN ('in_stock', 'pre_order') AND listing.missing_since IS NULL
            AND NOT EXISTS (SELECT FROM held_readings held WHERE held.listing_id = listing.id)
        """;

    // A step that nobody was told of; or a smaller fall, for whom it brings under a target for the first time in this promotion.
    private const string Alert = $"""
        WITH fresh AS (
            SELECT promotion.id, promotion.step, promotion.price, promotion.listing_id, listing.product_id, promotion.told_step < promotion.step AS is_step
            {Tellable}
                AND (promotion.told_step < promotion.step OR listing.price_since >= $3)
                AND listing.product_id IS NOT NULL AND listing.condition = 'new' AND listing.currency = store.currency
                AND (promotion.verdict IN ('verified', 'inflated')
                    OR (promotion.verdict IN ('no_data', 'not_judged') AND promotion.price < promotion.price_before))
        ), wanted AS (
            SELECT DISTINCT ON (wish.user_id, fresh.product_id) wish.user_id, fresh.*
            FROM fresh
            JOIN wishlist_items wish ON wish.product_id = fresh.product_id
            JOIN users person ON person.id = wish.user_id AND person.email_confirmed AND NOT person.alerts_off AND person.email IS NOT NULL
            WHERE (wish.target_price IS NULL AND fresh.is_step) OR (fresh.price <= wish.target_price AND (fresh.is_step
                OR NOT EXISTS (SELECT FROM alerts earlier WHERE earlier.user_id = wish.user_id AND earlier.promotion_id = fresh.id)))
            ORDER BY wish.user_id, fresh.product_id, fresh.price, fresh.id
        )
        INSERT INTO alerts (id, user_id, promotion_id, step, product_id, listing_id, price, run_id, created_at)
        SELECT gen_random_uuid(), user_id, id, step, product_id, listing_id, price, $1, $2 FROM wanted ORDER BY user_id, id
        ON CONFLICT (user_id, promotion_id, step) DO NOTHING
        """;

    private const string Told = $"""
        UPDATE promotions SET told_step = step WHERE told_step < step AND id IN (SELECT promotion.id {Tellable})
        """;

    // Nights that are played in are old news.
    private const string Silence = "UPDATE promotions SET told_step = step WHERE ended_at IS NULL AND told_step < step";

    /// <returns>How many alerts are new.</returns>
    public static async Task<int> RecordAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        if (run.IsHistory)
        {
            await run.ExecuteAsync(Silence, cancellationToken);
            return 0;
        }

        var recorded = await run.ExecuteAsync(Alert, cancellationToken, Sql.Value(run.Id), Sql.Value(run.Now), Sql.Value(run.ObservedAt));
        await run.ExecuteAsync(Told, cancellationToken, Sql.Value(run.Id));
        return recorded;
    }
}
