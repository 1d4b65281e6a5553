using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Data.Mail;
using Promozilla.Worker.Alerts;

namespace Promozilla.Worker.Mails;

/// <summary>The outgoing_mails table as the mail loop uses it. One mail is leased at a time, so that a crash leaves at most one in doubt.</summary>
public sealed class Outbox(NpgsqlDataSource database, IOptions<SmtpOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Unreached = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1),
        TimeSpan.FromHours(4),
    ];

    // While alerts are turned off a digest waits. When its turn comes it must still be wanted and true: else it ends here, in the statement that would have leased it,
    // and its alerts wait as if nothing had been written. What can be told of them is told anew.
    private const string Take = $"""
        WITH due AS MATERIALIZED (
            SELECT id FROM outgoing_mails WHERE status = 'pending' AND next_attempt_at <= $1
                AND (kind <> 'digest' OR NOT EXISTS (SELECT FROM switches WHERE name = 'alerts' AND NOT is_on))
            ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED
        ), judged AS MATERIALIZED (
            SELECT mail.id, barred, CASE WHEN barred OR mail.kind <> 'digest' THEN NULL
                WHEN NOT EXISTS (SELECT FROM users person WHERE person.id = mail.user_id AND person.email = mail.to_address AND {Standing.Wanted})
                    THEN 'Withdrawn: its reader does not want it now.'
                WHEN {Standing.FellAway} THEN 'Withdrawn: not all of it is so any more. What is left is written anew.' END AS withdrawn
            FROM due JOIN outgoing_mails mail ON mail.id = due.id
            CROSS JOIN LATERAL (
                SELECT EXISTS (SELECT FROM suppressions WHERE address_hash = encode(sha256(convert_to(lower(trim(mail.to_address)), 'UTF8')), 'hex')) AS barred
            ) address
        ), freed AS (
            UPDATE alerts SET mail_id = NULL FROM judged WHERE alerts.mail_id = judged.id AND withdrawn IS NOT NULL
        ), unsaid AS (
            DELETE FROM push_messages push USING judged WHERE push.mail_id = judged.id AND withdrawn IS NOT NULL AND push.sent_at IS NULL
        )
        UPDATE outgoing_mails mail SET attempts = attempts + 1,
            status = CASE WHEN barred OR withdrawn IS NOT NULL THEN 'suppressed' ELSE 'sending' END,
            leased_until = CASE WHEN NOT barred AND withdrawn IS NULL THEN $2 END,
            last_error = CASE WHEN barred THEN 'Nothing is sent to this address any more.' ELSE coalesce(withdrawn, last_error) END,
            dedupe_key = CASE WHEN withdrawn IS NULL THEN dedupe_key ELSE dedupe_key || ':withdrawn:' || mail.id END
        FROM judged WHERE mail.id = judged.id
        RETURNING mail.id, kind, to_address, subject, text_body, html_body, unsubscribe_url, dedupe_key, attempts, status
        """;

    private const string Settle = """
        UPDATE outgoing_mails SET status = $2, last_error = $3, next_attempt_at = $4, leased_until = NULL, attempts = $6,
            sent_at = CASE WHEN $2 = 'sent' THEN $5 ELSE sent_at END
        WHERE id = $1 AND status = 'sending'
        """;

    // A mailbox that is full or asks for patience is not asked again a second later because another mail is due to it.
    private const string Wait = """
        UPDATE outgoing_mails SET next_attempt_at = $2 WHERE status = 'pending' AND lower(to_address) = lower($1) AND next_attempt_at < $2
        """;

    private const string GiveUpLost = """
        UPDATE outgoing_mails SET status = 'unknown', last_error = 'The sender stopped while sending.', leased_until = NULL
        WHERE status = 'sending' AND leased_until < $1
        """;

    /// <returns>The next mail: one that only the caller may send now, or one that is suppressed; null: none is due.</returns>
    public async Task<OutgoingMail?> TakeAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Take, connection).With(Sql.Value(now), Sql.Value(now + options.Value.Lease));
        // Kept with the connection: to plan it takes longer than to run it.
        await command.PrepareAsync(cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        return new OutgoingMail
        {
            Id = reader.GetGuid(0),
            Kind = reader.GetString(1),
            ToAddress = reader.GetString(2),
            Subject = reader.GetString(3),
            TextBody = reader.GetString(4),
            HtmlBody = reader.GetString(5),
            UnsubscribeUrl = reader.Get<string>(6),
            DedupeKey = reader.GetString(7),
            Attempts = reader.GetInt32(8),
            Status = reader.GetString(9),
        };
    }

    /// <returns>The mail's status now.</returns>
    public async Task<string> SettleAsync(OutgoingMail mail, Delivery delivery, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (status, reason) = delivery switch
        {
            Delivery.Sent => (MailStatus.Sent, null),
            Delivery.Refused refused => (MailStatus.Failed, refused.Reason),
            Delivery.Unknown unknown => (MailStatus.Unknown, unknown.Reason),
            Delivery.Unreachable unreachable => (MailStatus.Pending, unreachable.Reason),
            Delivery.Later later => (mail.Attempts > Waits.Length ? MailStatus.Failed : MailStatus.Pending, later.Reason),
            _ => throw new ArgumentOutOfRangeException(nameof(delivery)),
        };
        // Finding the server closed is no try of this mail.
        var isTried = delivery is not Delivery.Unreachable;
        var next = status != MailStatus.Pending ? now : now + (isTried ? Waits[mail.Attempts - 1] : Unreached);
        await using var settle = database.CreateCommand(Settle).With(
            Sql.Value(mail.Id), Sql.Value(status), Sql.Nullable(reason), Sql.Value(next), Sql.Value(now), Sql.Value(isTried ? mail.Attempts : mail.Attempts - 1));
        await settle.ExecuteNonQueryAsync(cancellationToken);
        if (delivery is Delivery.Later && status == MailStatus.Pending)
        {
            await using var wait = database.CreateCommand(Wait).With(Sql.Value(mail.ToAddress), Sql.Value(next));
            await wait.ExecuteNonQueryAsync(cancellationToken);
        }

        return status;
    }

    /// <summary>Mails whose sender died may have gone out: they are not sent again, and an operator sees them.</summary>
    public async Task<int> GiveUpLostAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(GiveUpLost).With(Sql.Value(clock.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
