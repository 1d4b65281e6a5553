using Npgsql;
using Promozilla.Data.Mail.Digests;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;

namespace Promozilla.Worker.Alerts;

/// <summary>A digest that is due, and the alerts that it tells.</summary>
/// <param name="Key">What must not be mailed twice.</param>
internal sealed record DueDigest(Digest Digest, string Key, List<Guid> Alerts);

/// <summary>
/// What is to be told now of a market: alerts that nothing has told yet and that are true still, to people whose turn it is. An alert that is not true at the
/// moment (the store is sick, the thing sold out) waits as long as it may become so.
/// </summary>
internal static class DueDigests
{
    // Whoever is in their quiet hours has no turn. Else a turn is: for a nightly digest, the last night's run, once; for a weekly one, nine in
    // the morning of their day, once, with what was recorded by then; for a must-have, any moment. Each join finds its one row by an index: no plan, however
    // wrong the planner's idea of a night that is being written, looks through ten thousand people for each of them.
    private const string Due = $"""
        WITH still AS MATERIALIZED (
            SELECT alert.id, alert.user_id, alert.occasion, listing.product_id, listing.id AS listing_id, promotion.id AS promotion_id,
                listing.price, CASE alert.occasion WHEN 'promotion' THEN promotion.price_before ELSE alert.price_before END AS price_before,
                promotion.reference, promotion.real_percent, promotion.claimed_percent, coalesce(promotion.verdict, '') AS verdict,
                store.name AS store_name, store.key AS store_key, store.time_zone, wish.target_price, wish.suggested_target, offer.can_buy, alert.created_at,
                turn.has_turn AND alert.created_at <= turn.until AS in_digest, turn.digest_key,
                person.email, person.language, person.unsubscribe_token, person.region
            FROM alerts alert
            JOIN users person ON person.id = alert.user_id AND {Standing.Wanted}
            CROSS JOIN LATERAL (
                SELECT ($1 AT TIME ZONE person.time_zone - interval '9 hours')::date AS today
            ) nine
            CROSS JOIN LATERAL (
                SELECT nine.today - (extract(isodow FROM nine.today)::int - person.digest_day + 7) % 7 AS day
            ) week
            CROSS JOIN LATERAL (
                SELECT 'digest:' || person.id || ':' || $4 || ':' || CASE person.digest_rhythm WHEN 'weekly' THEN 'week-' || week.day ELSE $3 END AS key
            ) digest
            CROSS JOIN LATERAL (
                SELECT digest.key AS digest_key, NOT EXISTS (SELECT FROM outgoing_mails mail WHERE mail.dedupe_key = digest.key) AS has_turn,
                    CASE person.digest_rhythm WHEN 'weekly' THEN (week.day + time '09:00') AT TIME ZONE person.time_zone ELSE $1 END AS until
            ) turn
            {Standing.Offer}
            WHERE alert.mail_id IS NULL AND alert.lapsed_at IS NULL AND store.market = $4
                AND (turn.has_turn AND alert.created_at <= turn.until OR wish.must_have AND person.must_haves_at_once)
                AND {Standing.IsTrue}
        ), line AS (
            SELECT DISTINCT ON (user_id, product_id) *, array_agg(id) OVER whole AS alerts, bool_or(in_digest) OVER whole AS any_in_digest
            FROM still WINDOW whole AS (PARTITION BY user_id, product_id ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
            ORDER BY user_id, product_id, can_buy DESC, price, created_at DESC, id
        )
        SELECT line.user_id, line.email, line.language, line.unsubscribe_token,
            product.title, product.slug, line.store_name, line.price, line.price_before, line.reference, line.real_percent,
            line.claimed_percent, line.verdict, line.target_price,
            line.price <= product.low_price AND EXISTS (
                SELECT FROM listings known WHERE known.product_id = product.id AND known.first_seen_at < $2 - interval '35 days') AS lowest,
            best.name, CASE WHEN product.best_price < line.price THEN product.best_price END,
            line.alerts, line.occasion, line.can_buy, line.any_in_digest, line.digest_key, line.suggested_target,
            delivery_total(line.price, sent.region, line.store_key, ($2 AT TIME ZONE line.time_zone)::date) AS delivered, sent.region
        FROM line
        JOIN products product ON product.id = line.product_id
        LEFT JOIN stores best ON best.key = product.best_store_key
        CROSS JOIN LATERAL (SELECT CASE WHEN $4 = '{Market.First}' THEN coalesce(line.region, '{Regions.Mainland}') ELSE '{Regions.Mainland}' END AS region) sent
        ORDER BY line.user_id, line.can_buy DESC, line.verdict = 'verified' DESC, line.real_percent DESC NULLS LAST, line.price, product.id
        """;

    /// <param name="now">UTC. Whose turn it is.</param>
    /// <param name="observedAt">UTC. The moment that the prices count for.</param>
    /// <param name="night">What a person gets one nightly digest of.</param>
    public static async Task<List<DueDigest>> ReadAsync(
        NpgsqlConnection connection, Market market, DateTimeOffset now, DateTimeOffset observedAt, string night, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Due, connection).With(Sql.Value(now), Sql.Value(observedAt), Sql.Value(night), Sql.Value(market.Key));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var digests = new List<DueDigest>();
        var lines = new List<DigestLine>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var (user, alerts, isDigest) = (reader.GetGuid(0), reader.GetFieldValue<Guid[]>(17), reader.GetBoolean(20));
            if (digests.Count == 0 || digests[^1].Digest.UserId != user)
            {
                var digest = new Digest(user, reader.GetString(1), reader.GetString(2), reader.GetGuid(3), market, lines = []);
                digests.Add(new DueDigest(digest, $"now:{alerts[0]}", []));
            }

            // What can't wait goes along with the digest where there is one.
            digests[^1] = isDigest ? digests[^1] with { Key = reader.GetString(21) } : digests[^1];
            lines.Add(Line(reader, market));
            digests[^1].Alerts.AddRange(alerts);
        }

        return digests;
    }

    private static DigestLine Line(NpgsqlDataReader reader, Market market) => new(
        reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetDecimal(7), reader.Get<decimal?>(8), reader.Get<decimal?>(9),
        reader.Get<decimal?>(10), reader.Get<decimal?>(11), reader.GetString(12), reader.Get<bool?>(14) ?? false, reader.Get<decimal?>(13),
        reader.Get<decimal?>(16) is { } cheaper ? (reader.GetString(15), cheaper) : null, reader.GetString(18), IsSoldOut: !reader.GetBoolean(19))
    {
        SuggestedTarget = reader.Get<decimal?>(22),
        Delivered = reader.Get<decimal?>(23),
        Region = market.Key == Market.First ? reader.GetString(24) : null,
    };
}
