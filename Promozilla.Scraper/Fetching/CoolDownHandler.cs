using System.Net;
using Microsoft.Extensions.Options;
using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Fetching;

/// <summary>
/// Recognises a refusal (401, 403, 429, a bot wall) and from then on asks the store nothing. It stands behind the pace: who waited for a turn
/// while the store refused another gets none, and the turn is given back only after the refusal is known to all.
/// </summary>
public sealed class CoolDownHandler(StoreCoolDown coolDown, IOptions<ScraperOptions> options, TimeProvider time) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var courtesy = Courtesy.Of(request);
        if (courtesy is not { IsPage: true, Store: { } store }) return await base.SendAsync(request, cancellationToken);
        if (await coolDown.ReasonAsync(store, courtesy.Run) is { } reason) throw new FetchRefusedException(reason, isBlocked: true, isUnasked: true);
        var response = await base.SendAsync(request, cancellationToken);
        if (await RefusalAsync(response, courtesy.IsRobots, cancellationToken) is not var (why, length)) return response;
        await coolDown.StartAsync(store, courtesy.Run, why, length);
        FetchMetrics.Refusals.Add(1, new KeyValuePair<string, object?>("store", store));
        // A wall comes with 200 as well: it is no page to keep.
        response.Headers.CacheControl = new() { NoStore = true };
        return response;
    }

    private async Task<(string Why, TimeSpan Length)?> RefusalAsync(HttpResponseMessage response, bool isRobots, CancellationToken cancellationToken)
    {
        var asked = RetryAfter.Of(response, time.GetUtcNow());
        var refused = TimeSpan.FromMinutes(options.Value.RefusedMinutes);
        switch (response.StatusCode)
        {
            case HttpStatusCode.TooManyRequests:
                return ("HTTP 429", asked ?? TimeSpan.FromMinutes(options.Value.TooManyMinutes));
            // RFC 9309: a forbidden robots.txt is no robots.txt, not a refusal.
            case HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized when !isRobots:
                return ($"HTTP {(int)response.StatusCode}", refused);
            case HttpStatusCode.ServiceUnavailable when asked > RetryAfter.Patience:
                return ($"HTTP 503, to come back in {asked.Value.TotalSeconds:F0} s", asked.Value);
            case HttpStatusCode.OK when !isRobots:
                var page = PageContent.Decode(await response.Content.ReadAsByteArrayAsync(cancellationToken), null, response.Content.Headers.ContentType?.CharSet);
                return !page.LooksLikeJson && BotWall.Find(page.Text) is { } wall ? (wall, refused) : null;
            default:
                return null;
        }
    }
}
