using System.Globalization;
using Microsoft.AspNetCore.Http;
using Promozilla.Scraper.Fetching;
using Promozilla.Tests.Worker;

namespace Promozilla.Tests.Scraper.Fetching;

public sealed class RobotsHandlerTests : IAsyncLifetime
{
    private LoopbackShop _shop = null!;

    public async Task InitializeAsync() => _shop = await LoopbackShop.StartAsync();

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_robots_file_that_is_not_there_allows_everything(int status)
    {
        _shop.Robots = Status(status);
        await using var fetching = FetchingUnderTest.For(_shop);
        Assert.IsType<FetchResult.Page>(await fetching.PageAsync(_shop.Url("/jogos")));
    }

    [Theory]
    [InlineData(500, 3)]
    [InlineData(503, 3)]
    [InlineData(429, 1)]
    public async Task A_robots_file_that_cant_be_read_allows_nothing(int status, int asked)
    {
        _shop.Robots = Status(status);
        await using var fetching = FetchingUnderTest.For(_shop);
        var blocked = Assert.IsType<FetchResult.Blocked>(await fetching.PageAsync(_shop.Url("/jogos")));
        Assert.Contains($"HTTP {status}", blocked.Reason, StringComparison.Ordinal);
        Assert.Equal((asked, 0), (_shop.RobotsVisits, _shop.Visits.Count));
    }

    [Fact]
    public async Task A_passing_failure_of_robots_costs_a_retry_and_not_the_night()
    {
        var asked = 0;
        _shop.Robots = context => ++asked == 1 ? Status(503)(context) : context.Response.WriteAsync("User-agent: *\nDisallow: /carrinho");
        await using var fetching = FetchingUnderTest.For(_shop);
        Assert.IsType<FetchResult.Page>(await fetching.PageAsync(_shop.Url("/jogos")));
        Assert.IsType<FetchResult.Blocked>(await fetching.PageAsync(_shop.Url("/carrinho")));
        Assert.Equal(2, _shop.RobotsVisits);
    }

    [Fact]
    public async Task The_file_is_asked_for_again_within_24_hours_and_not_before_it_is_due()
    {
        var clock = new MovableClock();
        await using var fetching = new FetchingUnderTest(null, clock, null, FetchingUnderTest.Listing(_shop));
        await fetching.PageAsync(_shop.Url("/jogos"));
        clock.Ahead = TimeSpan.FromHours(22);
        await fetching.PageAsync(_shop.Url("/consolas"));
        Assert.Equal(1, _shop.RobotsVisits);
        clock.Ahead = TimeSpan.FromHours(23.9);
        _shop.Robots = context => context.Response.WriteAsync("User-agent: promozilla\nDisallow: /");
        Assert.IsType<FetchResult.Blocked>(await fetching.PageAsync(_shop.Url("/jogos")));
        Assert.Equal(2, _shop.RobotsVisits);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public async Task Five_redirects_are_followed_and_more_are_no_file(int redirects, bool isAllowed)
    {
        _shop.Robots = Redirect("/robots-1.txt");
        _shop.Answer = context =>
        {
            var path = context.Request.Path.Value!;
            if (!path.StartsWith("/robots-", StringComparison.Ordinal)) return context.Response.WriteAsync("página");
            var hop = int.Parse(path[8..^4], CultureInfo.InvariantCulture);
            return hop < redirects ? Redirect($"/robots-{hop + 1}.txt")(context) : context.Response.WriteAsync("User-agent: *\nDisallow: /");
        };
        await using var fetching = FetchingUnderTest.For(_shop);
        Assert.Equal(isAllowed, await fetching.PageAsync(_shop.Url("/jogos")) is FetchResult.Page);
    }

    [Fact]
    public async Task A_redirect_off_the_stores_hosts_leaves_the_rules_unknown_and_nothing_allowed()
    {
        await using var other = await LoopbackShop.StartAsync();
        _shop.Robots = Redirect(other.Url("/robots.txt").ToString());
        await using var fetching = FetchingUnderTest.For(_shop, other);
        Assert.Contains(other.Host, Assert.IsType<FetchResult.Blocked>(await fetching.PageAsync(_shop.Url("/jogos"))).Reason, StringComparison.Ordinal);
        Assert.Equal(0, other.RobotsVisits);
    }

    [Fact]
    public async Task Of_a_file_that_never_ends_the_beginning_counts()
    {
        _shop.Robots = async context =>
        {
            await context.Response.WriteAsync("User-agent: *\nDisallow: /carrinho\n");
            var comment = new string('#', 8191) + "\n";
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.WriteAsync(comment, context.RequestAborted);
        };
        await using var fetching = FetchingUnderTest.For(_shop);
        Assert.IsType<FetchResult.Page>(await fetching.PageAsync(_shop.Url("/jogos")));
        Assert.IsType<FetchResult.Blocked>(await fetching.PageAsync(_shop.Url("/carrinho")));
    }

    [Fact]
    public async Task A_crawl_delay_wins_over_a_shorter_delay()
    {
        _shop.Robots = context => context.Response.WriteAsync("User-agent: *\nCrawl-delay: 0.6");
        await using var fetching = FetchingUnderTest.For(_shop);
        await fetching.PageAsync(_shop.Url("/1"));
        await fetching.PageAsync(_shop.Url("/2"));
        Assert.InRange(TimeProvider.System.GetElapsedTime(_shop.Visits[0].To, _shop.Visits[1].From).TotalSeconds, 0.598, 60);
    }

    private static RequestDelegate Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static RequestDelegate Redirect(string target) => context =>
    {
        context.Response.Redirect(target);
        return Task.CompletedTask;
    };
}
