using Microsoft.Extensions.Options;
using Promozilla.Scraper.Categories;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Stores;

namespace Promozilla.Scraper.Lab;

/// <summary>
/// Fetches a page for the lab with all courtesies, and never more than a run might: only the draft's hosts, no private address but those that the
/// scraper's own configuration lists, and no hurry that the draft asks for.
/// </summary>
public sealed class LabFetcher(PageFetcher fetcher, IOptions<LabOptions> options, IOptions<ScraperOptions> scraper)
{
    private const double LeastDelaySeconds = 1;

    /// <param name="category">Whose first page is fetched where no address is given.</param>
    public async Task<FetchResult> FetchAsync(StoreDefinition draft, Uri? url, StoreCategory? category, CancellationToken cancellationToken)
    {
        var address = url ?? draft.Url(category!.Path);
        var isListed = scraper.Value.PrivateHosts.Contains($"{address.Host}:{address.Port}", StringComparer.OrdinalIgnoreCase);
        var courtesy = new Courtesy(draft.Hosts, isListed ? draft.Politeness.DelaySeconds : Math.Max(draft.Politeness.DelaySeconds, LeastDelaySeconds), draft.Politeness.JitterSeconds);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.FetchSeconds));
        try
        {
            return await fetcher.PageAsync(draft.Key, () => url is null ? CategoryPages.Request(draft, category!, 1) : new HttpRequestMessage(HttpMethod.Get, url), courtesy, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new FetchResult.Failed($"no answer in {options.Value.FetchSeconds} s");
        }
    }
}
