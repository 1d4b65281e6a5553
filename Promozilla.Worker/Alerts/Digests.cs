using System.Globalization;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Alerts;

/// <summary>How many were told of what.</summary>
public readonly record struct Told(int Alerts, int Mails);

/// <summary>Writes at most one mail a person into the outbox, in the transaction that closes the run.</summary>
public sealed class Digests(DigestMail mail)
{
    private static readonly TimeZoneInfo Lisbon = TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon");

    private const string Insert = """
        INSERT INTO outgoing_mails (id, user_id, kind, to_address, subject, text_body, html_body, unsubscribe_url, dedupe_key, status, attempts,
            created_at, next_attempt_at)
        SELECT id, user_id, 'digest', address, subject, text, html, unsubscribe, dedupe_key, 'pending', 0, $8, $8
        FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $9::text[])
            AS mail(id, user_id, address, subject, text, html, unsubscribe, dedupe_key)
        ON CONFLICT (dedupe_key) DO NOTHING
        """;

    private const string Link = """
        UPDATE alerts SET mail_id = mail.id FROM outgoing_mails mail
        WHERE alerts.run_id = $1 AND mail.id = ANY ($2) AND mail.user_id = alerts.user_id
        """;

    internal async Task<Told> WriteAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        var digests = await WishMatch.RunAsync(run, cancellationToken);
        if (digests.Count == 0)
        {
            return default;
        }

        var mails = digests.ConvertAll(digest => (Id: Guid.CreateVersion7(), Digest: digest, Content: mail.Render(digest)));
        var written = await run.ExecuteAsync(
            Insert, cancellationToken,
            Sql.Uuids(mails, row => row.Id), Sql.Uuids(mails, row => row.Digest.UserId), Sql.Texts(mails, row => row.Digest.Address),
            Sql.Texts(mails, row => row.Content.Subject), Sql.Texts(mails, row => row.Content.Text), Sql.Texts(mails, row => row.Content.Html),
            Sql.Texts(mails, row => row.Content.UnsubscribeUrl), Sql.Value(run.Now), Sql.Texts(mails, row => DedupeKey(run, row.Digest.UserId)));
        await run.ExecuteAsync(Link, cancellationToken, Sql.Value(run.Id), Sql.Uuids(mails, row => row.Id));
        return new Told(digests.Sum(digest => digest.Lines.Count), written);
    }

    // One digest a person a night; a run that somebody asked for by hand is a night of its own.
    private static string DedupeKey(ClosingRun run, Guid user)
    {
        var night = run.Origin == RunOrigins.Nightly
            ? TimeZoneInfo.ConvertTime(run.ObservedAt, Lisbon).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : run.Id.ToString();
        return $"digest:{user}:{night}";
    }
}
