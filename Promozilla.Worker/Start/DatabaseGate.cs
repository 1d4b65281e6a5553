using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Promozilla.Worker.Start;

/// <summary>Everything that touches tables waits here until they are migrated; /health says what is still missing until the Worker is ready.</summary>
public sealed class DatabaseGate : IHealthCheck
{
    private readonly TaskCompletionSource open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? missing = "migrations";

    public bool IsReady => missing is null;

    public Task OpenAsync(CancellationToken cancellationToken) => open.Task.WaitAsync(cancellationToken);

    public void Open(string? stillMissing)
    {
        missing = stillMissing;
        open.TrySetResult();
    }

    /// <param name="stillMissing">In plain words; null: ready.</param>
    public void Report(string? stillMissing) => missing = stillMissing;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(missing is { } what ? HealthCheckResult.Unhealthy(what) : HealthCheckResult.Healthy());
}
