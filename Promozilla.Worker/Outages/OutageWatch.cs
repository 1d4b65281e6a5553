using Microsoft.Extensions.Options;
using Promozilla.Data;
using Promozilla.Data.Mail.Outages;
using Promozilla.ServiceDefaults.Health;
using Promozilla.Worker.Mails;

namespace Promozilla.Worker.Outages;

/// <summary>Sees to it that the operator is mailed of what the Worker misses for longer than a restart takes: at once, and of the mail server itself when it is back.</summary>
public sealed partial class OutageWatch(HealthWatch health, OutageLetters letters, IOptions<HealthOptions> options, TimeProvider clock, ILogger<OutageWatch> logger) : BackgroundService
{
    private static readonly Dictionary<string, string> Known = new()
    {
        [nameof(PromozillaDbContext)] = OutageLetters.Database,
        ["RabbitMQ.Client"] = "broker",
        ["StackExchange.Redis"] = "cache",
        [MailServerHealth.CheckName] = "mail",
    };

    private readonly Dictionary<string, Followed> followed = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.PeriodSeconds), clock);
            while (await timer.WaitForNextTickAsync(stoppingToken)) await LookAsync(health.Missing, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    internal async Task LookAsync(IReadOnlyList<Missing> missing, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var one in missing.Where(one => Known.ContainsKey(one.Dependency))) followed.TryAdd(one.Dependency, new Followed(one));
        foreach (var (dependency, one) in followed.ToList())
        {
            var isBack = missing.All(still => still.Dependency != dependency);
            one.Until ??= isBack ? now : null;
            var isOutage = (one.Until ?? now) - one.Was.Since >= options.Value.Outage;
            var isDue = isOutage && !one.IsTold && (one.Until is not null) == (dependency == MailServerHealth.CheckName);
            if (isDue) one.IsTold = await TryTellAsync(new Outage(Known[dependency], one.Was.Since, one.Was.Why, one.Until), cancellationToken);
            if (one.Until is not null && (one.IsTold || !isDue)) followed.Remove(dependency);
        }
    }

    private async Task<bool> TryTellAsync(Outage outage, CancellationToken cancellationToken)
    {
        try
        {
            return await letters.TellAsync(outage, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, failure, outage.What);
            return false;
        }
    }

    private sealed class Followed(Missing was)
    {
        public Missing Was => was;

        public DateTimeOffset? Until { get; set; }

        public bool IsTold { get; set; }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The operator could not be told of an outage ({What}); the next look tries again")]
        public static partial void Failed(ILogger logger, Exception failure, string what);
    }
}

public static class OutageRegistration
{
    public static IServiceCollection AddOutages(this IServiceCollection services)
    {
        services.AddSingleton<OutageLetters>();
        services.AddSingleton<OutageWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<OutageWatch>());
        return services;
    }
}
