using Microsoft.AspNetCore.Http;
using Promozilla.Scraper.Fetching;
using Promozilla.Tests.Servers;
using StackExchange.Redis;
using Xunit.Abstractions;

namespace Promozilla.Tests.Scraper.Fetching;

/// <summary>The pace rule, measured where it counts: at the store.</summary>
[Trait("needs", "servers")]
public sealed class PaceLoadTests(RedisFixture redis, ITestOutputHelper output) : IClassFixture<RedisFixture>
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(120);
    private static readonly TimeSpan Answering = TimeSpan.FromMilliseconds(40);

    [Fact]
    public async Task Three_scrapers_never_ask_a_store_twice_at_once_nor_under_its_delay_and_stores_go_on_side_by_side()
    {
        await using var first = await ShopAsync();
        await using var second = await ShopAsync();
        await using var third = await ShopAsync();
        LoopbackShop[] shops = [first, second, third];
        var scrapers = new List<(ConnectionMultiplexer Redis, FetchingUnderTest Fetching)>();
        for (var n = 0; n < 3; n++)
        {
            // A connection each: what holds them together is Redis alone.
            var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
            scrapers.Add((connection, new FetchingUnderTest(connection, null, null, FetchingUnderTest.Listing(shops))));
        }

        var started = TimeProvider.System.GetTimestamp();
        await Task.WhenAll(
            from scraper in scrapers
            from shop in shops
            from category in Enumerable.Range(0, 2)
            select PagesAsync(scraper.Fetching, shop, category, 4));
        var took = TimeProvider.System.GetElapsedTime(started);

        foreach (var shop in shops)
        {
            Assert.Equal(24, shop.Visits.Count);
            foreach (var (visit, next) in shop.Visits.Zip(shop.Visits.Skip(1)))
            {
                var pause = TimeProvider.System.GetElapsedTime(visit.To, next.From);
                // Redis counts whole milliseconds.
                Assert.True(pause >= Delay - TimeSpan.FromMilliseconds(2), $"{visit.Path} and {next.Path}: {pause.TotalMilliseconds:F1} ms between the end of one and the beginning of the next");
            }
        }

        // One after the other the three stores would have taken three times as long as one.
        var alone = TimeSpan.FromTicks((Delay + Answering).Ticks * 24);
        output.WriteLine($"72 pages of 3 stores by 3 scrapers in {took.TotalSeconds:F1} s; one store alone takes {alone.TotalSeconds:F1} s");
        Assert.InRange(took, alone * 0.9, alone * 2.5);
        foreach (var (connection, fetching) in scrapers)
        {
            await fetching.DisposeAsync();
            connection.Dispose();
        }
    }

    [Fact]
    public async Task A_scraper_that_dies_in_a_request_holds_the_others_up_for_its_lease_and_the_pause_is_kept()
    {
        await using var shop = await ShopAsync();
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var lease = TimeSpan.FromMilliseconds(600);
        // It took the turn and was never heard of again.
        await new HostPace(connection).TakeAsync(shop.Host, lease, Delay, CancellationToken.None);
        var died = TimeProvider.System.GetTimestamp();
        await using var other = new FetchingUnderTest(connection, null, null, FetchingUnderTest.Listing(shop));
        await PagesAsync(other, shop, 0, 2);
        Assert.InRange(TimeProvider.System.GetElapsedTime(died, shop.Visits[0].From), lease + Delay - TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_store_that_asks_for_a_pause_gets_it_from_all_scrapers()
    {
        await using var shop = await ShopAsync();
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var answer = shop.Answer;
        shop.Answer = context =>
        {
            if (context.Request.Path != "/0/0") return answer(context);
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        };
        await using var one = new FetchingUnderTest(connection, null, null, [.. FetchingUnderTest.Listing(shop), ("Retries", "0")]);
        await using var two = new FetchingUnderTest(connection, null, null, FetchingUnderTest.Listing(shop));
        await one.PageAsync(shop.Url("/0/0"), Courtesy(shop));
        await two.PageAsync(shop.Url("/1/0"), Courtesy(shop));
        Assert.InRange(TimeProvider.System.GetElapsedTime(shop.Visits[0].To, shop.Visits[1].From).TotalSeconds, 0.95, 30);
    }

    private static async Task<LoopbackShop> ShopAsync()
    {
        var shop = await LoopbackShop.StartAsync();
        shop.Answer = async context =>
        {
            await context.Response.StartAsync();
            await Task.Delay(Answering);
            await context.Response.WriteAsync("página");
        };
        return shop;
    }

    private static async Task PagesAsync(FetchingUnderTest fetching, LoopbackShop shop, int category, int pages)
    {
        for (var page = 0; page < pages; page++) Assert.IsType<FetchResult.Page>(await fetching.PageAsync(shop.Url($"/{category}/{page}"), Courtesy(shop), store: shop.Host));
    }

    private static Courtesy Courtesy(LoopbackShop shop) => new([shop.Host], Delay.TotalSeconds, 0);
}
