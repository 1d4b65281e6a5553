using Npgsql;
using Promozilla.Data.Search;
using Promozilla.Worker.Backups;
using Promozilla.Worker.Ingest;
using Promozilla.Worker.Retention;
using Promozilla.Worker.SampleHistory;
using Promozilla.Worker.Schedule;
using Promozilla.Worker.Stores;
using Promozilla.Worker.Visits;

namespace Promozilla.Worker.Start;

/// <summary>The order of a start: schema, stores, the gate opens, the schedule; in sample mode the past nights before the Worker is ready.</summary>
public sealed partial class WorkerStart(
    SchemaMigration migration, StoreLoader stores, ShownProducts shown, Partitions partitions, DatabaseGate gate, NightlySchedule schedule, RetentionSchedule retention, VisitSchedule visits,
    BackupSchedule backups, SampleNights nights, NpgsqlDataSource database, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<WorkerStart> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await migration.ApplyAsync(stoppingToken);
            await partitions.EnsureAsync(clock.GetUtcNow(), stoppingToken);
            await partitions.EnsureAsync(clock.GetUtcNow().AddMonths(1), stoppingToken);
            if (await stores.LoadAsync(stoppingToken))
            {
                await shown.RefreshAsync(stoppingToken);
            }

            var pending = await nights.PendingAsync(stoppingToken);
            gate.Open(pending > 0 ? $"sample history: {pending} nights to play in" : null);
            await nights.PlayAsync(stoppingToken);
            await RefreshSearchAsync(stoppingToken);
            await schedule.StartAsync(stoppingToken);
            await retention.StartAsync(stoppingToken);
            await visits.StartAsync(stoppingToken);
            await backups.StartAsync(stoppingToken);
            gate.Report(null);
            Log.Ready(logger);
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

        [LoggerMessage(Level = LogLevel.Critical, Message = "The start failed")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
