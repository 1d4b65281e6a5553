using System.Net.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Promozilla.Scraper.Fetching;
using StackExchange.Redis;

namespace Promozilla.Tests.Scraper.Fetching;

/// <summary>The scraper's own fetching, as the process composes it, with short times; each instance stands for a replica.</summary>
internal sealed class FetchingUnderTest : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="redis">Null: as a command line without Redis.</param>
    /// <param name="settings">Keys under Scraper, and their values.</param>
    public FetchingUnderTest(IConnectionMultiplexer? redis, TimeProvider? time, SslClientAuthenticationOptions? trust, params (string Key, string Value)[] settings)
    {
        var values = new Dictionary<string, string?> { ["Scraper:Retries"] = "2", ["Scraper:RetrySeconds"] = "0.01", ["Scraper:TrySeconds"] = "2", ["Scraper:MaxBytes"] = "2000000" };
        foreach (var (key, value) in settings) values[$"Scraper:{key}"] = value;
        var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build())
            .AddSingleton(time ?? TimeProvider.System).AddFetching();
        if (redis is not null) services.AddSingleton(redis);
        if (trust is not null) services.AddSingleton(trust);
        services.AddHealthChecks();
        _services = services.BuildServiceProvider();
    }

    public static FetchingUnderTest For(params LoopbackShop[] shops) => new(null, null, null, Listing(shops));

    public static (string Key, string Value)[] Listing(params LoopbackShop[] shops) => [.. shops.Select((shop, n) => ($"PrivateHosts:{n}", shop.Host))];

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task<FetchResult> PageAsync(Uri url, Courtesy? courtesy = null, string store = "loja", CancellationToken cancellationToken = default) =>
        Get<PageFetcher>().PageAsync(store, () => new HttpRequestMessage(HttpMethod.Get, url), courtesy ?? new Courtesy([url.Authority], 0, 0), cancellationToken);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
