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
    Rechecks rechecks, PageChecks checks, ThumbnailRequests thumbnails, IOptions<RunOptions> options, TimeProvider clock, ILogger<RunPoll> logger) : BackgroundService
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
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await gate.OpenAsync(stoppingToken);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.PollSeconds), clock);
            do
            {
                await TryTickAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

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
        foreach (var run in await CompleteAsync(cancellationToken))
        {
            if (abandoned.Contains(run))
            {
                await cancelling.TellAsync(run);
            }

            await closing.TryCloseAsync(run, cancellationToken);
        }
    }

    private async Task TryTickAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TickAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, failure);
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

        [LoggerMessage(Level = LogLevel.Error, Message = "A tick of the runs failed; the next one tries again")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
