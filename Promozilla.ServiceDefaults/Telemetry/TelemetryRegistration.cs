using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Promozilla.ServiceDefaults.Errors;

namespace Promozilla.ServiceDefaults.Telemetry;

/// <summary>
/// OpenTelemetry on the SDK itself: .NET's own meters and activity sources need no instrumentation package, and the hosting package
/// only starts and stops the providers, which <see cref="Providers"/> does here. OTLP goes out when OTEL_EXPORTER_OTLP_ENDPOINT is set.
/// </summary>
internal static class TelemetryRegistration
{
    private static readonly string[] Sources = ["Promozilla.*", "Npgsql", "Microsoft.AspNetCore", "System.Net.Http"];

    private static readonly string[] Meters =
    [
        "Promozilla.*", "Npgsql", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Diagnostics", "Microsoft.AspNetCore.Components*", "System.Net.Http", "System.Runtime",
    ];

    /// <summary>Gauges whose names end as a histogram's count does, which promtool takes for a mistake. Nobody asks for these; Npgsql's gets another name.</summary>
    private static readonly string[] Unasked = ["dotnet.assembly.count", "dotnet.timer.count", "dotnet.process.cpu.count"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var otlp = !string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
        var name = builder.Configuration["OTEL_SERVICE_NAME"] ?? builder.Environment.ApplicationName;
        var resource = ResourceBuilder.CreateDefault().AddService(name, serviceVersion: ProgramVersion.Current.ToString());

        ProcessFigures.Register();
        builder.Services.AddSingleton<PrometheusReader>();
        builder.Services.AddSingleton(services => new Providers(
            Tracing(resource, otlp),
            Metrics(resource, otlp, services.GetRequiredService<PrometheusReader>())));
        builder.Services.AddHostedService(services => services.GetRequiredService<Providers>());
        if (otlp)
        {
            builder.Logging.AddOpenTelemetry(logging =>
            {
                logging.IncludeScopes = true;
                logging.IncludeFormattedMessage = true;
                logging.SetResourceBuilder(resource);
                logging.AddProcessor(new ScrubbedExceptions(ErrorsRegistration.ServiceName(builder)));
                logging.AddOtlpExporter();
            });
        }
    }

    private static TracerProvider Tracing(ResourceBuilder resource, bool otlp)
    {
        var tracing = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddProcessor(new WithoutProbes());
        return (otlp ? tracing.AddOtlpExporter() : tracing).Build();
    }

    private static MeterProvider Metrics(ResourceBuilder resource, bool otlp, PrometheusReader prometheus)
    {
        var metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddReader(prometheus.Reader);
        foreach (var name in Unasked) metrics.AddView(name, MetricStreamConfiguration.Drop);
        metrics.AddView("db.client.connection.count", "db.client.connections");
        return (otlp ? metrics.AddOtlpExporter() : metrics).Build();
    }

    private sealed class Providers(TracerProvider tracing, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            tracing.Dispose();
            metrics.Dispose();
            return Task.CompletedTask;
        }
    }

    /// <summary>Health probes and metric reads come every few seconds: no trace of them.</summary>
    private sealed class WithoutProbes : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity activity)
        {
            if (activity.GetTagItem("url.path") is "/health" or "/alive" or "/version" or "/metrics")
            {
                activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
            }
        }
    }
}
