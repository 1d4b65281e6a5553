using Microsoft.AspNetCore.Http;
using Promozilla.Tests.Servers;
using Promozilla.Web.Site;
using StackExchange.Redis;

namespace Promozilla.Tests.Web;

[Trait("needs", "servers")]
public sealed class RedisPageStoreTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    [Fact]
    public async Task No_page_that_is_kept_while_others_are_evicted_escapes_the_next_eviction()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        using var store = new RedisPageStore(connection, new HttpContextAccessor());
        using var enough = new CancellationTokenSource();
        var evicting = Task.Run(async () =>
        {
            while (!enough.IsCancellationRequested) await store.EvictByTagAsync("shelf", CancellationToken.None);
        });
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 3000), new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (page, token) => await store.SetAsync($"{page}", [1, 2, 3], ["shelf"], TimeSpan.FromMinutes(5), token));
        await enough.CancelAsync();
        await evicting;

        await store.SetAsync("last", [7], ["shelf"], TimeSpan.FromMinutes(5), CancellationToken.None);
        Assert.Equal([7], await store.GetAsync("last", CancellationToken.None));
        await store.EvictByTagAsync("shelf", CancellationToken.None);
        for (var page = 0; page < 3000; page++) Assert.Null(await store.GetAsync($"{page}", CancellationToken.None));
        Assert.Null(await store.GetAsync("last", CancellationToken.None));
    }

    [Fact]
    public async Task A_page_at_hand_goes_with_the_eviction_too()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        using var store = new RedisPageStore(connection, new HttpContextAccessor());
        await store.SetAsync("near", [1], ["shelf"], TimeSpan.FromMinutes(5), CancellationToken.None);
        Assert.Equal([1], await store.GetAsync("near", CancellationToken.None));
        await connection.GetDatabase().KeyDeleteAsync("promozilla:page:near");
        Assert.Equal([1], await store.GetAsync("near", CancellationToken.None));
        await store.EvictByTagAsync("shelf", CancellationToken.None);
        Assert.Null(await store.GetAsync("near", CancellationToken.None));
    }

    [Fact]
    public async Task A_page_that_was_begun_before_an_eviction_is_not_kept_after_it()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var request = new HttpContextAccessor { HttpContext = new DefaultHttpContext() };
        using var store = new RedisPageStore(connection, request);
        Assert.Null(await store.GetAsync("begun", CancellationToken.None));
        await store.EvictByTagAsync("shelf", CancellationToken.None);
        await store.SetAsync("begun", [1], ["shelf"], TimeSpan.FromMinutes(5), CancellationToken.None);
        Assert.Null(await store.GetAsync("begun", CancellationToken.None));

        await store.SetAsync("begun", [2], ["shelf"], TimeSpan.FromMinutes(5), CancellationToken.None);
        Assert.Equal([2], await store.GetAsync("begun", CancellationToken.None));
    }
}
