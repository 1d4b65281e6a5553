namespace Promozilla.Worker.Alerts;

/// <summary>Tells between runs what could not be told when its run closed: the tick that a closing run does not need.</summary>
public sealed partial class AlertLoop(Digests digests, ILogger<AlertLoop> logger) : ITick
{
    public TimeSpan Pause => TimeSpan.FromSeconds(20);

    public async Task TickAsync(CancellationToken cancellationToken)
    {
        if (await digests.TellDueAsync(cancellationToken) is > 0 and var mails)
        {
            Log.Told(logger, mails);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Alerts that had waited for their hour were told in {Mails} mails")]
        public static partial void Told(ILogger logger, int mails);
    }
}
