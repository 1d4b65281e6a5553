using Npgsql;
using Promozilla.ServiceDefaults;
using StackExchange.Redis;

namespace Promozilla.Worker.Runs;

/// <summary>
/// Ends runs that somebody wants cancelled (a row with status cancelling): what is not complete ends as cancelled, and the run closes with what it
/// has. The scrapers are told first: a crash in between leaves a run that the next tick ends.
/// </summary>
public sealed partial class RunCancelling(NpgsqlDataSource database, IConnectionMultiplexer redis, TimeProvider clock, ILogger<RunCancelling> logger)
{
    private static readonly TimeSpan Told = TimeSpan.FromDays(1);

    private const string Asked = "SELECT id FROM scrape_runs WHERE status = 'cancelling'";

    // A run that never began has nothing to close with: it began now.
    private const string Cancel = """
        WITH run AS (
            UPDATE scrape_runs SET status = 'running', started_at = coalesce(started_at, $2), observed_at = coalesce(observed_at, $2)
            WHERE id = $1 AND status = 'cancelling' RETURNING id
        )
        UPDATE scrape_tasks task SET outcome = 'cancelled', reason = 'the run was cancelled', completed_at = $2
        FROM run WHERE task.run_id = run.id AND task.completed_at IS NULL
        """;

    public async Task CancelAskedAsync(CancellationToken cancellationToken)
    {
        foreach (var run in await AskedAsync(cancellationToken))
        {
            await TellAsync(run);
            await using var command = database.CreateCommand(Cancel).With(Sql.Value(run), Sql.Value(clock.GetUtcNow()));
            Log.Cancelled(logger, run, await command.ExecuteNonQueryAsync(cancellationToken));
        }
    }

    /// <summary>Nobody waits for this run any more: whatever scraper still reads for it stops.</summary>
    public async Task TellAsync(Guid run)
    {
        try
        {
            await redis.GetDatabase().StringSetAsync(ResourceNames.RunCancelled(run), "1", Told);
        }
        catch (Exception unreachable) when (unreachable is RedisException or TimeoutException)
        {
            // It then reads to its end for nothing.
            Log.NotTold(logger, run, unreachable.Message);
        }
    }

    private async Task<List<Guid>> AskedAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Asked);
        return await command.ReadUuidsAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Run {Run} is cancelled: {Count} categories end without being read")]
        public static partial void Cancelled(ILogger logger, Guid run, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The scrapers were not told that nobody waits for run {Run}: {Reason}")]
        public static partial void NotTold(ILogger logger, Guid run, string reason);
    }
}
