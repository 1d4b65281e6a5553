using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Promozilla.ServiceDefaults.Errors;

namespace Promozilla.ServiceDefaults.Telemetry;

/// <summary>
/// OpenTelemetry over .NET's own meters and activity sources, which need no instrumentation package. OTLP goes out when OTEL_EXPORTER_OTLP_ENDPOINT is set.
/// </summary>
internal static class TelemetryRegistration
{
    private static readonly string[] Sources = ["Promozilla.*", "Microsoft.AspNetCore", "System.Net.Http"];

    private static readonly string[] Meters =
    [
        "Promozilla.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Diagnostics", "Microsoft.AspNetCore.Components*", "System.Net.Http", "System.Runtime",
    ];

    /// <summary>Gauges whose names end as a histogram's count does, which promtool takes for a mistake. Nobody asks for these; Npgsql's gets another name.</summary>
    private static readonly string[] Unasked = ["dotnet.assembly.count", "dotnet.timer.count", "dotnet.process.cpu.count"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var name = builder.Configuration["OTEL_SERVICE_NAME"] ?? builder.Environment.ApplicationName;
        ProcessFigures.Register();
        builder.Services.AddSingleton<PrometheusReader>();
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(name, serviceVersion: ProgramVersion.Current.ToString()))
            .WithTracing(tracing => tracing.AddSource(Sources).AddProcessor(new WithoutProbes()))
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters).AddReader(services => services.GetRequiredService<PrometheusReader>().Reader);
                foreach (var instrument in Unasked) metrics.AddView(instrument, MetricStreamConfiguration.Drop);
                metrics.AddView("db.client.connection.count", "db.client.connections");
            });
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"])) return;
        telemetry
            .WithLogging(
                logging => logging.AddProcessor(new ScrubbedExceptions(ErrorsRegistration.ServiceName(builder))),
                options => (options.IncludeScopes, options.IncludeFormattedMessage) = (true, true))
            .UseOtlpExporter();
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
