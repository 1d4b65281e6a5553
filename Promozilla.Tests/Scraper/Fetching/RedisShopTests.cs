using Promozilla.Tests.Servers;
using StackExchange.Redis;

namespace Promozilla.Tests.Scraper.Fetching;

/// <summary>What tests of that which scrapers remember together begin with: a shop, and a Redis.</summary>
public abstract class RedisShopTests(RedisFixture redis) : IClassFixture<RedisFixture>, IAsyncLifetime
{
    private protected ConnectionMultiplexer _redis = null!;
    private protected LoopbackShop _shop = null!;

    public async Task InitializeAsync()
    {
        _redis = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        _shop = await LoopbackShop.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _shop.DisposeAsync();
        _redis.Dispose();
    }
}
