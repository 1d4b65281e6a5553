using System.IO.Compression;
using System.Net;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Promozilla.Scraper.Fetching;

/// <summary>
/// Asks for a page we have kept only in case it changed (ETag, Last-Modified); when it did not, gives the kept one back as if it came whole.
/// It saves the shop work and is never needed: without Redis every page comes whole.
/// </summary>
public sealed class KeptPagesHandler(KeptPages pages, IOptions<ScraperOptions> options) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Courtesy.Of(request) is not { IsPage: true, Store: { } store } || request.Method != HttpMethod.Get || options.Value.KeepPagesHours <= 0)
            return await base.SendAsync(request, cancellationToken);
        var url = request.RequestUri!;
        var kept = await OrNothingAsync(() => pages.FindAsync(store, url));
        if (kept?.ETag is { } tag) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (kept?.LastModified is { } modified) request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
        var response = await base.SendAsync(request, cancellationToken);
        // A redirect copies the request's headers, and another address has other validators.
        request.Headers.Remove("If-None-Match");
        request.Headers.Remove("If-Modified-Since");
        if (kept is not null && response.StatusCode == HttpStatusCode.NotModified)
        {
            response.Dispose();
            FetchMetrics.Unchanged.Add(1, new KeyValuePair<string, object?>("store", store));
            return Whole(request, response, kept);
        }

        if (response.StatusCode == HttpStatusCode.OK) await OrNothingAsync(() => KeepAsync(store, url, response, kept, cancellationToken));
        return response;
    }

    private async Task<KeptPage?> KeepAsync(string store, Uri url, HttpResponseMessage response, KeptPage? before, CancellationToken cancellationToken)
    {
        var (tag, modified) = (Header(response.Headers, "ETag"), Header(response.Content.Headers, "Last-Modified"));
        if (response.Headers.CacheControl?.NoStore == true || response.Headers.Vary.Contains("*") || (tag is null && modified is null))
        {
            if (before is not null) await pages.DropAsync(store, url);
            return null;
        }

        var body = Compressed(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        var page = new KeptPage(tag, modified, Header(response.Content.Headers, "Content-Type"), body);
        await pages.KeepAsync(store, url, page);
        return page;
    }

    private static HttpResponseMessage Whole(HttpRequestMessage request, HttpResponseMessage unchanged, KeptPage kept)
    {
        using var unpacked = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(kept.Body), CompressionMode.Decompress)) brotli.CopyTo(unpacked);
        var content = new ByteArrayContent(unpacked.ToArray());
        if (kept.ContentType is { } type) content.Headers.TryAddWithoutValidation("Content-Type", type);
        return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request, Version = unchanged.Version, Content = content };
    }

    private static byte[] Compressed(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)) brotli.Write(body);
        return packed.ToArray();
    }

    private static string? Header(System.Net.Http.Headers.HttpHeaders headers, string name) => headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;

    private static async Task<T?> OrNothingAsync<T>(Func<Task<T?>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception without) when (without is RedisException or TimeoutException)
        {
            return default;
        }
    }
}
