using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;

namespace Promozilla.Scraper.Fetching;

/// <summary>Asks a host's robots.txt before anything else, at most once in 24 hours. 4xx: no rules; 5xx or unreachable: everything is disallowed (RFC 9309, 2.3.1).</summary>
public sealed class RobotsHandler(RobotsCache cache, IOptions<ScraperOptions> options, TimeProvider time) : DelegatingHandler
{
    private const int MostHops = 5;
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(23);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromMinutes(10);

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
        if (cache.Hosts.TryGetValue(host, out var known) && known.Until > time.GetUtcNow()) return known.Rules;
        var gate = cache.Gates.GetOrAdd(host, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            if (cache.Hosts.TryGetValue(host, out known) && known.Until > time.GetUtcNow()) return known.Rules;
            var (rules, isSure) = await AskAsync(request, new Uri(host + "/robots.txt"), cancellationToken);
            cache.Hosts[host] = (rules, time.GetUtcNow() + (isSure ? Fresh : AfterFailure));
            return rules;
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task<(RobotsRules Rules, bool IsSure)> AskAsync(HttpRequestMessage request, Uri url, CancellationToken cancellationToken)
    {
        try
        {
            for (var hop = 0; hop <= MostHops; hop++)
            {
                using var ask = new HttpRequestMessage(HttpMethod.Get, url) { Version = request.Version, VersionPolicy = request.VersionPolicy };
                ask.Headers.TryAddWithoutValidation("User-Agent", options.Value.UserAgent);
                ask.Options.Set(Courtesy.Key, Courtesy.Of(request));
                using var response = await base.SendAsync(ask, cancellationToken);
                if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } location)
                {
                    url = new Uri(url, location);
                    if (!Courtesy.Of(request).Allows(url)) return (RobotsRules.AllowAll, true);
                    continue;
                }

                if (response.StatusCode == HttpStatusCode.TooManyRequests || (int)response.StatusCode >= 500) return (RobotsRules.DisallowAll, false);
                if (!response.IsSuccessStatusCode) return (RobotsRules.AllowAll, true);
                return (RobotsRules.Parse(await response.Content.ReadAsStringAsync(cancellationToken), options.Value.UserAgent), true);
            }

            return (RobotsRules.AllowAll, true);
        }
        catch (HttpRequestException unreachable) when (unreachable is not FetchRefusedException)
        {
            return (RobotsRules.DisallowAll, false);
        }
    }
}

/// <summary>Rules by scheme and authority, for the life of the process.</summary>
public sealed class RobotsCache
{
    internal ConcurrentDictionary<string, (RobotsRules Rules, DateTimeOffset Until)> Hosts { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal ConcurrentDictionary<string, SemaphoreSlim> Gates { get; } = new(StringComparer.OrdinalIgnoreCase);
}
