using Microsoft.Extensions.Options;

namespace Promozilla.Scraper.Fetching;

/// <summary>Waits for the host's turn before a request, and lets go after the whole answer is read. A store that asks for no delay is not paced.</summary>
public sealed class PaceHandler(HostPace pace, IOptions<ScraperOptions> options) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var courtesy = Courtesy.Of(request);
        var delay = request.Options.TryGetValue(Courtesy.CrawlDelay, out var asked) ? Math.Max(Math.Min(asked, 120), courtesy.DelaySeconds) : courtesy.DelaySeconds;
        if (delay <= 0 && courtesy.JitterSeconds <= 0) return await base.SendAsync(request, cancellationToken);
        var host = request.RequestUri!.Authority;
        var lease = TimeSpan.FromSeconds(options.Value.TrySeconds + 10);
        var holder = await pace.TakeAsync(host, lease, cancellationToken);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            await pace.GiveAsync(host, holder, TimeSpan.FromSeconds(delay + (Random.Shared.NextDouble() * courtesy.JitterSeconds)));
        }
    }
}
