using System.Diagnostics;
using Npgsql;
using Promozilla.Data.Search;
using Promozilla.Worker.Advising;
using Promozilla.Worker.Alerts;
using Promozilla.Worker.Ingest;
using Promozilla.Worker.Lows;
using Promozilla.Worker.Matching;
using Promozilla.Worker.Promotions;
using Promozilla.Worker.Stores;
using Promozilla.Worker.Thumbnails;

namespace Promozilla.Worker.Runs;

/// <summary>
/// Closes a run when all its tasks are complete and its page checks answered, once, in one transaction: judges the stores, applies what was read
/// of them as far as it is believed, joins listings to products, rewrites the products' projection and tells whom it concerns.
/// </summary>
public sealed partial class RunClosing(
    NpgsqlDataSource database, Digests digests, SickStores sick, RunSignal signal, ThumbnailRequests thumbnails, PageNews pages, TimeProvider clock,
    ILogger<RunClosing> logger)
{
    private const string Lock = """
        SELECT run.origin, run.observed_at, NOT EXISTS (SELECT FROM scrape_tasks task WHERE task.run_id = run.id AND task.completed_at IS NULL)
            AND NOT EXISTS (SELECT FROM page_checks page WHERE page.run_id = run.id AND page.answered_at IS NULL), run.market
        FROM scrape_runs run WHERE run.id = $1 AND run.status = 'running' FOR UPDATE
        """;

    // Two runs that close at once would make the same products.
    internal const string OneAtATime = "SELECT pg_advisory_xact_lock(hashtext('close run'))";

    // By then the broker has delivered whatever it ever will.
    private const string Forget = "DELETE FROM inbox_messages WHERE recorded_at < $1";
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    private const string Close = "UPDATE scrape_runs SET status = 'closed', closed_at = $2 WHERE id = $1";

    public async Task TryCloseAsync(Guid id, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        using var activity = WorkerTelemetry.Activities.StartActivity("close run");
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await LockAsync(connection, id, cancellationToken) is not { } run)
        {
            return;
        }

        await run.ExecuteAsync(OneAtATime, cancellationToken);
        foreach (var (store, belief) in await StoreHealth.JudgeAsync(run, cancellationToken))
        {
            await PendingReadings.ApplyAsync(connection, id, store, belief, cancellationToken);
        }

        await StoreHealth.MarkMissingAsync(run, cancellationToken);
        await PromotionExpiry.EndAsync(run, cancellationToken);
        await ProductMatching.MatchAsync(run, cancellationToken);
        await ProductProjection.RewriteAsync(run, cancellationToken);
        await HistoryProjection.UpdateAsync(run, cancellationToken);
        await AdviceProjection.UpdateAsync(run, cancellationToken);
        await ClaimFairness.RewriteAsync(run, cancellationToken);
        await ProductNewsProjection.RewriteAsync(run, cancellationToken);
        if (!run.IsHistory)
        {
            await SearchDocuments.RefreshAsync(connection, cancellationToken);
            await MatchQueue.CompareAsync(run, cancellationToken);
        }

        var told = await digests.WriteAsync(run, cancellationToken);
        var begun = run.IsHistory ? [] : await sick.RecordAsync(connection, run.Now, cancellationToken);
        await run.ExecuteAsync(Forget, cancellationToken, Sql.Value(run.Now - Remembered));
        await run.ExecuteAsync(Close, cancellationToken, Sql.Value(id), Sql.Value(run.Now));
        await transaction.CommitAsync(cancellationToken);

        var took = Stopwatch.GetElapsedTime(started);
        WorkerTelemetry.RunClosing.Record(took.TotalSeconds);
        WorkerTelemetry.RunsClosed.Count(1, "origin", run.Origin);
        WorkerTelemetry.Alerts.Count(told.Alerts, "outcome", "planned");
        sick.Announce(begun);
        if (!run.IsHistory)
        {
            Log.Closed(logger, id, run.Origin, told.Alerts, told.Mails, took.TotalMilliseconds);
        }

        signal.Close(id);
        await AnnounceAsync(run, cancellationToken);
    }

    private async Task<ClosingRun?> LockAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Lock, connection).With(Sql.Value(id));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && reader.GetBoolean(2)
            ? new ClosingRun(connection, id, reader.GetString(0), reader.Get<string>(3), reader.GetFieldValue<DateTimeOffset>(1), clock.GetUtcNow())
            : null;
    }

    // What comes after the commit may be lost: caches expire by themselves, and the tick asks for thumbnails again.
    private async Task AnnounceAsync(ClosingRun run, CancellationToken cancellationToken)
    {
        await pages.TellAsync($"run {run.Id} closed", run.Market);
        if (!run.IsHistory)
        {
            await thumbnails.PublishAsync(cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} ({Origin}) closed in {Milliseconds:F0} ms: {Alerts} alerts in {Mails} mails")]
        public static partial void Closed(ILogger logger, Guid run, string origin, int alerts, int mails, double milliseconds);
    }
}
