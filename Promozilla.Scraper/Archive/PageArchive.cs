using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Promozilla.Scraper.Categories;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Archive;

/// <summary>
/// Takes pages that failed, and each category's last good first page, for whoever mends the store, and every page that prices were read from for whoever judges
/// one. Offering one costs the scraping nothing: it waits in a short queue for <see cref="ArchiveWriter"/>, and where the queue is full it is not kept.
/// </summary>
public sealed class PageArchive(TimeProvider time, IOptions<ArchiveOptions> options)
{
    private static readonly Meter Meter = new(Scraping.Name);
    private static readonly Counter<long> Pages = Meter.CreateCounter<long>("promozilla.archive.pages", description: "Pages offered to the archive, by what became of them");

    private readonly Channel<ArchivedPage> waiting = Channel.CreateBounded<ArchivedPage>(new BoundedChannelOptions(16) { SingleReader = true });

    internal ChannelReader<ArchivedPage> Waiting => waiting.Reader;

    /// <param name="stop">Why the category ended with this page, when it did not end well.</param>
    /// <returns>The key under which it will be kept as the evidence of what was read from it; null: it won't.</returns>
    public string? Offer(Guid run, StoreDefinition store, StoreCategory category, int page, FetchResult fetched, PageReading? reading, (string Outcome, string? Reason)? stop)
    {
        if (((fetched as FetchResult.Page)?.Content ?? fetched.Answer) is not { Text.Length: > 0 } content) return null;
        var items = (reading as PageReading.Observed)?.Items;
        var fault = PageFault.Of(page, items, stop);
        if (fault is null && items is null) return null;
        var key = items is { Count: > 0 } ? ArchiveStore.EvidenceKey(store.Key, run, category.Name, page) : null;
        return Offer(store, category.Name, page, content, fault, items ?? [], key);
    }

    /// <summary>A product's own page, whatever was read from it.</summary>
    public void OfferProduct(StoreDefinition store, Guid check, PageContent content, PageReading reading) => Offer(
        store, "", 0, content, null, (reading as PageReading.Observed)?.Items ?? [], ArchiveStore.EvidenceKey(store.Key, check));

    private string? Offer(
        StoreDefinition store, string category, int page, PageContent content, (string Outcome, string Reason)? fault, IReadOnlyList<PageItem> items, string? key)
    {
        var most = options.Value.MaxCharacters;
        var kept = new ArchivedPage(
            store.Key, category, page, content.Url, content.Status, content.ContentType, fault?.Outcome ?? ScrapeOutcome.Observed, fault?.Reason, time.GetUtcNow(), store.Hash,
            content.Text.Length > most, content.Text.Length > most ? content.Text[..most] : content.Text, items)
        {
            EvidenceKey = key,
        };
        if (waiting.Writer.TryWrite(kept)) return key;
        Count("dropped");
        return null;
    }

    internal static void Count(string what, long pages = 1) => Pages.Add(pages, KeyValuePair.Create<string, object?>("result", what));
}
