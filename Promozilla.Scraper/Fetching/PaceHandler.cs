using Microsoft.Extensions.Options;

namespace Promozilla.Scraper.Fetching;

/// <summary>
/// Waits for the host's turn before a request, and lets go after the whole answer is read. A host of our own (Scraper:PrivateHosts) whose
/// store asks for no delay is not paced; every other has a second at least.
/// </summary>
public sealed class PaceHandler(IHostPace pace, IOptions<ScraperOptions> options, TimeProvider time) : DelegatingHandler
{
    private const double LongestCrawlDelay = 120;
    private const double LeastDelay = 1;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var courtesy = Courtesy.Of(request);
        var url = request.RequestUri!;
        var isOwn = options.Value.IsPrivateHost(url.Host, url.Port);
        var delay = Math.Max(courtesy.DelaySeconds, isOwn ? 0 : LeastDelay);
        if (request.Options.TryGetValue(Courtesy.CrawlDelay, out var asked)) delay = Math.Max(delay, Math.Min(asked, LongestCrawlDelay));
        if (delay <= 0 && courtesy.JitterSeconds <= 0) return await base.SendAsync(request, cancellationToken);
        var pause = TimeSpan.FromSeconds(delay + (Random.Shared.NextDouble() * courtesy.JitterSeconds));
        var lease = TimeSpan.FromSeconds(options.Value.TrySeconds + 10);
        var holder = await pace.TakeAsync(url.Authority, lease, pause, cancellationToken);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            // Whoever is next waits as long as we were asked to; what is longer is a cool-down.
            if (RetryAfter.Of(response, time.GetUtcNow()) is { } later && later > pause && later <= RetryAfter.Patience) pause = later;
            return response;
        }
        catch (FetchRefusedException refused) when (refused.IsUnasked)
        {
            pause = TimeSpan.Zero;
            throw;
        }
        finally
        {
            await pace.GiveAsync(url.Authority, holder, pause);
        }
    }
}
