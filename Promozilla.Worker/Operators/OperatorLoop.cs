using Microsoft.Extensions.Options;
using Npgsql;

namespace Promozilla.Worker.Operators;

/// <summary>Carries out what operators asked for on the site, oldest first, each in a transaction of its own that also writes the answer.</summary>
public sealed partial class OperatorLoop(
    NpgsqlDataSource database, IEnumerable<IOperatorAct> acts, FirstAdministrator first, IOptions<OperatorOptions> options, TimeProvider clock,
    ILogger<OperatorLoop> logger) : ITick
{
    // Over three minutes: a broker or a lab that starts again is back within them.
    private static readonly TimeSpan[] Waits = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(45), TimeSpan.FromMinutes(2)];

    private const string Next = """
        SELECT id, action, subject, details::text, operator FROM operator_requests
        WHERE status = 'asked' AND (attempts = 0 OR asked_at + ($2::interval[])[attempts] <= $1)
        ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED
        """;

    private const string Answer = "UPDATE operator_requests SET status = $2, answer = $3, done_at = $4 WHERE id = $1";

    /// <summary>Counted outside the transaction that failed; asked anew, later each time, so that one that fails holds up no other.</summary>
    private const string CountTry = """
        UPDATE operator_requests SET attempts = attempts + 1, asked_at = $2,
            status = CASE WHEN attempts >= $3 THEN 'refused' ELSE status END, answer = $4, done_at = CASE WHEN attempts >= $3 THEN $2 END
        WHERE id = $1 AND status = 'asked'
        """;

    private readonly Dictionary<string, IOperatorAct> known = acts.ToDictionary(act => act.Action, StringComparer.Ordinal);

    public TimeSpan Pause => TimeSpan.FromSeconds(options.Value.PollSeconds);

    /// <summary>All that is asked for now.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        await first.AppointAsync(cancellationToken);
        while (await DoNextAsync(cancellationToken))
        {
        }
    }

    private async Task<bool> DoNextAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await TakeAsync(connection, transaction, cancellationToken) is not { } taken) return false;
        var (action, order) = taken;
        try
        {
            var (status, answer) = await DoAsync(action, order, connection, transaction, cancellationToken);
            await using var command = new NpgsqlCommand(Answer, connection, transaction)
                .With(Sql.Value(order.Id), Sql.Value(status), Sql.Value(answer), Sql.Value(clock.GetUtcNow()));
            await command.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            Log.Answered(logger, action, order.Subject, status, answer);
            return true;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            await transaction.DisposeAsync();
            Log.Failed(logger, failure, action, order.Subject);
            await using var count = database.CreateCommand(CountTry)
                .With(Sql.Value(order.Id), Sql.Value(clock.GetUtcNow()), Sql.Value(Waits.Length), Sql.Value(failure.Message));
            await count.ExecuteNonQueryAsync(cancellationToken);

            // The rest waits for the next tick: whatever failed here may fail for all.
            return false;
        }
    }

    private async Task<(string Status, string Answer)> DoAsync(
        string action, OperatorOrder order, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        if (!known.TryGetValue(action, out var act)) return (Data.Operators.OperatorRequestStatus.Refused, $"This version knows no '{action}'.");
        await transaction.SaveAsync("before", cancellationToken);
        try
        {
            return (Data.Operators.OperatorRequestStatus.Done, await act.DoAsync(order, connection, transaction, cancellationToken));
        }
        catch (OperatorActException cannot)
        {
            await transaction.RollbackAsync("before", cancellationToken);
            return (Data.Operators.OperatorRequestStatus.Refused, cannot.Message);
        }
    }

    private async Task<(string Action, OperatorOrder Order)?> TakeAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Next, connection, transaction)
            .With(Sql.Value(clock.GetUtcNow()), Sql.Array(Waits, wait => wait, NpgsqlTypes.NpgsqlDbType.Interval));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (reader.GetString(1), new OperatorOrder(reader.GetGuid(0), reader.GetString(2), reader.Get<string>(3) ?? "{}", reader.IsDBNull(4) ? null : reader.GetGuid(4)))
            : null;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "An operator's {Action} of {Subject} is {Status}: {Answer}")]
        public static partial void Answered(ILogger logger, string action, string subject, string status, string answer);

        [LoggerMessage(Level = LogLevel.Error, Message = "An operator's {Action} of {Subject} failed; it is tried again")]
        public static partial void Failed(ILogger logger, Exception failure, string action, string subject);
    }
}
