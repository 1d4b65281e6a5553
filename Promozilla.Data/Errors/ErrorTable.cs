using Npgsql;
using NpgsqlTypes;
using Promozilla.ServiceDefaults.Errors;

namespace Promozilla.Data.Errors;

/// <summary>Records batches of errors: a group each, counted on; one that is newer than the group's resolution opens it again. A batch counts once.</summary>
public sealed class ErrorTable(NpgsqlDataSource database, TimeProvider clock) : IErrorSink
{
    private const string Note = "INSERT INTO inbox_messages (id, recorded_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1";

    // In the fingerprints' order: two services that record at once wait for each other, but never both.
    private const string Record = $"""
        INSERT INTO error_groups AS known (fingerprint, service, type, place, message, stack, first_seen_at, last_seen_at, count, first_release, last_release,
            last_trace_id, state, returns, mailed_count, mails)
        SELECT fingerprint, $9, type, place, message, stack, first_at, last_at, seen, $10, $10, trace_id, '{ErrorState.Open}', 0, 0, 0
        FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::bigint[], $11::text[])
            AS batch (fingerprint, type, place, message, stack, first_at, last_at, seen, trace_id)
        ORDER BY fingerprint
        ON CONFLICT (fingerprint) DO UPDATE SET
            count = known.count + excluded.count,
            first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
            last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
            message = CASE WHEN excluded.last_seen_at >= known.last_seen_at THEN excluded.message ELSE known.message END,
            stack = CASE WHEN excluded.last_seen_at >= known.last_seen_at THEN excluded.stack ELSE known.stack END,
            last_release = CASE WHEN excluded.last_seen_at >= known.last_seen_at THEN excluded.last_release ELSE known.last_release END,
            last_trace_id = CASE WHEN excluded.last_seen_at >= known.last_seen_at THEN excluded.last_trace_id ELSE known.last_trace_id END,
            state = CASE WHEN known.state = '{ErrorState.Resolved}' AND excluded.last_seen_at > known.resolved_at THEN '{ErrorState.Open}' ELSE known.state END,
            returns = known.returns + (known.state = '{ErrorState.Resolved}' AND excluded.last_seen_at > known.resolved_at)::int,
            mailed_at = CASE WHEN known.state = '{ErrorState.Resolved}' AND excluded.last_seen_at > known.resolved_at THEN NULL ELSE known.mailed_at END
        """;

    private const string Remember = """
        INSERT INTO error_occurrences (group_id, seen_at, trace_id, release, doing)
        SELECT known.id, seen_at, trace_id, $5, doing
        FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[]) AS moment (fingerprint, seen_at, trace_id, doing)
        JOIN error_groups known USING (fingerprint)
        """;

    private static readonly string Forget = $"""
        DELETE FROM error_occurrences WHERE id IN (
            SELECT id FROM (
                SELECT moment.id, row_number() OVER (PARTITION BY group_id ORDER BY seen_at DESC, moment.id DESC) AS n
                FROM error_occurrences moment JOIN error_groups known ON known.id = moment.group_id WHERE known.fingerprint = ANY ($1)
            ) numbered WHERE n > {ErrorOccurrence.Most})
        """;

    public async Task RecordAsync(ErrorBatch batch, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var note = new NpgsqlCommand(Note, connection) { Parameters = { Value(batch.Id, NpgsqlDbType.Uuid), Value(clock.GetUtcNow().UtcDateTime, NpgsqlDbType.TimestampTz) } };
        if (await note.ExecuteScalarAsync(cancellationToken) is null) return;

        await using var statements = new NpgsqlBatch(connection) { BatchCommands = { Groups(batch), Moments(batch), Old(batch) } };
        await statements.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand Groups(ErrorBatch batch) => new(Record)
    {
        Parameters =
        {
            Texts(batch.Groups, group => group.Fingerprint), Texts(batch.Groups, group => group.Type), Texts(batch.Groups, group => group.Place),
            Texts(batch.Groups, group => group.Message), Texts(batch.Groups, group => group.Stack),
            Times(batch.Groups, group => group.FirstAt), Times(batch.Groups, group => group.LastAt),
            Value(batch.Groups.Select(group => (long)group.Count).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint),
            Value(batch.Service, NpgsqlDbType.Text), Value(batch.Release, NpgsqlDbType.Text),
            Texts(batch.Groups, group => group.Recent.Select(moment => moment.TraceId).LastOrDefault(trace => trace is not null)),
        },
    };

    private static NpgsqlBatchCommand Moments(ErrorBatch batch)
    {
        var moments = batch.Groups.SelectMany(group => group.Recent.Select(moment => (group.Fingerprint, Moment: moment))).ToList();
        return new(Remember)
        {
            Parameters =
            {
                Texts(moments, row => row.Fingerprint), Times(moments, row => row.Moment.At), Texts(moments, row => row.Moment.TraceId),
                Texts(moments, row => row.Moment.Doing), Value(batch.Release, NpgsqlDbType.Text),
            },
        };
    }

    private static NpgsqlBatchCommand Old(ErrorBatch batch) => new(Forget) { Parameters = { Texts(batch.Groups, group => group.Fingerprint) } };

    private static NpgsqlParameter Texts<T>(IReadOnlyList<T> rows, Func<T, string?> column) => Value(rows.Select(column).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

    private static NpgsqlParameter Times<T>(IReadOnlyList<T> rows, Func<T, DateTimeOffset> column) =>
        Value(rows.Select(row => column(row).UtcDateTime).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);

    private static NpgsqlParameter Value(object value, NpgsqlDbType type) => new() { Value = value, NpgsqlDbType = type };
}
