using Promozilla.Scraper.Categories;
using Promozilla.Tests.Servers;
using StackExchange.Redis;

namespace Promozilla.Tests.Scraper.Categories;

[Trait("needs", "servers")]
public sealed class StoreCoolDownTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task A_store_that_refused_is_left_alone_in_that_run_only()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var (run, next) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await new StoreCoolDown(connection).StartAsync(run, "torre", "HTTP 403");
        var other = new StoreCoolDown(connection);
        Assert.Equal("HTTP 403", await other.ReasonAsync(run, "torre"));
        Assert.Null(await other.ReasonAsync(run, "vale"));
        Assert.Null(await other.ReasonAsync(next, "torre"));
    }
}
