using Npgsql;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Alerts;

/// <summary>Matches steps of promotions that nobody was told of against the wishlists: in the database, however many there are.</summary>
internal static class WishMatch
{
    // What can be told now: seen in this run and not in doubt, bought now, of a store that is well. What can't waits, untold, until it can or
    // has ended.
    private const string Tellable = """
        FROM promotions promotion
        JOIN listings listing ON listing.id = promotion.listing_id
        JOIN stores store ON store.key = listing.store_key
        JOIN listing_sightings sighting ON sighting.listing_id = listing.id AND sighting.run_id = $1
        WHERE promotion.ended_at IS NULL AND store.sick_since IS NULL
            AND listing.availability IN ('in_stock', 'pre_order') AND listing.missing_since IS NULL
            AND NOT EXISTS (SELECT FROM held_readings held WHERE held.listing_id = listing.id)
        """;

    // A step that nobody was told of; or a smaller fall, for whom it brings under a target for the first time in this promotion.
    private const string Alert = $"""
        WITH fresh AS (
            SELECT promotion.id, promotion.step, promotion.price, promotion.price_before, promotion.reference, promotion.real_percent,
                promotion.claimed_percent, promotion.verdict, listing.product_id, store.name AS store_name,
                promotion.told_step < promotion.step AS is_step
            {Tellable}
                AND (promotion.told_step < promotion.step OR listing.price_since >= $3)
                AND listing.product_id IS NOT NULL AND listing.condition = 'new' AND listing.currency = 'EUR'
                AND (promotion.verdict IN ('verified', 'inflated')
                    OR (promotion.verdict IN ('no_data', 'not_judged') AND promotion.price < promotion.price_before))
        ), wanted AS (
            SELECT DISTINCT ON (wish.user_id, fresh.product_id) wish.user_id, wish.target_price, fresh.*
            FROM fresh
            JOIN wishlist_items wish ON wish.product_id = fresh.product_id
            JOIN users person ON person.id = wish.user_id AND person.email_confirmed AND NOT person.alerts_off AND person.email IS NOT NULL
            WHERE (wish.target_price IS NULL AND fresh.is_step) OR (fresh.price <= wish.target_price AND (fresh.is_step
                OR NOT EXISTS (SELECT FROM alerts earlier WHERE earlier.user_id = wish.user_id AND earlier.promotion_id = fresh.id)))
            ORDER BY wish.user_id, fresh.product_id, fresh.price, fresh.id
        ), told AS (
            INSERT INTO alerts (id, user_id, promotion_id, step, product_id, price, run_id, created_at)
            SELECT gen_random_uuid(), user_id, id, step, product_id, price, $1, $2 FROM wanted ORDER BY user_id, id
            ON CONFLICT (user_id, promotion_id, step) DO NOTHING
            RETURNING user_id, promotion_id
        )
        SELECT person.id, person.email, person.language, person.unsubscribe_token,
            product.title, product.slug, wanted.store_name, wanted.price, wanted.price_before, wanted.reference, wanted.real_percent,
            wanted.claimed_percent, wanted.verdict, wanted.target_price,
            wanted.price <= product.low_price AND EXISTS (
                SELECT FROM listings known WHERE known.product_id = product.id AND known.first_seen_at < $3 - interval '35 days') AS lowest,
            best.name, CASE WHEN product.best_price < wanted.price THEN product.best_price END
        FROM told
        JOIN wanted ON wanted.user_id = told.user_id AND wanted.id = told.promotion_id
        JOIN users person ON person.id = told.user_id
        JOIN products product ON product.id = wanted.product_id
        LEFT JOIN stores best ON best.key = product.best_store_key
        ORDER BY person.id, wanted.verdict = 'verified' DESC, wanted.real_percent DESC NULLS LAST, wanted.price, product.id
        """;

    private const string Told = $"""
        UPDATE promotions SET told_step = step WHERE told_step < step AND id IN (SELECT promotion.id {Tellable})
        """;

    // Nights that are played in are old news.
    private const string Silence = "UPDATE promotions SET told_step = step WHERE ended_at IS NULL AND told_step < step";

    public static async Task<List<Digest>> RunAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        if (run.IsHistory)
        {
            await run.ExecuteAsync(Silence, cancellationToken);
            return [];
        }

        var digests = await AlertAsync(run, cancellationToken);
        await run.ExecuteAsync(Told, cancellationToken, Sql.Value(run.Id));
        return digests;
    }

    private static async Task<List<Digest>> AlertAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Alert, run.Connection).With(
            Sql.Value(run.Id), Sql.Value(run.Now), Sql.Value(run.ObservedAt));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var digests = new List<Digest>();
        var lines = new List<DigestLine>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var user = reader.GetGuid(0);
            if (digests.Count == 0 || digests[^1].UserId != user)
            {
                digests.Add(new Digest(user, reader.GetString(1), reader.GetString(2), reader.GetGuid(3), lines = []));
            }

            lines.Add(Line(reader));
        }

        return digests;
    }

    private static DigestLine Line(NpgsqlDataReader reader) => new(
        reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetDecimal(7), reader.Get<decimal?>(8), reader.Get<decimal?>(9),
        reader.Get<decimal?>(10), reader.Get<decimal?>(11), reader.GetString(12), reader.Get<bool?>(14) ?? false, reader.Get<decimal?>(13),
        reader.Get<decimal?>(16) is { } cheaper ? (reader.GetString(15), cheaper) : null);
}
