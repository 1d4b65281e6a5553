using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Tests.SampleStores;

/// <summary>Pages of the running sample stores through the scraper's definitions and readers.</summary>
internal sealed class StorefrontPages(RunningStores stores)
{
    public async Task<PageReading> ReadAsync(StoreDefinition store, StoreCategory category, int page)
    {
        var number = page.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (store.Paging.Kind != "form")
        {
            var url = store.Url($"{category.Path}{(category.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{store.Paging.Parameter}={number}");
            return PageReader.Read(new PageContent(await stores.Client.GetStringAsync(url), url), store);
        }

        var fields = store.Paging.Form.ToDictionary(
            f => f.Key,
            f => f.Value.Replace("{slug}", category.Slug, StringComparison.Ordinal).Replace("{page}", number, StringComparison.Ordinal));
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await stores.Client.PostAsync(store.Url(category.Path), form);
        return PageReader.Read(new PageContent(await answer.Content.ReadAsStringAsync(), store.Url(category.Path)), store);
    }
}
