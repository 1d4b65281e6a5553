using Npgsql;
using Promozilla.Data.Search;
using Promozilla.ServiceDefaults.Errors;
using Promozilla.Worker.Backups;
using Promozilla.Worker.Ingest;
using Promozilla.Worker.Retention;
using Promozilla.Worker.SampleHistory;
using Promozilla.Worker.Schedule;
using Promozilla.Worker.Stores;
using Promozilla.Worker.Visits;

namespace Promozilla.Worker.Start;

/// <summary>
/// The order of a start: schema, stores, the gate opens, the schedule; in sample mode the past nights before the Worker is ready. A server that goes away meanwhile is waited for, and the start is
/// made again: every step bears it.
/// </summary>
public sealed partial class WorkerStart(
    SchemaMigration migration, StoreLoader stores, ShownProducts shown, Partitions partitions, DatabaseGate gate, NightlySchedule schedule, RetentionSchedule retention, VisitSchedule visits,
    BackupSchedule backups, SampleNights nights, NpgsqlDataSource database, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<WorkerStart> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!await TryStartAsync(stoppingToken)) await Task.Delay(Pause, clock, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            // Nothing works without these steps: whoever runs the process starts it again.
            Log.Failed(logger, failure);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }

    /// <returns>False: a server is away.</returns>
    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await StartOnceAsync(cancellationToken);
            gate.Report(null);
            Log.Ready(logger);
            return true;
        }
        catch (Exception away) when (ExpectedErrors.IsOutage(away))
        {
            Log.Waiting(logger, away.Message);
            return false;
        }
    }

    private async Task StartOnceAsync(CancellationToken cancellationToken)
    {
        await migration.ApplyAsync(cancellationToken);
        await partitions.EnsureAsync(clock.GetUtcNow(), cancellationToken);
        await partitions.EnsureAsync(clock.GetUtcNow().AddMonths(1), cancellationToken);
        if (await stores.LoadAsync(cancellationToken)) await shown.RefreshAsync(cancellationToken);
        gate.Open(await nights.PendingAsync(cancellationToken) is var pending and > 0 ? $"sample history: {pending} nights to play in" : "the schedule");
        await nights.PlayAsync(cancellationToken);
        await RefreshSearchAsync(cancellationToken);
        await schedule.StartAsync(cancellationToken);
        await retention.StartAsync(cancellationToken);
        await visits.StartAsync(cancellationToken);
        await backups.StartAsync(cancellationToken);
    }

    /// <summary>Past nights don't, and a version that makes search's words differently finds the old ones.</summary>
    private async Task RefreshSearchAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await SearchDocuments.RefreshAsync(connection, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Ready")]
        public static partial void Ready(ILogger logger);

        [LoggerMessage(Level = LogLevel.Warning, Message = "The start waits for a server: {Reason}")]
        public static partial void Waiting(ILogger logger, string reason);

        [LoggerMessage(Level = LogLevel.Critical, Message = "The start failed")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
