using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Archive;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;
using Promozilla.Scraper.Titles;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.ProductPages;

/// <summary>Reads one product's own page, with the store's courtesies, and says what it is about.</summary>
public sealed class ProductPageScraper(PageFetcher fetcher, TimeProvider time, PageArchive? archive = null)
{
    /// <param name="cancelled">Ends the reading with an outcome; <paramref name="cancellationToken"/> without one.</param>
    public async Task<ProductPageRead> ReadAsync(
        ReadProductPage command, StoreDefinition store, CancellationToken cancellationToken, CancellationToken cancelled = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, cancelled);
        try
        {
            return await FetchAsync(command, store, either.Token);
        }
        catch (OperationCanceledException) when (cancelled.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Nothing(command, ScrapeOutcome.Cancelled, "the run was cancelled");
        }
    }

    private async Task<ProductPageRead> FetchAsync(ReadProductPage command, StoreDefinition store, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(command.Url, UriKind.Absolute, out var url)) return Nothing(command, ScrapeOutcome.Failed, "not an address");
        var courtesy = new Courtesy(store.Hosts, store.Politeness.DelaySeconds, store.Politeness.JitterSeconds) { Run = command.RunId };
        return await fetcher.PageAsync(store.Key, () => new HttpRequestMessage(HttpMethod.Get, url), courtesy, cancellationToken) switch
        {
            FetchResult.Page page => Answer(command, store, Read(command, store, page.Content)),
            FetchResult.Gone gone => Nothing(command, ScrapeOutcome.Gone, gone.Reason),
            FetchResult.Blocked blocked => Nothing(command, ScrapeOutcome.Blocked, blocked.Reason),
            FetchResult.Failed failed => Nothing(command, ScrapeOutcome.Failed, failed.Reason),
            _ => Nothing(command, ScrapeOutcome.Failed, "nothing came"),
        };
    }

    private PageReading Read(ReadProductPage command, StoreDefinition store, PageContent content)
    {
        var reading = PageReader.ReadProduct(content, store);
        archive?.OfferProduct(store, command.CheckId, content, reading);
        return reading;
    }

    public ProductPageRead Nothing(ReadProductPage command, string outcome, string reason) =>
        new(command.CheckId, command.RunId, command.StoreKey, outcome, reason, time.GetUtcNow(), null);

    private ProductPageRead Answer(ReadProductPage command, StoreDefinition store, PageReading reading) => reading switch
    {
        PageReading.Observed observed when Own(observed.Items, command) is { Name.Length: > 0 } item => Seen(command, store, item),
        PageReading.Observed observed => Nothing(command, ScrapeOutcome.Unreadable, $"{observed.Items.Count} products, and none of them the page's own"),
        PageReading.NotForSale { Item: { Name.Length: > 0 } item } => Seen(command, store, item),
        PageReading.NotForSale gone => Nothing(command, ScrapeOutcome.Unreadable, gone.Reason),
        PageReading.Blocked blocked => Nothing(command, ScrapeOutcome.Blocked, blocked.Reason),
        PageReading.Unreadable unreadable => Nothing(command, ScrapeOutcome.Unreadable, unreadable.Reason),
        _ => Nothing(command, ScrapeOutcome.Unreadable, "nothing was read"),
    };

    private ProductPageRead Seen(ReadProductPage command, StoreDefinition store, PageItem item)
    {
        var product = new SeenProduct(
            item.Name!, ClassifiedTitle.Read(item.Name!, null, null).Key, item.Price, item.Price is null ? null : item.Currency ?? store.Currency,
            item.Availability, item.Gtin);
        return new(command.CheckId, command.RunId, command.StoreKey, ScrapeOutcome.Observed, null, time.GetUtcNow(), product);
    }

    private static PageItem? Own(IReadOnlyList<PageItem> items, ReadProductPage command) => items is [var only]
        ? only
        : items.FirstOrDefault(item => command.ItemId is not null && item.Id == command.ItemId) ?? items.FirstOrDefault(item => item.Url == command.Url);
}
