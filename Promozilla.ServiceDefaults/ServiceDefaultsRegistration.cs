using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Promozilla.ServiceDefaults.Errors;
using Promozilla.ServiceDefaults.Health;
using Promozilla.ServiceDefaults.Settings;
using Promozilla.ServiceDefaults.Telemetry;

namespace Promozilla.ServiceDefaults;

/// <summary>What every process of Promozilla has: telemetry, health, correlated logs, errors that are told, a bounded stop.</summary>
public static class ServiceDefaultsRegistration
{
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseKestrelHeaderDefaults();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddKnownSettings();
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), ["live"]);
        // Before whoever asks gives up.
        builder.Services.PostConfigure<HealthCheckServiceOptions>(health =>
        {
            foreach (var check in health.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan)) check.Timeout = TimeSpan.FromSeconds(8);
        });
        builder.Services.AddOptions<HealthOptions>().BindConfiguration(HealthOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<HealthWatch>();
        builder.Services.AddHostedService(services => services.GetRequiredService<HealthWatch>());
        // The watch says once what went and came back; the framework would at every look.
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.Logging.Configure(logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        if (!builder.Environment.IsDevelopment())
        {
            builder.Logging.AddJsonConsole(console =>
            {
                console.IncludeScopes = true;
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            });
        }

        builder.AddErrors();
        builder.AddTelemetry();
        return builder;
    }

    /// <summary>
    /// /health: ready, or which dependency is missing; /alive: the process itself, whatever else is missing; /version: what is running, since when;
    /// /metrics: Prometheus text, for machines inside: a request that came through a proxy, or from a public address, finds none.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = WriteAsync }).DisableHttpMetrics();
        app.MapHealthChecks("/alive", new HealthCheckOptions { Predicate = check => check.Tags.Contains("live") }).DisableHttpMetrics();
        app.MapGet("/version", (TimeProvider clock) => Version(clock)).DisableHttpMetrics();
        app.MapGet("/metrics", (HttpContext context, PrometheusReader reader) =>
            PrivateCaller.Is(context) ? Results.Text(reader.Read(), PrometheusReader.ContentType) : Results.NotFound()).DisableHttpMetrics();
        return app;
    }

    private static void UseKestrelHeaderDefaults(this ConfigureWebHostBuilder host) =>
        Microsoft.AspNetCore.Hosting.WebHostBuilderKestrelExtensions.ConfigureKestrel(host, kestrel => kestrel.AddServerHeader = false);

    private static object Version(TimeProvider clock)
    {
        var started = new DateTimeOffset(Process.GetCurrentProcess().StartTime);
        return new { ProgramVersion.Current.Version, ProgramVersion.Current.Commit, Started = started.ToUniversalTime(), UptimeSeconds = (long)(clock.GetUtcNow() - started).TotalSeconds };
    }

    private static Task WriteAsync(HttpContext context, HealthReport report) =>
        context.Response.WriteAsync(JsonSerializer.Serialize(
            new
            {
                status = report.Status.ToString(),
                missing = report.Entries.Where(entry => entry.Value.Status is not HealthStatus.Healthy).Select(entry => entry.Key),
                checks = report.Entries.ToDictionary(
                    entry => entry.Key,
                    entry => new { status = entry.Value.Status.ToString(), description = entry.Value.Description }),
            },
            JsonSerializerOptions.Web));
}
