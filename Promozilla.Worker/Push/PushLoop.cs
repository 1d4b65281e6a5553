using Microsoft.Extensions.Options;
using Promozilla.Data.Push;
using Promozilla.Worker.Start;

namespace Promozilla.Worker.Push;

/// <summary>Drains the notifications: a few senders, one message at a time each.</summary>
public sealed partial class PushLoop(
    PushOutbox outbox, PushSender sender, DatabaseGate gate, IOptions<PushOptions> options, TimeProvider clock, ILogger<PushLoop> logger) : BackgroundService
{
    private const int Senders = 4;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(2);

    /// <summary>Sends what is due.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && await outbox.TakeAsync(cancellationToken) is { } push)
        {
            using var activity = WorkerTelemetry.Activities.StartActivity("send push");
            var outcome = push.IsOver ? new PushOutcome.Over() : await sender.SendAsync(push, cancellationToken);
            await outbox.SettleAsync(push, outcome, CancellationToken.None);
            WorkerTelemetry.Pushes.Count(1, "outcome", outcome.GetType().Name.ToLowerInvariant());
            if (outcome is not PushOutcome.Taken)
            {
                Log.NotTaken(logger, push.Id, outcome);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (string.IsNullOrEmpty(options.Value.Secret))
        {
            return;
        }

        try
        {
            await gate.OpenAsync(stoppingToken);
            await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => SendAsync(stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task SendAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await DrainAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, failure);
            }

            await Task.Delay(Idle, clock, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Notification {Push} was not taken: {Outcome}")]
        public static partial void NotTaken(ILogger logger, Guid push, PushOutcome outcome);

        [LoggerMessage(Level = LogLevel.Error, Message = "A round of notifications failed; the next one tries again")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
