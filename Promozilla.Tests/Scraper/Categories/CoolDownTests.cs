using Microsoft.AspNetCore.Http;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Categories;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Scraper.Fetching;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Scraper.Categories;

/// <summary>A store that refuses is left alone: measured at the store.</summary>
[Trait("needs", "servers")]
public sealed class CoolDownTests(RedisFixture redis) : RedisShopTests(redis)
{
    private readonly string _store = $"loja-{Guid.NewGuid():N}";

    [Theory]
    [InlineData(403, null, 60 * 60)]
    [InlineData(401, null, 60 * 60)]
    [InlineData(429, null, 10 * 60)]
    [InlineData(429, "900", 900)]
    [InlineData(429, "9999999", 12 * 60 * 60)]
    [InlineData(503, "1800", 1800)]
    [InlineData(200, null, 60 * 60)]
    public async Task After_the_first_refusal_no_other_request_arrives_from_any_scraper_in_this_run_or_the_next(int status, string? retryAfter, int seconds)
    {
        _shop.Answer = context =>
        {
            context.Response.StatusCode = status;
            if (retryAfter is not null) context.Response.Headers.RetryAfter = retryAfter;
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<html><title>Just a moment...</title></html>");
        };
        await using var one = Fetching();
        await using var two = Fetching();
        var (run, next) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        // Eight categories at once over two scrapers, all of them waiting for the host's turn.
        var ends = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => ScrapeAsync(n % 2 == 0 ? one : two, run, delay: 0.05)));
        Assert.Single(_shop.Visits);
        Assert.Equal(status == 503 ? 7 : 8, ends.Count(end => end.Outcome == ScrapeOutcome.Blocked));
        var later = await ScrapeAsync(two, next, delay: 0.05);
        Assert.Equal(ScrapeOutcome.Blocked, later.Outcome);
        Assert.Matches(@"^left alone until \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC: (HTTP \d{3}|a bot wall)", later.Reason);
        Assert.Single(_shop.Visits);
        var left = await _redis.GetDatabase().KeyTimeToLiveAsync($"promozilla:cool-down:{_store}");
        Assert.InRange(left!.Value.TotalSeconds, seconds - 30, seconds);
    }

    [Fact]
    public async Task When_its_time_is_up_the_store_is_asked_again_but_not_in_the_same_run()
    {
        var isRefusing = true;
        _shop.Answer = context =>
        {
            context.Response.StatusCode = isRefusing ? 429 : 200;
            return context.Response.WriteAsync(isRefusing ? "" : context.Request.Query["page"] == "1" ? ShopDefinition.Products(1) : """{"products":[]}""");
        };
        await using var fetching = Fetching(("TooManyMinutes", "0.02"));
        var run = Guid.CreateVersion7();
        Assert.Equal(ScrapeOutcome.Blocked, (await ScrapeAsync(fetching, run)).Outcome);
        isRefusing = false;
        await Eventually.AssertAsync(async () => Assert.Equal(ScrapeOutcome.Observed, (await ScrapeAsync(fetching, Guid.CreateVersion7())).Outcome));
        var rest = await ScrapeAsync(fetching, run);
        Assert.Equal((ScrapeOutcome.Blocked, "left alone for the rest of the run: HTTP 429"), (rest.Outcome, rest.Reason));
    }

    [Fact]
    public async Task Sample_stores_may_be_asked_again_in_the_next_run()
    {
        _shop.Answer = context =>
        {
            context.Response.StatusCode = 403;
            return Task.CompletedTask;
        };
        await using var fetching = Fetching(("LongestCoolDownMinutes", "0"));
        await ScrapeAsync(fetching, Guid.CreateVersion7());
        await ScrapeAsync(fetching, Guid.CreateVersion7());
        Assert.Equal(2, _shop.Visits.Count);
    }

    [Fact]
    public async Task A_refused_picture_or_a_forbidden_path_of_robots_says_nothing_of_the_store()
    {
        _shop.Robots = context => context.Response.WriteAsync("User-agent: *\nDisallow: /products.json");
        _shop.Answer = context =>
        {
            context.Response.StatusCode = 403;
            return Task.CompletedTask;
        };
        await using var fetching = Fetching();
        var (response, _) = await fetching.Get<PageFetcher>().SendAsync(
            $"images:{_store}", () => new HttpRequestMessage(HttpMethod.Get, _shop.Url("/capa.jpg")), new Courtesy(null, 0, 0), CancellationToken.None);
        response?.Dispose();
        Assert.Equal(ScrapeOutcome.Blocked, (await ScrapeAsync(fetching, Guid.CreateVersion7())).Outcome);
        Assert.Null(await fetching.Get<StoreCoolDown>().ReasonAsync(_store, null));
    }

    private FetchingUnderTest Fetching(params (string Key, string Value)[] settings) => new(_redis, null, null, [.. FetchingUnderTest.Listing(_shop), .. settings]);

    private async Task<CategoryScraped> ScrapeAsync(FetchingUnderTest fetching, Guid run, double delay = 0)
    {
        var definition = ShopDefinition.For(_shop.Url(), delay, _store, _shop.Host);
        var store = StoreDefinition.Parse(definition);
        return await new CategoryScraper(fetching.Get<PageFetcher>(), TimeProvider.System)
            .ScrapeAsync(new ScrapeCategory(run, store.Key, "nintendo", definition), store, store.Categories[0], (_, _) => Task.CompletedTask, CancellationToken.None);
    }
}
