using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Promozilla.ServiceDefaults.Health;
using StackExchange.Redis;

namespace Promozilla.ServiceDefaults;

public static class CacheRegistration
{
    /// <summary>Registers the connection to Redis, opened on first use, and its health check.</summary>
    /// <param name="missing">What a process is without its cache: not ready, or, where it can do its work, degraded.</param>
    public static TBuilder AddCache<TBuilder>(this TBuilder builder, HealthStatus missing = HealthStatus.Unhealthy)
        where TBuilder : IHostApplicationBuilder
    {
        builder.Services.AddOptions<CacheOptions>()
            .BindConfiguration(CacheOptions.Section)
            .Configure<IConfiguration>((options, configuration) =>
                options.ConnectionString = configuration.GetConnectionString(ResourceNames.Cache) ?? options.ConnectionString)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.AddRedisClient(
            ResourceNames.Cache,
            settings =>
            {
                // A span for each page that is fetched costs more than the fetch.
                settings.DisableTracing = true;
                settings.DisableAutoActivation = true;
            },
            // Without its server a page is made anew at once: nobody waits for a connection that may come.
            options => options.BacklogPolicy = BacklogPolicy.FailFast);
        builder.Services.AddSingleton<SharedHealth>();
        builder.Services.PostConfigure<HealthCheckServiceOptions>(health =>
        {
            foreach (var check in health.Registrations.Where(check => check.Name == "StackExchange.Redis")) check.FailureStatus = missing;
        });
        return builder;
    }
}
