using System.Diagnostics;
using System.Diagnostics.Metrics;
using Promozilla.Data.Mail;

namespace Promozilla.Worker;

/// <summary>What the Worker counts and traces, under one name.</summary>
internal static class WorkerTelemetry
{
    public const string Name = "Promozilla.Worker";
    public const string Matching = "match products";
    public static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);

    public static readonly Counter<long> ListingsRecorded = Meter.CreateCounter<long>("promozilla.listings.recorded", "{listing}", "Items of pages taken up");
    public static readonly Counter<long> ListingsRefused = Meter.CreateCounter<long>("promozilla.listings.refused", "{listing}", "Items of pages that can't be true, by reason");
    public static readonly Counter<long> ObservationsWritten = Meter.CreateCounter<long>("promozilla.observations.written", "{observation}", "Prices written because something changed");
    public static readonly Counter<long> ReadingsHeld = Meter.CreateCounter<long>("promozilla.readings.held", "{reading}", "Readings that look wrong and wait for a second one");
    public static readonly Counter<long> PromotionsOpened = Meter.CreateCounter<long>("promozilla.promotions.opened", "{promotion}", "Promotions begun");
    public static readonly Counter<long> RunsClosed = Meter.CreateCounter<long>("promozilla.runs.closed", "{run}", "Runs closed, by origin");
    public static readonly Counter<long> RunsNotClosed = Meter.CreateCounter<long>("promozilla.runs.not_closed", "{failure}", "Times that the closing of a run failed");
    public static readonly Counter<long> Alerts = Meter.CreateCounter<long>("promozilla.alerts", "{alert}", "Alerts decided, by outcome");
    public static readonly Counter<long> Mails = Meter.CreateCounter<long>("promozilla.mails", "{mail}", "Mails, by what became of them");
    public static readonly Counter<long> Pushes = Meter.CreateCounter<long>("promozilla.pushes", "{push}", "Notifications to browsers, by what became of them");
    public static readonly Counter<long> StoresSick = Meter.CreateCounter<long>("promozilla.stores.sick", "{sickness}", "Times that a store stopped being believed");
    public static readonly Counter<long> PageChecks = Meter.CreateCounter<long>("promozilla.page_checks", "{check}", "Product pages asked for again, by outcome");
    public static readonly Histogram<double> RunClosing = Meter.CreateHistogram(
        "promozilla.run.closing", "s", "Of the transaction that closes a run", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    public static Counter<long> Counter(string name, string unit, string description) => Meter.CreateCounter<long>(name, unit, description);

    /// <summary>A rate over what isn't there yet says nothing: rare outcomes are there from the start.</summary>
    public static void ShowRareOutcomes()
    {
        foreach (var status in (string[])[MailStatus.Sent, MailStatus.Failed, MailStatus.Unknown, MailStatus.Suppressed]) Mails.Add(0, new KeyValuePair<string, object?>("status", status));
        RunsNotClosed.Add(0);
        Alerts.Add(0, new KeyValuePair<string, object?>("outcome", "planned"));
    }

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
