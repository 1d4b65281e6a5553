using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Scraper.CommandLine;

/// <summary>Where <c>read</c> takes a page from.</summary>
internal static class PageSource
{
    public static async Task<PageContent> OpenAsync(string source, Uri? baseUrl, StoreDefinition? store, Stream input)
    {
        if (source == "-")
        {
            using var buffer = new MemoryStream();
            await input.CopyToAsync(buffer);
            return PageContent.Decode(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), baseUrl ?? StoreUrl(store));
        }

        if (Uri.TryCreate(source, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return await FetchAsync(url, baseUrl);
        if (!File.Exists(source)) throw new FileNotFoundException("no such file");
        if (new FileInfo(source).Length > PageReader.LongestPage) throw new IOException($"larger than {PageReader.LongestPage / 1_000_000} MB");
        return PageContent.Decode(await File.ReadAllBytesAsync(source), baseUrl ?? StoreUrl(store));
    }

    private static Uri? StoreUrl(StoreDefinition? store) => store is null ? null : new Uri(store.BaseUrl);

    private static async Task<PageContent> FetchAsync(Uri url, Uri? baseUrl)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = PageReader.LongestPage };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("Promozilla/0.1");
        using var response = await client.GetAsync(url);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return PageContent.Decode(bytes, baseUrl ?? response.RequestMessage?.RequestUri ?? url, response.Content.Headers.ContentType?.CharSet);
    }
}
