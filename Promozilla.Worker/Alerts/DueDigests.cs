using Npgsql;
using Promozilla.Data.Mail.Digests;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Alerts;

/// <summary>A digest that is due, and the alerts that it tells.</summary>
internal sealed record DueDigest(Digest Digest, List<Guid> Alerts);

/// <summary>
/// What is to be mailed now: alerts that no mail has told yet and that are true still, of people who had no digest of their market this night. An alert that is
/// not true at the moment (the store is sick, the thing sold out, the price up again) waits as long as its promotion lasts.
/// </summary>
internal static class DueDigests
{
    // A night is a market's: whoever wishes in two is written to from each.
    private const string Due = """
        WITH still AS MATERIALIZED (
            SELECT alert.id, alert.user_id, listing.product_id, promotion.id AS promotion_id, promotion.price, promotion.price_before,
                promotion.reference, promotion.real_percent, promotion.claimed_percent, promotion.verdict, store.name AS store_name, store.key AS store_key, store.market, wish.target_price
            FROM alerts alert
            JOIN promotions promotion ON promotion.id = alert.promotion_id AND promotion.ended_at IS NULL AND promotion.price <= alert.price
            JOIN listings listing ON listing.id = promotion.listing_id
            JOIN stores store ON store.key = listing.store_key AND store.sick_since IS NULL
            JOIN listing_sightings sighting ON sighting.listing_id = listing.id
                AND sighting.last_seen_at >= coalesce(store.last_good_run_at, sighting.last_seen_at)
            JOIN wishlist_items wish ON wish.user_id = alert.user_id AND wish.product_id = listing.product_id
                AND (wish.target_price IS NULL OR promotion.price <= wish.target_price)
            JOIN users person ON person.id = alert.user_id AND person.email_confirmed AND NOT person.alerts_off AND person.email IS NOT NULL
            WHERE alert.mail_id IS NULL AND listing.availability IN ('in_stock', 'pre_order') AND listing.missing_since IS NULL
                AND NOT EXISTS (SELECT FROM held_readings held WHERE held.listing_id = listing.id)
                AND NOT EXISTS (SELECT FROM outgoing_mails mail WHERE mail.dedupe_key = format('digest:%s:%s:%s', alert.user_id, store.market, $2))
        ), line AS (
            SELECT DISTINCT ON (user_id, product_id) * FROM still ORDER BY user_id, product_id, price, promotion_id
        )
        SELECT person.id, person.email, person.language, person.unsubscribe_token,
            product.title, product.slug, line.store_name, line.price, line.price_before, line.reference, line.real_percent,
            line.claimed_percent, line.verdict, line.target_price,
            line.price <= product.low_price AND EXISTS (
                SELECT FROM listings known WHERE known.product_id = product.id AND known.first_seen_at < $1 - interval '35 days') AS lowest,
            best.name, CASE WHEN product.best_price < line.price THEN product.best_price END,
            (SELECT array_agg(still.id) FROM still WHERE still.user_id = line.user_id AND still.product_id = line.product_id), line.market,
            delivery_total(line.price, 'mainland', line.store_key, ($1 AT TIME ZONE 'Europe/Lisbon')::date) AS delivered
        FROM line
        JOIN users person ON person.id = line.user_id
        JOIN products product ON product.id = line.product_id
        LEFT JOIN stores best ON best.key = product.best_store_key
        ORDER BY person.id, line.market, line.verdict = 'verified' DESC, line.real_percent DESC NULLS LAST, line.price, product.id
        """;

    /// <param name="night">What a person gets one digest of.</param>
    public static async Task<List<DueDigest>> ReadAsync(ClosingRun run, Markets markets, string night, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Due, run.Connection).With(Sql.Value(run.ObservedAt), Sql.Value(night));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var digests = new List<DueDigest>();
        var lines = new List<DigestLine>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var (user, market) = (reader.GetGuid(0), markets.Of(reader.GetString(18)));
            if (digests.Count == 0 || digests[^1].Digest.UserId != user || digests[^1].Digest.Market != market)
            {
                digests.Add(new DueDigest(new Digest(user, reader.GetString(1), reader.GetString(2), reader.GetGuid(3), market, lines = []), []));
            }

            lines.Add(Line(reader, market));
            digests[^1].Alerts.AddRange(reader.GetFieldValue<Guid[]>(17));
        }

        return digests;
    }

    private static DigestLine Line(NpgsqlDataReader reader, Market market) => new(
        reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetDecimal(7), reader.Get<decimal?>(8), reader.Get<decimal?>(9),
        reader.Get<decimal?>(10), reader.Get<decimal?>(11), reader.GetString(12), reader.Get<bool?>(14) ?? false, reader.Get<decimal?>(13),
        reader.Get<decimal?>(16) is { } cheaper ? (reader.GetString(15), cheaper) : null)
    {
        Delivered = reader.Get<decimal?>(reader.GetOrdinal("delivered")),
        Region = market.Key == Market.First ? Regions.Mainland : null,
    };
}
