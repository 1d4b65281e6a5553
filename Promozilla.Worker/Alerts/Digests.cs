using System.Globalization;
using Promozilla.Data.Mail.Digests;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Alerts;

/// <summary>How many alerts are new, and how many digests were written.</summary>
public readonly record struct Told(int Alerts, int Mails);

/// <summary>Records alerts and writes at most one mail a person and market into the outbox, in the transaction that closes the run.</summary>
public sealed class Digests(Markets markets)
{
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

    internal async Task<Told> WriteAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        var alerts = await WishMatch.RecordAsync(run, cancellationToken);
        var night = Night(run);
        var due = run.IsHistory ? [] : await DueDigests.ReadAsync(run, markets, night, cancellationToken);
        if (due.Count == 0)
        {
            return new Told(alerts, 0);
        }

        var mails = due.ConvertAll(one => (Id: Guid.CreateVersion7(), one.Digest, one.Alerts, Content: DigestMail.Render(one.Digest)));
        var written = await run.ExecuteAsync(
            Insert, cancellationToken,
            Sql.Uuids(mails, row => row.Id), Sql.Uuids(mails, row => row.Digest.UserId), Sql.Texts(mails, row => row.Digest.Address),
            Sql.Texts(mails, row => row.Content.Subject), Sql.Texts(mails, row => row.Content.Text), Sql.Texts(mails, row => row.Content.Html),
            Sql.Texts(mails, row => row.Content.UnsubscribeUrl), Sql.Value(run.Now), Sql.Texts(mails, row => $"digest:{row.Digest.UserId}:{row.Digest.Market.Key}:{night}"));
        var told = mails.SelectMany(row => row.Alerts.Select(alert => (Alert: alert, Mail: row.Id))).ToList();
        await run.ExecuteAsync(Link, cancellationToken, Sql.Uuids(told, row => row.Alert), Sql.Uuids(told, row => row.Mail));
        return new Told(alerts, written);
    }

    // One digest a person and market a night, whichever run of that night comes first, the night's own or its rechecks': what is recorded after it waits for
    // the next one. A run that somebody asked for by hand is a night of its own.
    private string Night(ClosingRun run) => run.Origin is RunOrigins.Nightly or RunOrigins.Recheck
        ? (markets.Find(run.Market) ?? markets.Main).At(run.ObservedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : run.Id.ToString();
}
