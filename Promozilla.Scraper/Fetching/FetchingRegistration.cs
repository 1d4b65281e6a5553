using System.Net.Security;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Promozilla.Scraper.Fetching;

public static class FetchingRegistration
{
    /// <summary>
    /// The one HTTP client, its courtesies in the order that a request meets them. Without a Redis connection (a command line) the pace holds within
    /// the process, and there is nothing kept and no cool-down.
    /// </summary>
    public static IServiceCollection AddFetching(this IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions<ScraperOptions>().BindConfiguration(ScraperOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IValidateOptions<ScraperOptions>, OutboundProxy.Validation>();
        services.AddOptions<HealthCheckServiceOptions>().Configure<IOptions<ScraperOptions>>(AddProxyChecks);
        services.AddSingleton<RobotsCache>();
        services.AddSingleton<IHostPace>(provider => provider.GetService<IConnectionMultiplexer>() is { } redis ? new HostPace(redis) : new LocalHostPace(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<StoreCoolDown>();
        services.AddSingleton<KeptPages>();
        services.AddSingleton<PublicAddresses>();
        services.AddSingleton<StorePipelines>();
        services.AddSingleton(provider => new PageFetcher(Client(provider), provider.GetRequiredService<StorePipelines>()));
        return services;
    }

    private static HttpClient Client(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<ScraperOptions>>();
        var time = provider.GetRequiredService<TimeProvider>();
        List<DelegatingHandler> courtesies =
        [
            new RedirectHandler(),
            new RobotsHandler(provider.GetRequiredService<RobotsCache>(), options, time),
            new PaceHandler(provider.GetRequiredService<IHostPace>(), options, time),
            new TimeCapHandler(options),
            new SizeCapHandler(options),
        ];
        if (provider.GetService<IConnectionMultiplexer>() is not null)
        {
            courtesies.Insert(3, new CoolDownHandler(provider.GetRequiredService<StoreCoolDown>(), options, time));
            courtesies.Insert(2, new KeptPagesHandler(provider.GetRequiredService<KeptPages>(), options));
        }

        HttpMessageHandler chain = new StoreSockets(options, provider.GetRequiredService<PublicAddresses>(), provider.GetService<SslClientAuthenticationOptions>());
        foreach (var courtesy in Enumerable.Reverse(courtesies))
        {
            courtesy.InnerHandler = chain;
            chain = courtesy;
        }

        // TimeCapHandler bounds each try, the store's pipeline all of them.
        var client = new HttpClient(chain) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.Value.UserAgent);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "pt-PT,pt;q=0.9,en;q=0.5");
        return client;
    }

    private static void AddProxyChecks(HealthCheckServiceOptions health, IOptions<ScraperOptions> scraper)
    {
        foreach (var (store, value) in scraper.Value.Proxies)
        {
            if (OutboundProxy.Parse(value) is not { } proxy) continue;
            // A store whose proxy is gone is one store less, not a sick scraper.
            health.Registrations.Add(new HealthCheckRegistration($"proxy:{store}", new ProxyHealthCheck(proxy), HealthStatus.Degraded, ["proxy"]));
        }
    }
}
