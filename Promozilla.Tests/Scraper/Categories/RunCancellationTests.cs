using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Categories;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Scraper.Fetching;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Scraper.Categories;

/// <summary>A run that is cancelled stops within five seconds, wherever it is.</summary>
[Trait("needs", "servers")]
public sealed class RunCancellationTests(RedisFixture redis) : RedisShopTests(redis)
{
    private readonly Guid _run = Guid.CreateVersion7();

    [Fact]
    public async Task In_the_middle_of_a_slow_page_and_counts_what_was_told_before()
    {
        var isSlow = new TaskCompletionSource();
        _shop.Answer = async context =>
        {
            if (context.Request.Query["page"] == "1")
            {
                await context.Response.WriteAsync(ShopDefinition.Products(1));
                return;
            }

            isSlow.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var (end, took, parts) = await CancelAsync(delay: 0, isSlow.Task);
        Assert.Equal((ScrapeOutcome.Cancelled, 1, 230, 2), (end.Outcome, end.Pages, end.Items, end.Messages));
        Assert.Equal(2, parts.Count);
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task While_it_waits_for_its_turn()
    {
        _shop.Answer = context => context.Response.WriteAsync(ShopDefinition.Products(1));
        await using var other = Fetching();
        // Somebody else has the turn, for longer than this test lasts.
        await other.Get<IHostPace>().TakeAsync(_shop.Host, TimeSpan.FromMinutes(2), TimeSpan.Zero, CancellationToken.None);
        var (end, took, _) = await CancelAsync(delay: 5, Task.CompletedTask);
        Assert.Equal((ScrapeOutcome.Cancelled, 0), (end.Outcome, _shop.Visits.Count));
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Between_two_tries()
    {
        var refused = new TaskCompletionSource();
        _shop.Answer = context =>
        {
            refused.TrySetResult();
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "80";
            return Task.CompletedTask;
        };
        var (end, took, _) = await CancelAsync(delay: 0, refused.Task);
        Assert.Equal((ScrapeOutcome.Cancelled, 1), (end.Outcome, _shop.Visits.Count));
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_command_that_comes_after_asks_the_store_nothing()
    {
        await _redis.GetDatabase().StringSetAsync(ResourceNames.RunCancelled(_run), "1");
        var (end, _, _) = await ScrapeAsync(delay: 0);
        Assert.Equal((ScrapeOutcome.Cancelled, 0, 0), (end.Outcome, _shop.Visits.Count, _shop.RobotsVisits));
    }

    [Fact]
    public async Task Another_run_goes_on()
    {
        _shop.Answer = context => context.Response.WriteAsync(context.Request.Query["page"] == "1" ? ShopDefinition.Products(1) : """{"products":[]}""");
        await _redis.GetDatabase().StringSetAsync(ResourceNames.RunCancelled(Guid.CreateVersion7()), "1");
        Assert.Equal(ScrapeOutcome.Observed, (await ScrapeAsync(delay: 0)).End.Outcome);
    }

    private async Task<(CategoryScraped End, TimeSpan Took, List<ListingsObserved> Parts)> CancelAsync(double delay, Task ready)
    {
        var scraping = ScrapeAsync(delay);
        await ready.WaitAsync(TimeSpan.FromSeconds(30));
        await _redis.GetDatabase().StringSetAsync(ResourceNames.RunCancelled(_run), "1");
        var started = Stopwatch.GetTimestamp();
        var (end, _, parts) = await scraping.WaitAsync(TimeSpan.FromSeconds(30));
        return (end, Stopwatch.GetElapsedTime(started), parts);
    }

    private async Task<(CategoryScraped End, TimeSpan Took, List<ListingsObserved> Parts)> ScrapeAsync(double delay)
    {
        await using var fetching = Fetching();
        var definition = ShopDefinition.For(_shop.Url(), delay, $"loja-{_run:N}", _shop.Host);
        var store = StoreDefinition.Parse(definition);
        await using var watch = await new RunCancellations(_redis, TimeProvider.System).WatchAsync(_run);
        List<ListingsObserved> parts = [];
        var end = await new CategoryScraper(fetching.Get<PageFetcher>(), TimeProvider.System).ScrapeAsync(
            new ScrapeCategory(_run, store.Key, "nintendo", definition), store, store.Categories[0], (part, _) => { parts.Add(part); return Task.CompletedTask; }, CancellationToken.None, watch.Cancelled);
        return (end, TimeSpan.Zero, parts);
    }

    private FetchingUnderTest Fetching() => new(_redis, null, null, [.. FetchingUnderTest.Listing(_shop), ("TrySeconds", "60")]);
}
