using Npgsql;
using Promozilla.Worker.Alerts;

namespace Promozilla.Worker.Push;

internal sealed record DuePush(Guid Id, Guid SubscriptionId, string Endpoint, byte[] PublicKey, byte[] Secret, string Payload, int Attempts, DateTimeOffset ExpiresAt, bool IsOver);

/// <summary>
/// The push_messages table as the loop uses it. What a sender that died had taken is sent again: its tag makes the browser show it once.
/// </summary>
public sealed class PushOutbox(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2)];

    // The same rules as for the mail hold at the moment of sending: alerts off, or quiet hours that began since, and it waits or is old news. What is not so any
    // more is taken to be dropped.
    private const string Take = $"""
        UPDATE push_messages message SET attempts = attempts + 1, leased_until = $2
        FROM push_subscriptions device
        WHERE device.id = message.subscription_id AND message.id = (
            SELECT due.id FROM push_messages due
            JOIN push_subscriptions owned ON owned.id = due.subscription_id
            JOIN users person ON person.id = owned.user_id
            WHERE due.sent_at IS NULL AND due.next_attempt_at <= $1 AND (due.leased_until IS NULL OR due.leased_until <= $1) AND due.expires_at > $1
                AND NOT EXISTS (SELECT FROM switches WHERE NOT is_on AND (name = 'push' OR (name = 'alerts' AND due.mail_id IS NOT NULL)))
                AND (due.mail_id IS NULL OR {Standing.Wanted})
            ORDER BY due.next_attempt_at LIMIT 1 FOR UPDATE OF due SKIP LOCKED)
        RETURNING message.id, device.id, device.endpoint, device.public_key, device.secret, message.payload, message.attempts, message.expires_at,
            EXISTS (SELECT FROM outgoing_mails mail WHERE mail.id = message.mail_id AND {Standing.FellAway})
        """;

    private const string Sent = """
        WITH done AS (UPDATE push_messages SET sent_at = $2, leased_until = NULL, last_error = NULL WHERE id = $1 RETURNING subscription_id)
        UPDATE push_subscriptions SET last_sent_at = $2 WHERE id IN (SELECT subscription_id FROM done)
        """;

    private const string Again = "UPDATE push_messages SET leased_until = NULL, next_attempt_at = $2, last_error = $3 WHERE id = $1";

    private const string Drop = "DELETE FROM push_messages WHERE id = $1";

    private const string Forget = "DELETE FROM push_subscriptions WHERE id = $1";

    internal async Task<DuePush?> TakeAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var command = database.CreateCommand(Take).With(Sql.Value(now), Sql.Value(now + Lease));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new DuePush(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(4), reader.GetString(5),
                reader.GetInt32(6), reader.GetFieldValue<DateTimeOffset>(7), reader.GetBoolean(8))
            : null;
    }

    internal Task SettleAsync(DuePush push, PushOutcome outcome, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return outcome switch
        {
            PushOutcome.Taken => ExecuteAsync(Sent, cancellationToken, Sql.Value(push.Id), Sql.Value(now)),
            PushOutcome.Gone => ExecuteAsync(Forget, cancellationToken, Sql.Value(push.SubscriptionId)),
            PushOutcome.Later later when push.Attempts <= Waits.Length => ExecuteAsync(
                Again, cancellationToken,
                Sql.Value(push.Id), Sql.Value(now + (later.After ?? Waits[push.Attempts - 1])), Sql.Value(later.Reason)),
            _ => ExecuteAsync(Drop, cancellationToken, Sql.Value(push.Id)),
        };
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = database.CreateCommand(sql).With(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
