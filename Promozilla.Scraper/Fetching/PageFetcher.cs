using System.Net;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Fetching;

/// <summary>Fetches within a store's courtesies and patience; what went wrong comes back as a value.</summary>
public sealed class PageFetcher(HttpClient client, StorePipelines pipelines)
{
    public async Task<FetchResult> PageAsync(string store, Func<HttpRequestMessage> request, Courtesy courtesy, CancellationToken cancellationToken)
    {
        var (response, refusal) = await SendAsync(store, request, courtesy with { IsPage = true }, cancellationToken);
        if (response is null) return refusal!;
        using (response)
        {
            var refused = Refusal(response);
            if (response.Content.Headers.ContentType?.MediaType is { } type && IsNoPage(type)) return refused ?? new FetchResult.Failed($"the answer is {type}, not a page");
            var content = await ContentAsync(response, cancellationToken);
            return refused is null ? new FetchResult.Page(content) : refused with { Answer = content };
        }
    }

    /// <summary>The answer with its whole content, or why there is none.</summary>
    /// <param name="store">Whose patience and proxy; "images:" before it is a patience of its own.</param>
    public async Task<(HttpResponseMessage? Response, FetchResult? Refusal)> SendAsync(
        string store, Func<HttpRequestMessage> request, Courtesy courtesy, CancellationToken cancellationToken)
    {
        try
        {
            var response = await pipelines.For(store).ExecuteAsync(
                async token =>
                {
                    // A request can be sent once: every try makes its own.
                    var message = request();
                    // HttpClient's own default is for requests that it makes itself.
                    (message.Version, message.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower);
                    message.Options.Set(Courtesy.Key, courtesy with { Store = store[(store.IndexOf(':', StringComparison.Ordinal) + 1)..] });
                    return await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, token);
                },
                cancellationToken);
            return (response, null);
        }
        catch (HttpRequestException failure) when (FetchRefusedException.In(failure) is { } refused)
        {
            return (null, refused.IsBlocked ? new FetchResult.Blocked(refused.Message) : new FetchResult.Failed(refused.Message));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or TimeoutRejectedException or BrokenCircuitException)
        {
            return (null, new FetchResult.Failed(FetchFailure.Words(failure)));
        }
    }

    private static async Task<PageContent> ContentAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var type = response.Content.Headers.ContentType;
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        return PageContent.Decode(bytes, response.RequestMessage?.RequestUri, type?.CharSet) with { Status = (int)response.StatusCode, ContentType = type?.ToString() };
    }

    public static FetchResult? Refusal(HttpResponseMessage response) => response.StatusCode switch
    {
        HttpStatusCode.NotFound or HttpStatusCode.Gone => new FetchResult.Gone($"HTTP {(int)response.StatusCode}"),
        HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests => new FetchResult.Blocked($"HTTP {(int)response.StatusCode}"),
        _ when !response.IsSuccessStatusCode => new FetchResult.Failed($"HTTP {(int)response.StatusCode}"),
        _ => null,
    };

    // Shops name their pages carelessly; only what no page can be is refused by its name.
    private static bool IsNoPage(string type) =>
        type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) || type.StartsWith("video/", StringComparison.OrdinalIgnoreCase) || type.StartsWith("audio/", StringComparison.OrdinalIgnoreCase)
            || type.StartsWith("font/", StringComparison.OrdinalIgnoreCase) || type.ToLowerInvariant() is "application/pdf" or "application/zip" or "application/gzip";
}
