using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Promozilla.ServiceDefaults.Telemetry;

/// <summary>What runs here and since when, in the names that Prometheus' own clients use.</summary>
internal static class ProcessFigures
{
    public const string MeterName = "Promozilla.Process";
    private static readonly Meter Meter = new(MeterName);

    public static void Register()
    {
        var started = new DateTimeOffset(Process.GetCurrentProcess().StartTime).ToUnixTimeMilliseconds() / 1000.0;
        Measurement<int> build = new(
            1, KeyValuePair.Create<string, object?>("version", ProgramVersion.Current.Version), KeyValuePair.Create<string, object?>("commit", ProgramVersion.Current.Commit ?? "unknown"));
        Meter.CreateObservableGauge("promozilla.build_info", () => build, description: "1, with the version and the commit that run");
        Meter.CreateObservableGauge("process.start_time", () => started, "s", "Since the epoch");
    }
}
