using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Data.Mail;

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

    // While alerts are turned off a digest waits. It is dropped where its reader has left, or stopped the alerts, since it was written.
    private const string Take = """
        UPDATE outgoing_mails mail SET status = 'sending', attempts = attempts + 1, leased_until = $2
        WHERE id = (SELECT id FROM outgoing_mails WHERE status = 'pending' AND next_attempt_at <= $1
                AND (kind <> 'digest' OR NOT EXISTS (SELECT FROM switches WHERE name = 'alerts' AND NOT is_on))
            ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id, kind, to_address, subject, text_body, html_body, unsubscribe_url, dedupe_key, attempts,
            EXISTS (SELECT FROM suppressions WHERE address_hash = encode(sha256(convert_to(lower(trim(mail.to_address)), 'UTF8')), 'hex'))
            OR (kind = 'digest' AND NOT EXISTS (SELECT FROM users person WHERE person.id = mail.user_id AND NOT person.alerts_off))
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

    /// <returns>A mail that only the caller may send now, and whether it must not be; null: none is due.</returns>
    public async Task<(OutgoingMail Mail, bool Suppressed)?> TakeAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var command = database.CreateCommand(Take).With(Sql.Value(now), Sql.Value(now + options.Value.Lease));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var mail = new OutgoingMail
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
        };
        return (mail, reader.GetBoolean(9));
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
        await WriteAsync(mail, status, reason, next, now, isTried ? mail.Attempts : mail.Attempts - 1, cancellationToken);
        if (delivery is Delivery.Later && status == MailStatus.Pending)
        {
            await using var wait = database.CreateCommand(Wait).With(Sql.Value(mail.ToAddress), Sql.Value(next));
            await wait.ExecuteNonQueryAsync(cancellationToken);
        }

        return status;
    }

    public Task SuppressAsync(OutgoingMail mail, CancellationToken cancellationToken) =>
        WriteAsync(mail, MailStatus.Suppressed, null, clock.GetUtcNow(), clock.GetUtcNow(), mail.Attempts, cancellationToken);

    /// <summary>Mails whose sender died may have gone out: they are not sent again, and an operator sees them.</summary>
    public async Task<int> GiveUpLostAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(GiveUpLost).With(Sql.Value(clock.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task WriteAsync(
        OutgoingMail mail, string status, string? reason, DateTimeOffset next, DateTimeOffset now, int attempts, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Settle).With(
            Sql.Value(mail.Id), Sql.Value(status), Sql.Nullable(reason), Sql.Value(next), Sql.Value(now), Sql.Value(attempts));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
