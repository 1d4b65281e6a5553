using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Scraper.Categories;

/// <summary>
/// Asks Nintendo's price API for what the catalogue's page lists, in as few requests as it allows. The catalogue has prices too, but they lag behind. A title that
/// the API doesn't answer for has no known price: what was seen before stays true.
/// </summary>
internal sealed class NintendoPrices(PageFetcher fetcher)
{
    /// <summary>The items with their prices; when the API refuses us, why.</summary>
    public async Task<(IReadOnlyList<PageItem> Items, string? Refusal)> CompleteAsync(
        StoreDefinition store, IReadOnlyList<PageItem> items, Courtesy courtesy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, NintendoPrice>(StringComparer.Ordinal);
        foreach (var ids in items.Select(item => item.Id).Where(NintendoPrice.IsForSale).Distinct(StringComparer.Ordinal).Chunk(NintendoPrice.MostIds))
        {
            var address = $"{store.Items.Prices}{(store.Items.Prices!.Query.Length == 0 ? '?' : '&')}ids={string.Join(',', ids)}";
            switch (await fetcher.PageAsync(store.Key, () => new HttpRequestMessage(HttpMethod.Get, address), courtesy, cancellationToken))
            {
                case FetchResult.Blocked blocked: return (items, $"the price API: {blocked.Reason}");
                case FetchResult.Page page: Add(page.Content, ids, known); break;
            }
        }

        return ([.. items.Select(item => NintendoPrice.Apply(item, item.Id is { } id ? known.GetValueOrDefault(id) : null, now))], null);
    }

    private static void Add(PageContent page, string?[] asked, Dictionary<string, NintendoPrice> known)
    {
        using var document = JsonText.TryParse(page.Text);
        if (document is null || NintendoPrice.Read(document.RootElement) is not { } prices) return;
        foreach (var price in prices.Where(price => asked.Contains(price.Id, StringComparer.Ordinal))) known.TryAdd(price.Id, price);
    }
}
