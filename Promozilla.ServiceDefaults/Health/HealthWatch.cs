using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Promozilla.ServiceDefaults.Health;

/// <summary>What a process misses.</summary>
/// <param name="Dependency">As /health names it.</param>
/// <param name="Since">When this process first saw that it was missing.</param>
public sealed record Missing(string Dependency, DateTimeOffset Since, string? Why);

/// <summary>
/// Looks again and again whether what /health looks at is there. What is missing is a metric, a line of the log when it goes and when it comes back, and, over the cache, known to the site:
/// one look for all that tell.
/// </summary>
public sealed partial class HealthWatch : BackgroundService
{
    private readonly HealthCheckService health;
    private readonly IServiceProvider services;
    private readonly HealthOptions options;
    private readonly TimeProvider clock;
    private readonly ILogger<HealthWatch> logger;
    private readonly Meter meter = new("Promozilla.Health");
    private volatile Dictionary<string, Missing?> seen = [];

    public HealthWatch(HealthCheckService health, IServiceProvider services, IOptions<HealthOptions> options, TimeProvider clock, ILogger<HealthWatch> logger)
    {
        (this.health, this.services, this.options, this.clock, this.logger) = (health, services, options.Value, clock, logger);
        meter.CreateObservableGauge("promozilla.dependency.missing", Measure, "{dependency}", "1 while /health names it as missing");
    }

    /// <summary>At the last look.</summary>
    public IReadOnlyList<Missing> Missing => [.. seen.Values.OfType<Missing>()];

    public override void Dispose()
    {
        meter.Dispose();
        base.Dispose();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (services.GetService<SharedHealth>() is { } shared) await shared.LeaveAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.PeriodSeconds), clock);
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        // The process itself is what looks.
        var report = await health.CheckHealthAsync(check => !check.Tags.Contains("live"), cancellationToken);
        var (before, now) = (seen, clock.GetUtcNow());
        seen = report.Entries.ToDictionary(
            entry => entry.Key,
            entry => entry.Value.Status is HealthStatus.Healthy ? null : new Missing(entry.Key, before.GetValueOrDefault(entry.Key)?.Since ?? now, entry.Value.Exception?.Message ?? entry.Value.Description));
        foreach (var gone in Missing.Where(one => before.GetValueOrDefault(one.Dependency) is null)) Log.Gone(logger, gone.Dependency, gone.Why);
        var back = before.Values.OfType<Missing>().Where(was => seen.GetValueOrDefault(was.Dependency) is null).Select(was => new PastOutage(was, now)).ToList();
        foreach (var one in back) Log.Back(logger, one.Was.Dependency, one.Until - one.Was.Since);
        if (services.GetService<SharedHealth>() is { } shared) await shared.TellAsync(Missing, back.FindAll(one => one.Until - one.Was.Since >= options.Outage));
    }

    private IEnumerable<Measurement<int>> Measure() => seen.Select(pair => new Measurement<int>(pair.Value is null ? 0 : 1, KeyValuePair.Create<string, object?>("dependency", pair.Key)));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Dependency} is missing: {Why}")]
        public static partial void Gone(ILogger logger, string dependency, string? why);

        [LoggerMessage(Level = LogLevel.Information, Message = "{Dependency} is there again after {Time}")]
        public static partial void Back(ILogger logger, string dependency, TimeSpan time);
    }
}
