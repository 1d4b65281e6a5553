using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Promozilla.ServiceDefaults.Telemetry;

/// <summary>
/// OpenTelemetry metrics in Prometheus' names: dots become underscores, the unit is a suffix, monotonic sums end in _total
/// (opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics).
/// </summary>
internal sealed class PrometheusText
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["By"] = "bytes",
        ["%"] = "percent",
        ["1"] = "ratio",
    };

    private readonly StringBuilder text = new();
    private readonly HashSet<string> seen = [];

    public void Add(Metric metric)
    {
        var type = metric.MetricType switch
        {
            MetricType.LongSum or MetricType.DoubleSum => "counter",
            MetricType.Histogram or MetricType.ExponentialHistogram => "histogram",
            _ => "gauge",
        };
        var name = Name(metric, type);
        if (seen.Add(name))
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {Escape(metric.Description, quotes: false)}\n# TYPE {name} {type}\n");
        }

        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = Labels(point.Tags);
            switch (metric.MetricType)
            {
                case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                    Line(name, labels, point.GetSumLong().ToString(CultureInfo.InvariantCulture));
                    break;
                case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                    Line(name, labels, Number(point.GetSumDouble()));
                    break;
                case MetricType.LongGauge:
                    Line(name, labels, point.GetGaugeLastValueLong().ToString(CultureInfo.InvariantCulture));
                    break;
                case MetricType.DoubleGauge:
                    Line(name, labels, Number(point.GetGaugeLastValueDouble()));
                    break;
                case MetricType.Histogram:
                    Histogram(name, labels, point);
                    break;
            }
        }
    }

    public override string ToString() => text.ToString();

    private static string Name(Metric metric, string type)
    {
        var name = Clean(metric.Name);
        // A unit such as {request} is an annotation, not a unit.
        var unit = metric.Unit.StartsWith('{') ? "" : Units.GetValueOrDefault(metric.Unit, Clean(metric.Unit));
        if (unit is not "" and not "ratio" && !name.EndsWith("_" + unit, StringComparison.Ordinal))
        {
            name += "_" + unit;
        }

        return type is "counter" && !name.EndsWith("_total", StringComparison.Ordinal) ? name + "_total" : name;
    }

    private void Histogram(string name, string labels, in MetricPoint point)
    {
        long cumulative = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            cumulative += bucket.BucketCount;
            var bound = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : Number(bucket.ExplicitBound);
            Line(name + "_bucket", labels.Length is 0 ? $"le=\"{bound}\"" : $"{labels},le=\"{bound}\"", cumulative.ToString(CultureInfo.InvariantCulture));
        }

        Line(name + "_sum", labels, Number(point.GetHistogramSum()));
        Line(name + "_count", labels, point.GetHistogramCount().ToString(CultureInfo.InvariantCulture));
    }

    private void Line(string name, string labels, string value) =>
        text.Append(name).Append(labels.Length is 0 ? "" : $"{{{labels}}}").Append(' ').Append(value).Append('\n');

    private static string Labels(ReadOnlyTagCollection tags)
    {
        var labels = new StringBuilder();
        foreach (var tag in tags)
        {
            var value = Convert.ToString(tag.Value, CultureInfo.InvariantCulture) ?? "";
            labels.Append(labels.Length is 0 ? "" : ",").Append(Clean(tag.Key)).Append("=\"").Append(Escape(value, quotes: true)).Append('"');
        }

        return labels.ToString();
    }

    private static string Clean(string name)
    {
        var clean = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ':' ? c : '_'));
        return clean.Length > 0 && char.IsAsciiDigit(clean[0]) ? "_" + clean : clean;
    }

    private static string Escape(string value, bool quotes)
    {
        value = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? value.Replace("\"", "\\\"", StringComparison.Ordinal) : value;
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
