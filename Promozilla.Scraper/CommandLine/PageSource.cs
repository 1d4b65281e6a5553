using Microsoft.Extensions.Options;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;
using StackExchange.Redis;

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

        if (Uri.TryCreate(source, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
        {
            try
            {
                return await FetchAsync(url, baseUrl, store);
            }
            catch (Exception misconfigured) when (misconfigured is OptionsValidationException or RedisException)
            {
                throw new IOException(misconfigured.Message, misconfigured);
            }
        }

        if (!File.Exists(source)) throw new FileNotFoundException("no such file");
        if (new FileInfo(source).Length > PageReader.LongestPage) throw new IOException($"larger than {PageReader.LongestPage / 1_000_000} MB");
        return PageContent.Decode(await File.ReadAllBytesAsync(source), baseUrl ?? StoreUrl(store));
    }

    private static Uri? StoreUrl(StoreDefinition? store) => store is null ? null : new Uri(store.BaseUrl);

    // As the scraper does it, and at its pace where a Redis is configured; the address that was typed counts as one of the store's.
    private static async Task<PageContent> FetchAsync(Uri url, Uri? baseUrl, StoreDefinition? store)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSingleton(TimeProvider.System).AddFetching();
        if (configuration.GetConnectionString(ResourceNames.Cache) is { Length: > 0 } cache) services.AddSingleton<IConnectionMultiplexer>(await ConnectionMultiplexer.ConnectAsync(cache));
        await using var provider = services.BuildServiceProvider();
        var courtesy = new Courtesy(store is null ? null : [.. store.Hosts, url.Authority], store?.Politeness.DelaySeconds ?? 1, 0);
        var fetched = await provider.GetRequiredService<PageFetcher>().PageAsync(store?.Key ?? "read", () => new HttpRequestMessage(HttpMethod.Get, url), courtesy, CancellationToken.None);
        return fetched switch
        {
            FetchResult.Page page => page.Content with { Url = baseUrl ?? page.Content.Url ?? url },
            FetchResult.Blocked blocked => throw new IOException($"blocked: {blocked.Reason}"),
            FetchResult.Gone gone => throw new IOException(gone.Reason),
            FetchResult.Failed failed => throw new IOException(failed.Reason),
            _ => throw new IOException("nothing came"),
        };
    }
}
