using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.Extensions.Options;

namespace Promozilla.Scraper.Fetching;

/// <summary>
/// Asks a host's robots.txt before anything else, at most once in 24 hours. 4xx: no rules; 5xx or unreachable: everything is disallowed until
/// it can be read (RFC 9309, 2.3.1). 429 is a refusal like any other, not an absence.
/// </summary>
public sealed class RobotsHandler(RobotsCache cache, IOptions<ScraperOptions> options, TimeProvider time) : DelegatingHandler
{
    private const int MostHops = 5;
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(23);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        var rules = await RulesAsync(request, url, cancellationToken);
        if (!rules.IsAllowed(url.PathAndQuery)) throw new FetchRefusedException($"robots.txt of {url.Authority} disallows {url.AbsolutePath}", isBlocked: true);
        if (rules.CrawlDelaySeconds is { } delay) request.Options.Set(Courtesy.CrawlDelay, delay);
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task<RobotsRules> RulesAsync(HttpRequestMessage request, Uri url, CancellationToken cancellationToken)
    {
        var host = url.GetLeftPart(UriPartial.Authority);
        if (Known(host) is { } known) return known;
        var gate = cache.Gates.GetOrAdd(host, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (Known(host) is { } meanwhile) return meanwhile;
            // Counted from before the question: 24 hours are 24 hours.
            var until = time.GetUtcNow() + Fresh;
            var rules = await AskAsync(request, new Uri(host + "/robots.txt"), cancellationToken);
            cache.Hosts[host] = (rules, until);
            return rules;
        }
        finally
        {
            gate.Release();
        }
    }

    private RobotsRules? Known(string host) => cache.Hosts.TryGetValue(host, out var known) && known.Until > time.GetUtcNow() ? known.Rules : null;

    private async Task<RobotsRules> AskAsync(HttpRequestMessage request, Uri first, CancellationToken cancellationToken)
    {
        var courtesy = Courtesy.Of(request) with { IsRobots = true };
        var url = first;
        for (var hop = 0; hop <= MostHops; hop++)
        {
            using var ask = new HttpRequestMessage(HttpMethod.Get, url) { Version = request.Version, VersionPolicy = request.VersionPolicy };
            ask.Headers.TryAddWithoutValidation("User-Agent", options.Value.UserAgent);
            ask.Options.Set(Courtesy.Key, courtesy);
            using var response = await SendAsync(ask, first, cancellationToken);
            if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
            {
                if (!Uri.TryCreate(url, location, out var target) || target.Scheme is not ("http" or "https")) return RobotsRules.AllowAll;
                if (!courtesy.Allows(target)) throw new FetchRefusedException($"{first} leads to {target.Authority}, none of the store's hosts: nothing is allowed", isBlocked: true);
                url = target;
                continue;
            }

            if (response.StatusCode == HttpStatusCode.TooManyRequests) throw new FetchRefusedException($"HTTP 429 for {first}", isBlocked: true);
            if ((int)response.StatusCode >= 500) throw new FetchRefusedException($"{first} can't be read (HTTP {(int)response.StatusCode}): nothing is allowed", isBlocked: true, isPassing: true);
            return response.IsSuccessStatusCode ? RobotsRules.Parse(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken)), options.Value.UserAgent) : RobotsRules.AllowAll;
        }

        // RFC 9309, 2.3.1.2: more than five redirects are no robots.txt.
        return RobotsRules.AllowAll;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage ask, Uri first, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(ask, cancellationToken);
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or IOException && FetchRefusedException.In(unreachable) is null)
        {
            throw new FetchRefusedException($"{first} can't be read ({FetchFailure.Words(unreachable)}): nothing is allowed", isPassing: true);
        }
    }
}

/// <summary>Rules by scheme and authority, for the life of the process.</summary>
public sealed class RobotsCache
{
    internal ConcurrentDictionary<string, (RobotsRules Rules, DateTimeOffset Until)> Hosts { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal ConcurrentDictionary<string, SemaphoreSlim> Gates { get; } = new(StringComparer.OrdinalIgnoreCase);
}
