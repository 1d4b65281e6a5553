using Npgsql;
using Promozilla.Messaging;
using Promozilla.Worker.Start;

namespace Promozilla.Worker.DeadLetters;

/// <summary>Brings dead letters from the broker to the database, and says how full the queues are, for the site.</summary>
public sealed partial class DeadLetterLoop(
    DeadMessages messages, QueueFigures figures, DeadLetterShelf shelf, NpgsqlDataSource database, DatabaseGate gate, TimeProvider clock, ILogger<DeadLetterLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await gate.OpenAsync(stoppingToken);
            using var timer = new PeriodicTimer(Pause, clock);
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
        // Nothing is taken from the broker while there is nowhere to put it.
        await using (var asked = database.CreateCommand("SELECT 1")) await asked.ExecuteScalarAsync(cancellationToken);
        if (await messages.CollectAsync(shelf.KeepAsync, cancellationToken) is var count and > 0) Log.Collected(logger, count);
        await shelf.NoteDepthsAsync(await figures.ReadAsync(cancellationToken), cancellationToken);
    }

    private async Task TryTickAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TickAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, failure.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} dead letters wait for an operator")]
        public static partial void Collected(ILogger logger, int count);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Dead letters were not collected; they stay in the broker: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
