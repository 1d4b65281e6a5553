using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Archive;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Categories;

/// <summary>
/// Pages through a category and tells what it saw. The first page decides the outcome: when it is refused, unreadable or empty, nothing is said about any item.
/// A later page that fails ends the category as failed; what was published before it stays true.
/// </summary>
public sealed class CategoryScraper(PageFetcher fetcher, TimeProvider time, PageArchive? archive = null)
{
    /// <param name="publish">Called once per part of a page, in order.</param>
    /// <param name="runCancelled">Ends the category as cancelled, also in the middle of a fetch; what was published is still counted.</param>
    public async Task<CategoryScraped> ScrapeAsync(
        ScrapeCategory command, StoreDefinition store, StoreCategory category, Func<ListingsObserved, CancellationToken, Task> publish, CancellationToken cancellationToken, CancellationToken runCancelled = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, runCancelled);
        var observedAt = command.ObservedAt ?? time.GetUtcNow();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var fill = new FieldFill();
        var (pages, read, items, messages) = (0, 0, 0, 0);
        var (outcome, reason) = (ScrapeOutcome.Observed, (string?)null);
        var (full, isShort) = (0, false);
        string? cursor = null;
        for (var page = 1; ; page++)
        {
            if (page > store.Paging.MaxPages || page > store.Politeness.MaxRequests)
            {
                (outcome, reason) = (ScrapeOutcome.Failed, $"more pages than allowed ({page - 1})");
                break;
            }

            var asked = new Asked(command.RunId, store, category, page, cursor, isShort, observedAt);
            var (reading, stop, kept) = await UnlessCancelledAsync(asked, either.Token, runCancelled);
            if (reading is not PageReading.Observed observed)
            {
                if (stop is not null) (outcome, reason) = stop.Value;
                break;
            }

            pages++;
            if (observed.Items.Count == 0 && page == 1) (outcome, reason) = (ScrapeOutcome.Empty, "the store shows no items");
            var before = seen.Count;
            var fresh = observed.Items.Where(item => seen.Add(item.Id ?? item.Url ?? item.Name ?? "")).ToList();
            read += observed.Items.Count;
            full = Math.Max(full, observed.Items.Count);
            isShort = observed.Items.Count < full;
            // A page that shows nothing new is the last one over again.
            if (seen.Count == before) break;
            var part = 0;
            foreach (var chunk in fresh.Select(item => ListingMapper.Map(item, category, kept)).OfType<ObservedListing>().Chunk(ListingsObserved.MaxItems))
            {
                foreach (var item in chunk) fill.Count(item);
                await publish(new ListingsObserved(command.RunId, command.StoreKey, command.Category, page, ++part, observedAt, chunk), cancellationToken);
                (items, messages) = (items + chunk.Length, messages + 1);
            }

            cursor = observed.Next;
            if (store.Paging.Kind == Paging.None || (store.Paging.Kind == Paging.Cursor && cursor is null) || (observed.Total is { } total && read >= total)) break;
        }

        if (outcome == ScrapeOutcome.Observed && items == 0) (outcome, reason) = (ScrapeOutcome.Empty, "no item of ours among them");
        return new CategoryScraped(command.RunId, command.StoreKey, command.Category, outcome, reason, pages, items, messages, fill.Shares());
    }

    private async Task<(PageReading? Reading, (string Outcome, string? Reason)? Stop, string? Kept)> UnlessCancelledAsync(Asked asked, CancellationToken either, CancellationToken runCancelled)
    {
        try
        {
            either.ThrowIfCancellationRequested();
            return await PageAsync(asked, either);
        }
        catch (OperationCanceledException) when (runCancelled.IsCancellationRequested)
        {
            return (null, (ScrapeOutcome.Cancelled, "the run was cancelled"), null);
        }
    }

    private async Task<(PageReading? Reading, (string Outcome, string? Reason)? Stop, string? Kept)> PageAsync(Asked asked, CancellationToken cancellationToken)
    {
        var (run, store, category, page, cursor, isAfterShort, observedAt) = asked;
        using var activity = Scraping.Activities.StartActivity("scrape page");
        activity?.SetTag("store", store.Key).SetTag("category", category.Name).SetTag("page", page);
        var courtesy = new Courtesy(store.Hosts, store.Politeness.DelaySeconds, store.Politeness.JitterSeconds) { Run = run };
        var fetched = await fetcher.PageAsync(store.Key, () => CategoryPages.Request(store, category, page, cursor), courtesy, cancellationToken);
        var reading = fetched is FetchResult.Page content ? PageReader.Read(content.Content, store) : null;
        if (store.Items.Kind == ItemPlace.Nintendo && reading is PageReading.Observed listed)
        {
            var (priced, refusal) = await new NintendoPrices(fetcher).CompleteAsync(store, listed.Items, courtesy, observedAt, cancellationToken);
            reading = refusal is null ? listed with { Items = priced } : new PageReading.Blocked(refusal);
        }

        (string, string?)? stop = (fetched, reading) switch
        {
            (_, PageReading.Observed) => null,
            (_, PageReading.Blocked blocked) => (ScrapeOutcome.Blocked, blocked.Reason),
            // After the last page some shops answer 404 or a page without a list. The last page is shorter than the others, or the definition knows the page that says so;
            // otherwise the layout may have changed on the way, and what was not seen is not gone.
            (_, PageReading.Unreadable or PageReading.NotForSale) when (isAfterShort || store.Items.Empty is null) && store.Items.IsPage => null,
            (_, PageReading.Unreadable unreadable) => (ScrapeOutcome.Unreadable, unreadable.Reason),
            (_, PageReading.NotForSale gone) => (ScrapeOutcome.Unreadable, gone.Reason),
            (FetchResult.Gone, _) when page > 1 => null,
            (FetchResult.Gone gone, _) => (ScrapeOutcome.Failed, gone.Reason),
            (FetchResult.Blocked blocked, _) => (ScrapeOutcome.Blocked, blocked.Reason),
            (FetchResult.Failed failed, _) => (ScrapeOutcome.Failed, failed.Reason),
            _ => (ScrapeOutcome.Failed, "nothing came"),
        };
        var kept = archive?.Offer(run, store, category, page, fetched, reading, stop);
        Scraping.Page(store.Key, stop?.Item1 ?? ScrapeOutcome.Observed, reading as PageReading.Observed);
        return (reading is PageReading.Observed ? reading : null, stop, kept);
    }

    private sealed record Asked(Guid Run, StoreDefinition Store, StoreCategory Category, int Page, string? Cursor, bool IsAfterShort, DateTimeOffset ObservedAt);
}
