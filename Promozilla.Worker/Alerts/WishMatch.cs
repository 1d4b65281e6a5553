using Npgsql;
using Promozilla.Data.People;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Alerts;

/// <summary>
/// Matches what is new of offers and promotions against the wishlists, in the database, however many there are, and records each occasion once.
/// When it is mailed is another matter: <see cref="Digests"/>.
/// </summary>
internal static class WishMatch
{
    // The offers that count for a wish.
    private const string InScope = """
        (wish.stores IS NULL OR offer.store_key = ANY (wish.stores)) AND (wish.condition = 'any' OR (wish.condition = 'new') = offer.is_new)
            AND (wish.medium = 'any' OR wish.medium = offer.medium)
        """;

    private const string OtherInScope = """
        (wish.stores IS NULL OR other.store_key = ANY (wish.stores)) AND (wish.condition = 'any' OR (wish.condition = 'new') = other.is_new)
            AND (wish.medium = 'any' OR wish.medium = other.medium)
        """;

    // A target that was reached may be told anew once nothing costs so little any more; that it sold out a moment ago does not mean that.
    private const string Rearm = $"""
        UPDATE wishlist_items wish SET told_price = NULL
        WHERE wish.told_price IS NOT NULL AND wish.product_id IN (SELECT product_id FROM wish_market)
            AND NOT EXISTS (SELECT FROM wish_market offer WHERE offer.product_id = wish.product_id AND offer.stands AND {InScope}
                AND offer.price <= CASE WHEN wish.bought_on IS NOT NULL THEN wish.bought_price
                    WHEN coalesce(wish.rule, 'target') = 'target' AND wish.target_price IS NOT NULL THEN wish.target_price ELSE wish.told_price END)
        """;

    private const string Further = "(wish.told_price IS NULL OR offer.price <= wish.told_price - greatest(1, wish.told_price * 0.03))";

    // The best price before and now, among the offers that count.
    private const string Moved = $"""
        EXISTS (SELECT FROM (
                SELECT min(offer.price) FILTER (WHERE offer.can_buy) AS now, min(offer.was_price) FILTER (WHERE offer.could_buy) AS before
                FROM wish_market offer WHERE offer.product_id = wish.product_id AND {InScope}) best
            WHERE best.now IS DISTINCT FROM best.before
                AND CASE WHEN best.now IS NULL THEN NOT offer.can_buy AND offer.could_buy AND offer.was_price = best.before
                    ELSE offer.can_buy AND offer.price = best.now END)
        """;

    private const string Occasion = $"""
        CASE
            WHEN wish.bought_on IS NOT NULL THEN CASE WHEN offer.can_buy AND offer.news_at > wish.ruled_at AND offer.today <= wish.bought_on + $3
                AND offer.price <= wish.bought_price - greatest(1, wish.bought_price * 0.03) AND {Further} THEN 'bought_drop' END
            WHEN coalesce(wish.rule, CASE WHEN wish.target_price IS NULL THEN person.wish_rule ELSE 'target' END) = 'promotion'
                THEN CASE WHEN offer.promotion_id IS NOT NULL THEN 'promotion' END
            WHEN coalesce(wish.rule, CASE WHEN wish.target_price IS NULL THEN person.wish_rule ELSE 'target' END) = 'target'
                THEN CASE WHEN offer.can_buy AND offer.price <= wish.target_price AND offer.news_at > wish.ruled_at AND {Further} THEN 'target' END
            WHEN coalesce(wish.rule, person.wish_rule) = 'low' THEN CASE WHEN offer.can_buy AND offer.news_at > wish.ruled_at
                AND CASE WHEN wish.stores IS NULL THEN offer.is_low ELSE offer.is_store_low END AND {Further} THEN 'low' END
            WHEN coalesce(wish.rule, person.wish_rule) = 'restock' THEN CASE WHEN offer.can_buy AND NOT offer.could_buy
                AND NOT EXISTS (SELECT FROM wish_market other WHERE other.product_id = wish.product_id AND other.could_buy AND {OtherInScope}) THEN 'restock' END
            WHEN {Moved} THEN 'change'
        END
        """;

    // The suggestion: the next price that would be told, down to the next 49 or 99 cents.
    private const string Record = $"""
        WITH wanted AS (
            SELECT DISTINCT ON (wish.user_id, wish.product_id) wish.user_id, wish.product_id, found.occasion, offer.listing_id, offer.price,
                offer.promotion_id, CASE found.occasion WHEN 'promotion' THEN offer.promotion_step WHEN 'change' THEN 1 ELSE offer.step END AS step,
                CASE found.occasion WHEN 'promotion' THEN NULL WHEN 'change' THEN md5($1::text || wish.product_id)::uuid ELSE offer.episode_id END AS episode_id,
                CASE found.occasion WHEN 'promotion' THEN offer.promotion_before WHEN 'bought_drop' THEN wish.bought_price
                    WHEN 'restock' THEN NULL
                    WHEN 'change' THEN (SELECT min(other.was_price) FROM wish_market other
                        WHERE other.product_id = wish.product_id AND other.could_buy AND {OtherInScope})
                    ELSE nullif(offer.was_price, offer.price) END AS price_before
            FROM wish_market offer
            JOIN wishlist_items wish ON wish.product_id = offer.product_id AND NOT wish.paused AND {InScope}
            JOIN users person ON person.id = wish.user_id AND person.email_confirmed AND NOT person.alerts_off AND person.email IS NOT NULL
            CROSS JOIN LATERAL (SELECT {Occasion} AS occasion) found
            WHERE offer.is_sure AND found.occasion IS NOT NULL
            ORDER BY wish.user_id, wish.product_id, offer.price, offer.listing_id
        ), recorded AS (
            INSERT INTO alerts (id, user_id, occasion, promotion_id, episode_id, step, product_id, listing_id, price, price_before, run_id, created_at)
            SELECT gen_random_uuid(), user_id, occasion, CASE WHEN occasion = 'promotion' THEN promotion_id END, episode_id, step, product_id, listing_id,
                price, price_before, $1, $2
            FROM wanted ORDER BY user_id, product_id
            ON CONFLICT DO NOTHING RETURNING user_id, product_id, occasion, price
        ), told AS (
            UPDATE wishlist_items wish SET told_price = recorded.price,
                suggested_target = CASE WHEN occasion = 'target' AND lower.target > 0 THEN lower.target END
            FROM recorded CROSS JOIN LATERAL (SELECT floor((recorded.price - greatest(1, recorded.price * 0.03) + 0.01) * 2) / 2 - 0.01 AS target) lower
            WHERE wish.user_id = recorded.user_id AND wish.product_id = recorded.product_id AND recorded.occasion IN ('target', 'low', 'bought_drop')
        )
        SELECT count(*)::int FROM recorded
        """;

    /// <returns>How many alerts are new.</returns>
    public static async Task<int> RecordAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        if (run.IsHistory)
        {
            await OfferNews.SilenceAsync(run, cancellationToken);
            return 0;
        }

        await OfferNews.CollectAsync(run, cancellationToken);
        await run.ExecuteAsync(Rearm, cancellationToken);
        await using var command = new NpgsqlCommand(Record, run.Connection).With(
            Sql.Value(run.Id), Sql.Value(run.Now), Sql.Value(WishlistItem.WithdrawalDays));
        var recorded = (int)(await command.ExecuteScalarAsync(cancellationToken))!;
        await OfferNews.MarkToldAsync(run, cancellationToken);
        return recorded;
    }
}
