using System.Net;
using Microsoft.Extensions.Options;

namespace Promozilla.Scraper.Fetching;

public static class FetchingRegistration
{
    /// <summary>The one HTTP client, its courtesies in the order that a request meets them.</summary>
    public static IServiceCollection AddFetching(this IServiceCollection services)
    {
        services.AddOptions<ScraperOptions>().BindConfiguration(ScraperOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RobotsCache>();
        services.AddSingleton<HostPace>();
        services.AddSingleton<PublicAddresses>();
        services.AddSingleton<StorePipelines>();
        services.AddSingleton(provider => new PageFetcher(Client(provider), provider.GetRequiredService<StorePipelines>()));
        return services;
    }

    private static HttpClient Client(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<ScraperOptions>>();
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = provider.GetRequiredService<PublicAddresses>().ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 64,
        };
        var cap = new SizeCapHandler(options) { InnerHandler = sockets };
        var pace = new PaceHandler(provider.GetRequiredService<HostPace>(), options) { InnerHandler = cap };
        var robots = new RobotsHandler(provider.GetRequiredService<RobotsCache>(), options, provider.GetRequiredService<TimeProvider>()) { InnerHandler = pace };
        var client = new HttpClient(new RedirectHandler { InnerHandler = robots })
        {
            // The pipelines bound the time: per try and overall.
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", options.Value.UserAgent);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8");
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "pt-PT,pt;q=0.9,en;q=0.5");
        return client;
    }
}
