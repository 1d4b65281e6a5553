using System.Diagnostics.Metrics;

namespace Promozilla.Scraper.Fetching;

internal static class FetchMetrics
{
    private static readonly Meter Meter = new("Promozilla.Scraper");
    public static readonly Counter<long> Unchanged = Meter.CreateCounter<long>("promozilla.fetch.unchanged", description: "Pages that a store said are as we keep them (304), by store");
    public static readonly Counter<long> Refusals = Meter.CreateCounter<long>("promozilla.fetch.refusals", description: "403, 429 and bot walls that began a cool-down, by store");
}
