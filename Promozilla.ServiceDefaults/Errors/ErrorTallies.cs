using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;

namespace Promozilla.ServiceDefaults.Errors;

/// <summary>
/// Errors since the last batch, counted by group as they come: ten thousand of the same take the place of one, so a flood is counted to the last and never waits
/// for anybody. Groups beyond what one moment can truly have are dropped, and that is counted.
/// </summary>
public sealed class ErrorTallies(string service, TimeProvider clock)
{
    /// <summary>More kinds of errors than this between two batches is noise.</summary>
    public const int MostGroups = 200;

    /// <summary>As many go in one batch: some hundred kilobytes.</summary>
    public const int MostInBatch = 50;
    private const int MostRecent = 5;

    private static readonly Meter Meter = new("Promozilla.Errors");
    private static readonly Counter<long> Seen = Meter.CreateCounter<long>("promozilla.errors", "{error}", "Unhandled exceptions, by type");
    private static readonly Counter<long> Unrecorded = Meter.CreateCounter<long>(
        "promozilla.errors.unrecorded", "{error}", "Exceptions that no group counts: a server's outage (outage), too many kinds at once (full), a table that could not be reached in time (lost)");

    /// <summary>The same exception is often logged by several on its way out; the same object much later, or in another trace, is another failure.</summary>
    private static readonly TimeSpan SameFor = TimeSpan.FromSeconds(5);
    private readonly ConditionalWeakTable<Exception, Sighting> sightings = [];
    private readonly Lock gate = new();
    private readonly Dictionary<string, Open> open = new(StringComparer.Ordinal);

    public string Service => service;

    /// <summary>From then on what is cancelled is cancelled because the process stops.</summary>
    public bool IsStopping { get; set; }

    /// <summary>A rate over what isn't there yet says nothing.</summary>
    public static void ShowFromTheStart()
    {
        Seen.Add(0, new KeyValuePair<string, object?>("type", "none"));
        foreach (var reason in (string[])["outage", "full", "lost"]) Miss(0, reason);
    }

    public static void Miss(long count, string reason) => Unrecorded.Add(count, new KeyValuePair<string, object?>("reason", reason));

    public void Add(Exception error, string category)
    {
        if (ExpectedErrors.IsCallers(error) || (IsStopping && error is OperationCanceledException)) return;
        var (activity, now) = (Activity.Current, clock.GetUtcNow());
        var trace = activity?.TraceId.ToString();
        if (!IsFirst(error, trace, now)) return;
        if (ExpectedErrors.IsOutage(error))
        {
            Miss(1, "outage");
            return;
        }

        var place = ErrorPlace.Of(error, category);
        Seen.Add(1, new KeyValuePair<string, object?>("type", place.Type));
        var fingerprint = place.Fingerprint(service);
        lock (gate)
        {
            if (!open.TryGetValue(fingerprint, out var group))
            {
                if (open.Count >= MostGroups)
                {
                    Miss(1, "full");
                    return;
                }

                open[fingerprint] = group = new Open(place, error, now);
            }

            group.Count++;
            group.LastAt = now > group.LastAt ? now : group.LastAt;
            if (group.Recent.Count < MostRecent) group.Recent.Add((now, trace, Doing(activity)));
        }
    }

    /// <returns>What is to be recorded, scrubbed; null: nothing.</returns>
    public ErrorBatch? Take()
    {
        List<KeyValuePair<string, Open>> taken;
        lock (gate)
        {
            taken = [.. open.Take(MostInBatch)];
            foreach (var (fingerprint, _) in taken) open.Remove(fingerprint);
        }

        return taken.Count is 0
            ? null
            : new ErrorBatch(Guid.CreateVersion7(clock.GetUtcNow()), service, ProgramVersion.Current.ToString(), [.. taken.Select(pair => Tally(pair.Key, pair.Value))]);
    }

    /// <summary>A request's activity has its name, with the route, only when it ends.</summary>
    private static string? Doing(Activity? activity) =>
        activity?.GetTagItem("http.request.method") is string method && (activity.GetTagItem("http.route") ?? activity.GetTagItem("url.path")) is string path
            ? $"{method} {path}"
            : activity?.DisplayName;

    private bool IsFirst(Exception error, string? trace, DateTimeOffset now)
    {
        var sighting = new Sighting(trace, now);
        if (sightings.TryAdd(error, sighting)) return true;
        if (sightings.TryGetValue(error, out var before) && before.Trace == trace && now - before.At < SameFor) return false;
        sightings.AddOrUpdate(error, sighting);
        return true;
    }

    private static ErrorTally Tally(string fingerprint, Open group) => new(
        fingerprint, group.Place.Type, group.Place.Place, group.Count, group.FirstAt, group.LastAt,
        Scrubber.Message(group.Sample), Scrubber.Stack(group.Sample),
        [.. group.Recent.Select(moment => new ErrorMoment(moment.At, moment.Trace, moment.Doing is null ? null : Scrubber.Clean(moment.Doing, 200)))]);

    private sealed record Sighting(string? Trace, DateTimeOffset At);

    private sealed class Open(ErrorPlace place, Exception sample, DateTimeOffset at)
    {
        public ErrorPlace Place => place;
        public Exception Sample => sample;
        public DateTimeOffset FirstAt { get; } = at;
        public DateTimeOffset LastAt { get; set; } = at;
        public int Count { get; set; }
        public List<(DateTimeOffset At, string? Trace, string? Doing)> Recent { get; } = [];
    }
}
