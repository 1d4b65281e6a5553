using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Worker.Doubt;
using Promozilla.Worker.Start;
using Promozilla.Worker.Thumbnails;

namespace Promozilla.Worker.Runs;

/// <summary>
/// The tick: starts runs that were asked for, publishes what is due, gives up what takes too long, closes what is complete. Everything a crash
/// left half done is found here again.
/// </summary>
public sealed partial class RunPoll(
    NpgsqlDataSource database, DatabaseGate gate, RunOpening opening, RunPublishing publishing, RunCancelling cancelling, RunClosing closing,
    Rechecks rechecks, PageChecks checks, ThumbnailRequests thumbnails, IOptions<RunOptions> options, TimeProvider clock, ILogger<RunPoll> logger) : ITick
{
    private const string Abandon = """
        UPDATE scrape_tasks task SET outcome = 'failed', reason = 'abandoned: not complete in time', completed_at = $2
        FROM scrape_runs run
        WHERE run.id = task.run_id AND run.status = 'running' AND coalesce(task.published_at, run.requested_at) < $1
            AND task.completed_at IS NULL
        RETURNING run.id
        """;

    private const string Complete = """
        SELECT run.id FROM scrape_runs run
        WHERE run.status = 'running' AND NOT EXISTS (SELECT FROM scrape_tasks task WHERE task.run_id = run.id AND task.completed_at IS NULL)
            AND NOT EXISTS (SELECT FROM page_checks page WHERE page.run_id = run.id AND page.answered_at IS NULL)
            AND (run.requested_at < $1 OR run.origin = 'operator' OR EXISTS (SELECT FROM scrape_tasks task WHERE task.run_id = run.id))
        ORDER BY run.observed_at
        """;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private readonly Dictionary<Guid, (int Times, DateTimeOffset Again)> failing = [];

    public TimeSpan Pause => TimeSpan.FromSeconds(options.Value.PollSeconds);

    public async Task TickAsync(CancellationToken cancellationToken)
    {
        await cancelling.CancelAskedAsync(cancellationToken);
        while (await opening.OpenNextAsync(cancellationToken) is { } run)
        {
            Log.Opened(logger, run);
        }

        await publishing.PublishDueAsync(cancellationToken);
        // A recheck is of today: one that closes while past nights are played in finds that nobody has seen anything for months.
        if (gate.IsReady)
        {
            await rechecks.PlanAsync(cancellationToken);
        }

        await checks.PublishDueAsync(cancellationToken);
        await thumbnails.TickAsync(cancellationToken);
        var abandoned = await AbandonAsync(cancellationToken);
        var complete = await CompleteAsync(cancellationToken);
        foreach (var run in complete)
        {
            if (abandoned.Contains(run))
            {
                await cancelling.TellAsync(run);
            }

            await CloseAsync(run, cancellationToken);
        }

        foreach (var closed in failing.Keys.Except(complete).ToList()) failing.Remove(closed);
    }

    /// <summary>A run that can't be closed waits longer each time, and no other run with it.</summary>
    private async Task CloseAsync(Guid run, CancellationToken cancellationToken)
    {
        var before = failing.GetValueOrDefault(run);
        if (clock.GetUtcNow() < before.Again) return;
        try
        {
            await closing.TryCloseAsync(run, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var wait = TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, 10 * Math.Pow(2, before.Times)));
            failing[run] = (before.Times + 1, clock.GetUtcNow() + wait);
            WorkerTelemetry.RunsNotClosed.Add(1);
            Log.NotClosed(logger, failure, run, wait);
        }
    }

    /// <returns>The run of each category that is given up.</returns>
    private async Task<List<Guid>> AbandonAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Abandon).With(
            Sql.Value(clock.GetUtcNow().AddMinutes(-options.Value.AbandonMinutes)), Sql.Value(clock.GetUtcNow()));
        var runs = await command.ReadUuidsAsync(cancellationToken);
        if (runs.Count > 0)
        {
            Log.Abandoned(logger, runs.Count);
        }

        return runs;
    }

    private async Task<List<Guid>> CompleteAsync(CancellationToken cancellationToken)
    {
        // A run without tasks (no store is enabled) closes too, but not while somebody may still be writing them.
        await using var command = database.CreateCommand(Complete).With(Sql.Value(clock.GetUtcNow().AddSeconds(-20)));
        return await command.ReadUuidsAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} opened")]
        public static partial void Opened(ILogger logger, Guid run);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} categories given up: not complete in time")]
        public static partial void Abandoned(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Error, Message = "Run {Run} could not be closed; tried again in {Wait}")]
        public static partial void NotClosed(ILogger logger, Exception failure, Guid run, TimeSpan wait);
    }
}
