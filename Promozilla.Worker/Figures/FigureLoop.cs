using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Worker.Start;

namespace Promozilla.Worker.Figures;

/// <summary>Reads the figures again and again, in one of all workers: the one that holds a lock for as long as its connection lives.</summary>
internal sealed partial class FigureLoop(
    FigureBoard board, NpgsqlDataSource database, DatabaseGate gate, IOptions<FigureOptions> options, TimeProvider clock, ILogger<FigureLoop> logger) : BackgroundService
{
    private const long LockKey = 0x464947555245; // "FIGURE"

    private TimeSpan Pause => TimeSpan.FromSeconds(options.Value.PollSeconds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        WorkerTelemetry.ShowRareOutcomes();
        try
        {
            await gate.OpenAsync(stoppingToken);
            while (true)
            {
                await TryTellAsync(stoppingToken);
                board.Clear();
                await Task.Delay(Pause, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryTellAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var take = new NpgsqlCommand($"SELECT pg_try_advisory_lock({LockKey})", connection);
            if (await take.ExecuteScalarAsync(cancellationToken) is not true) return;
            while (true)
            {
                await board.ReadAsync(connection, cancellationToken);
                await TryAsync("promozilla.queue.", () => board.ReadQueuesAsync(cancellationToken), cancellationToken);
                await TryAsync("promozilla.cache.", board.ReadCacheAsync, cancellationToken);
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, "the database", failure.Message);
        }
    }

    /// <summary>A broker or cache that is lost takes its own figures away, not the others'.</summary>
    private async Task TryAsync(string prefix, Func<Task> read, CancellationToken cancellationToken)
    {
        try
        {
            await read();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            board.Clear(prefix);
            Log.Failed(logger, prefix, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "No figures of {What}: {Reason}")]
        public static partial void Failed(ILogger logger, string what, string reason);
    }
}

public static class FigureRegistration
{
    public static IServiceCollection AddFigures(this IServiceCollection services)
    {
        services.AddOptions<FigureOptions>().BindConfiguration(FigureOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<FigureBoard>();
        services.AddHostedService<FigureLoop>();
        return services;
    }
}
