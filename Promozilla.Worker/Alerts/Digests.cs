using System.Globalization;
using Npgsql;
using Promozilla.Data.Mail.Digests;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Alerts;

/// <summary>How many alerts are new, and how many mails were written.</summary>
public readonly record struct Told(int Alerts, int Mails);

/// <summary>
/// Tells alerts: one mail a person and market into the outbox, and its short form for each of their browsers there, in one transaction with the note that it is
/// told. When a run closes, in the closing transaction; between runs, to whom the hour has come: see <see cref="AlertLoop"/>.
/// </summary>
public sealed class Digests(NpgsqlDataSource database, Markets markets, TimeProvider clock)
{
    // Of two workers that tell at once, one would tell what the other told.
    private const string OneAtATime = "SELECT pg_advisory_xact_lock(hashtext('tell alerts'))";

    private const string Insert = """
        INSERT INTO outgoing_mails (id, user_id, kind, to_address, subject, text_body, html_body, unsubscribe_url, dedupe_key, status, attempts,
            created_at, next_attempt_at)
        SELECT id, user_id, 'digest', address, subject, text, html, unsubscribe, dedupe_key, 'pending', 0, $8, $8
        FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $9::text[])
            AS mail(id, user_id, address, subject, text, html, unsubscribe, dedupe_key)
        ON CONFLICT (dedupe_key) DO NOTHING
        """;

    private const string Link = """
        UPDATE alerts SET mail_id = mail.id
        FROM unnest($1::uuid[], $2::uuid[]) AS told(alert_id, mail_id) JOIN outgoing_mails mail ON mail.id = told.mail_id
        WHERE alerts.id = told.alert_id AND alerts.mail_id IS NULL
        """;

    private const string Push = """
        INSERT INTO push_messages (id, subscription_id, mail_id, payload, attempts, created_at, next_attempt_at, expires_at)
        SELECT gen_random_uuid(), device.id, mail.id, told.payload, 0, $4, $4, $4 + interval '1 day'
        FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS told(mail_id, user_id, payload)
        JOIN outgoing_mails mail ON mail.id = told.mail_id
        JOIN push_subscriptions device ON device.user_id = told.user_id AND device.market = $5
        """;

    // What a digest was last owed: the market's last night whose run is closed.
    private const string LastNight = """
        SELECT origin, id, observed_at FROM scrape_runs WHERE status = 'closed' AND origin IN ('nightly', 'asked')
            AND coalesce(market, $1) = $1 ORDER BY observed_at DESC LIMIT 1
        """;

    // Not true any more, and never again: another promotion, fall or change would be another alert.
    private const string Lapse = """
        UPDATE alerts SET lapsed_at = $1
        FROM alerts alert
        LEFT JOIN promotions promotion ON promotion.id = alert.promotion_id
        LEFT JOIN listings listing ON listing.id = alert.listing_id
        WHERE alerts.id = alert.id AND alert.mail_id IS NULL AND alert.lapsed_at IS NULL AND (alert.created_at < $1 - interval '60 days'
            OR CASE alert.occasion
                WHEN 'promotion' THEN promotion.ended_at IS NOT NULL OR promotion.price > alert.price
                WHEN 'change' THEN listing.price <> alert.price
                WHEN 'restock' THEN listing.availability = 'out_of_stock' OR listing.missing_since IS NOT NULL
                ELSE listing.price > alert.price
            END)
        """;

    // So many new rows are looked at by the database at once. Left to itself it takes minutes to notice them, and reads all alerts for each mail until then.
    private const int Many = 500;
    private const string AnalyzeAlerts = "ANALYZE alerts";
    private const string AnalyzeMails = "ANALYZE alerts, outgoing_mails";

    /// <summary>How many mails are made and written at once.</summary>
    private const int AtOnce = 1000;

    internal async Task<Told> WriteAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        var alerts = await WishMatch.RecordAsync(run, cancellationToken);
        if (run.IsHistory)
        {
            return new Told(alerts, 0);
        }

        // First, as between runs: looking at a table locks it until the end, too.
        await run.ExecuteAsync(OneAtATime, cancellationToken);
        if (alerts >= Many)
        {
            await run.ExecuteAsync(AnalyzeAlerts, cancellationToken);
        }

        var mails = 0;
        foreach (var market in markets.All.Where(market => market.Key == (run.Market ?? market.Key)))
        {
            var night = run.Origin is RunOrigins.Recheck or RunOrigins.Operator
                ? await LastNightAsync(run.Connection, market, cancellationToken)
                : Night(market, run.Origin, run.Id, run.ObservedAt);
            mails += await TellAsync(run.Connection, market, run.Now, run.ObservedAt, night, cancellationToken);
        }

        return new Told(alerts, mails);
    }

    /// <summary>Between runs: those whose quiet hours are over, whose day of the week has come, who chose another rhythm.</summary>
    /// <returns>How many mails were written.</returns>
    public async Task<int> TellDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, OneAtATime, cancellationToken);
        await ExecuteAsync(connection, Lapse, cancellationToken, Sql.Value(now));
        var mails = 0;
        foreach (var market in markets.All)
        {
            mails += await TellAsync(connection, market, now, now, await LastNightAsync(connection, market, cancellationToken), cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return mails;
    }

    private static async Task<int> TellAsync(
        NpgsqlConnection connection, Market market, DateTimeOffset now, DateTimeOffset observedAt, string night, CancellationToken cancellationToken)
    {
        var due = await DueDigests.ReadAsync(connection, market, now, observedAt, night, cancellationToken);
        var written = 0;
        foreach (var part in due.Chunk(AtOnce))
        {
            written += await InsertAsync(connection, market, now, part, cancellationToken);
        }

        if (written >= Many)
        {
            await ExecuteAsync(connection, AnalyzeMails, cancellationToken);
        }

        return written;
    }

    private static async Task<int> InsertAsync(NpgsqlConnection connection, Market market, DateTimeOffset now, DueDigest[] due, CancellationToken cancellationToken)
    {
        var mails = Array.ConvertAll(due, one => (Id: Guid.CreateVersion7(now), one.Digest, one.Key, one.Alerts, Content: DigestMail.Render(one.Digest)));
        var written = await ExecuteAsync(
            connection, Insert, cancellationToken,
            Sql.Uuids(mails, row => row.Id), Sql.Uuids(mails, row => row.Digest.UserId), Sql.Texts(mails, row => row.Digest.Address),
            Sql.Texts(mails, row => row.Content.Subject), Sql.Texts(mails, row => row.Content.Text), Sql.Texts(mails, row => row.Content.Html),
            Sql.Texts(mails, row => row.Content.UnsubscribeUrl), Sql.Value(now), Sql.Texts(mails, row => row.Key));
        var told = mails.SelectMany(row => row.Alerts.Select(alert => (Alert: alert, Mail: row.Id))).ToList();
        await ExecuteAsync(connection, Link, cancellationToken, Sql.Uuids(told, row => row.Alert), Sql.Uuids(told, row => row.Mail));
        await ExecuteAsync(
            connection, Push, cancellationToken,
            Sql.Uuids(mails, row => row.Id), Sql.Uuids(mails, row => row.Digest.UserId), Sql.Texts(mails, row => DigestPush.Payload(row.Digest, row.Id)), Sql.Value(now),
            Sql.Value(market.Key));
        return written;
    }

    private static async Task<string> LastNightAsync(NpgsqlConnection connection, Market market, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(LastNight, connection).With(Sql.Value(market.Key));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? Night(market, reader.GetString(0), reader.GetGuid(1), reader.GetFieldValue<DateTimeOffset>(2)) : "";
    }

    // One digest a person and market a night, of the night's own run or later on: what is recorded after it waits for the next one. A run that somebody
    // asked for by hand is a night of its own.
    private static string Night(Market market, string origin, Guid run, DateTimeOffset observedAt) =>
        origin is RunOrigins.Nightly ? market.At(observedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : run.ToString();

    private static async Task<int> ExecuteAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection).With(parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
