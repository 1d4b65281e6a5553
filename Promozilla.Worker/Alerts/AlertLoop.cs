using Promozilla.Worker.Start;

namespace Promozilla.Worker.Alerts;

/// <summary>Tells between runs what could not be told when its run closed: the tick that a closing run does not need.</summary>
public sealed partial class AlertLoop(Digests digests, DatabaseGate gate, TimeProvider clock, ILogger<AlertLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await gate.OpenAsync(stoppingToken);
            using var timer = new PeriodicTimer(Every, clock);
            do
            {
                await TryTellAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task TryTellAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (await digests.TellDueAsync(stoppingToken) is > 0 and var mails)
            {
                Log.Told(logger, mails);
            }
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            Log.Failed(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Alerts that had waited for their hour were told in {Mails} mails")]
        public static partial void Told(ILogger logger, int mails);

        [LoggerMessage(Level = LogLevel.Error, Message = "A round of telling alerts failed; the next one tries again")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
