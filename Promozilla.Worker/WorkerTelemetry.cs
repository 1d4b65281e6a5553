using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Promozilla.Worker;

/// <summary>What the Worker counts and traces, under one name.</summary>
internal static class WorkerTelemetry
{
    public const string Name = "Promozilla.Worker";
    public static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> ListingsRecorded = Meter.CreateCounter<long>("promozilla.listings.recorded", "{listing}");
    public static readonly Counter<long> ListingsRefused = Meter.CreateCounter<long>("promozilla.listings.refused", "{listing}");
    public static readonly Counter<long> ObservationsWritten = Meter.CreateCounter<long>("promozilla.observations.written", "{observation}");
    public static readonly Counter<long> ReadingsHeld = Meter.CreateCounter<long>("promozilla.readings.held", "{reading}");
    public static readonly Counter<long> PromotionsOpened = Meter.CreateCounter<long>("promozilla.promotions.opened", "{promotion}");
    public static readonly Counter<long> RunsClosed = Meter.CreateCounter<long>("promozilla.runs.closed", "{run}");
    public static readonly Counter<long> Alerts = Meter.CreateCounter<long>("promozilla.alerts", "{alert}");
    public static readonly Counter<long> Mails = Meter.CreateCounter<long>("promozilla.mails", "{mail}");
    public static readonly Counter<long> Pushes = Meter.CreateCounter<long>("promozilla.pushes", "{push}");
    public static readonly Counter<long> StoresSick = Meter.CreateCounter<long>("promozilla.stores.sick", "{sickness}");
    public static readonly Counter<long> PageChecks = Meter.CreateCounter<long>("promozilla.page_checks", "{check}");
    public static readonly Histogram<double> RunClosing = Meter.CreateHistogram(
        "promozilla.run.closing", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    public static void Count(this Counter<long> counter, long count, string tag, string value)
    {
        if (count > 0)
        {
            counter.Add(count, new KeyValuePair<string, object?>(tag, value));
        }
    }

    /// <summary>A run's trace has the run's own id, so that it begins where the run is asked for, not where some process happens to take it up.</summary>
    public static ActivityContext TraceOf(Guid run)
    {
        Span<byte> id = stackalloc byte[16];
        run.TryWriteBytes(id, bigEndian: true, out _);
        return new ActivityContext(ActivityTraceId.CreateFromBytes(id), ActivitySpanId.CreateFromBytes(id[8..]), ActivityTraceFlags.Recorded, isRemote: true);
    }
}
