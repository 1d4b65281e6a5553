using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Promozilla.Worker.Mails;

/// <summary>Whether the mail server takes mail, by what became of the last one: it is asked nothing only to know.</summary>
public sealed class MailServerHealth : IHealthCheck
{
    public const string CheckName = "smtp";
    private volatile string? lost;

    public void Note(Delivery delivery) => lost = delivery switch
    {
        Delivery.Unreachable unreachable => unreachable.Reason,
        // Of an address that is none, say: the server was not asked.
        Delivery.Refused => lost,
        _ => null,
    };

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        // /health is anybody's to read: why is in the log.
        lost is { } why ? new HealthCheckResult(context.Registration.FailureStatus, "The mail server takes no mail.", new IOException(why)) : HealthCheckResult.Healthy());
}
