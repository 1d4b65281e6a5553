using Microsoft.Extensions.Options;
using Promozilla.Data.Mail;
using Promozilla.Worker.Start;

namespace Promozilla.Worker.Mails;

/// <summary>Drains the outbox: several senders, each with its own connection, one mail at a time.</summary>
public sealed partial class MailLoop(
    Outbox outbox, Func<IMailTransport> transports, MailServerHealth health, DatabaseGate gate, IOptions<SmtpOptions> options, TimeProvider clock, ILogger<MailLoop> logger)
    : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await gate.OpenAsync(stoppingToken);
            await Task.WhenAll(Enumerable.Range(0, options.Value.Concurrency).Select(_ => SendAsync(stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task SendAsync(CancellationToken stoppingToken)
    {
        using var transport = transports();
        var pause = Idle;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var lost = await outbox.GiveUpLostAsync(stoppingToken);
                WorkerTelemetry.Mails.Count(lost, "status", MailStatus.Unknown);
                var isReached = await DrainAsync(transport, stoppingToken);
                pause = isReached ? Idle : TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, failure);
            }

            // An idle connection is the server's to keep, not ours.
            transport.Dispose();
            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    /// <returns>False: the server takes no mail at the moment.</returns>
    private async Task<bool> DrainAsync(IMailTransport transport, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested && await outbox.TakeAsync(stoppingToken) is { } mail)
        {
            if (mail.Status is MailStatus.Suppressed)
            {
                WorkerTelemetry.Mails.Count(1, "status", mail.Status);
                continue;
            }

            // Once begun, it is finished and noted: stopping waits for the mail that is on its way.
            using var activity = WorkerTelemetry.Activities.StartActivity("send mail");
            var delivery = await transport.SendAsync(mail, CancellationToken.None);
            health.Note(delivery);
            var status = await outbox.SettleAsync(mail, delivery, CancellationToken.None);
            WorkerTelemetry.Mails.Count(1, "status", status);
            if (delivery is not Delivery.Sent)
            {
                Log.NotSent(logger, mail.Id, mail.Kind, status, delivery);
            }

            if (delivery is Delivery.Unreachable)
            {
                return false;
            }
        }

        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} ({Kind}) is {Status}: {Delivery}")]
        public static partial void NotSent(ILogger logger, Guid mail, string kind, string status, Delivery delivery);

        [LoggerMessage(Level = LogLevel.Error, Message = "A round of the mail loop failed; the next one tries again")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
