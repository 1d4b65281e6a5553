using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Promozilla.ServiceDefaults.Telemetry;

/// <summary>Reads all metrics on demand as Prometheus text (exposition format 0.0.4). The collecting is the SDK's, only the text is ours.</summary>
public sealed class PrometheusReader : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";
    private readonly Exporter exporter = new();
    private readonly Lock reading = new();

    public PrometheusReader() => Reader = new BaseExportingMetricReader(exporter);

    internal MetricReader Reader { get; }

    public string Read()
    {
        lock (reading)
        {
            exporter.Text = "";
            exporter.Collect?.Invoke(5_000);
            return exporter.Text;
        }
    }

    public void Dispose() => exporter.Dispose();

    [ExportModes(ExportModes.Pull)]
    private sealed class Exporter : BaseExporter<Metric>, IPullMetricExporter
    {
        public Func<int, bool>? Collect { get; set; }

        public string Text { get; set; } = "";

        public override ExportResult Export(in Batch<Metric> batch)
        {
            var text = new PrometheusText();
            foreach (var metric in batch)
            {
                text.Add(metric);
            }

            Text = text.ToString();
            return ExportResult.Success;
        }
    }
}
