using System.Diagnostics;
using System.Diagnostics.Metrics;
using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Categories;

/// <summary>The scraper's own telemetry.</summary>
internal static class Scraping
{
    public const string Name = "Promozilla.Scraper";
    public static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Pages = Meter.CreateCounter<long>("promozilla.scrape.pages", "{page}", "Pages asked for, by store and outcome");
    private static readonly Counter<long> Items = Meter.CreateCounter<long>("promozilla.scrape.items", "{item}", "Items read, by store");
    private static readonly Counter<long> Missing = Meter.CreateCounter<long>("promozilla.scrape.fields.missing", "{item}", "Items without a field, by store and field");

    public static void Page(string store, string outcome, PageReading.Observed? reading)
    {
        var tag = KeyValuePair.Create<string, object?>("store", store);
        Pages.Add(1, tag, KeyValuePair.Create<string, object?>("outcome", outcome));
        if (reading is null) return;
        Items.Add(reading.Items.Count, tag);
        Count(tag, "price", reading.Items.Count(item => item.Price is null));
        Count(tag, "name", reading.Items.Count(item => item.Name is null));
        Count(tag, "image", reading.Items.Count(item => item.Image is null));
    }

    private static void Count(KeyValuePair<string, object?> store, string field, int missing)
    {
        if (missing > 0) Missing.Add(missing, store, KeyValuePair.Create<string, object?>("field", field));
    }
}
