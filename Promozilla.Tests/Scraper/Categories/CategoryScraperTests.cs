using System.Globalization;
using Microsoft.AspNetCore.Http;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Categories;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Scraper.Fetching;

namespace Promozilla.Tests.Scraper.Categories;

/// <summary>A whole category over real HTTP from a shop on the loopback that the test writes.</summary>
public sealed class CategoryScraperTests : IAsyncLifetime
{
    private LoopbackShop _shop = null!;

    public async Task InitializeAsync()
    {
        _shop = await LoopbackShop.StartAsync();
        Answer((context, page) => context.Response.WriteAsync(page <= 3 ? ShopDefinition.Products(page) : """{"products":[]}"""));
    }

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task Every_page_is_published_in_parts_and_the_end_counts_them()
    {
        var (end, parts) = await ScrapeAsync();
        Assert.Equal((ScrapeOutcome.Observed, 690, 6), (end.Outcome, end.Items, end.Messages));
        Assert.Equal([(1, 1), (1, 2), (2, 1), (2, 2), (3, 1), (3, 2)], parts.Select(part => (part.Page, part.Part)));
        Assert.All(parts, part => Assert.InRange(part.Items.Count, 1, ListingsObserved.MaxItems));
        Assert.Equal((1m, 0m), (end.FieldFill["price"], end.FieldFill["gtin"]));
        Assert.Contains("+https://", _shop.Visits[0].Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal(parts.Select(part => part.MessageId), (await ScrapeAsync(end.RunId)).Parts.Select(part => part.MessageId));
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again()
    {
        var tries = 0;
        var good = _shop.Answer;
        Answer((context, _) =>
        {
            if (++tries > 1) return good(context);
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        Assert.Equal(690, (await ScrapeAsync()).End.Items);
    }

    [Fact]
    public async Task An_empty_first_page_is_empty_and_not_all_gone()
    {
        Answer((context, _) => context.Response.WriteAsync("""{"products":[]}"""));
        Assert.Equal(ScrapeOutcome.Empty, (await ScrapeAsync()).End.Outcome);
    }

    [Fact]
    public async Task A_shop_that_repeats_its_last_page_ends_the_category()
    {
        Answer((context, page) => context.Response.WriteAsync(ShopDefinition.Products(Math.Min(page, 2))));
        Assert.Equal(460, (await ScrapeAsync()).End.Items);
    }

    [Fact]
    public async Task What_robots_disallows_is_never_asked_for()
    {
        _shop.Robots = context => context.Response.WriteAsync("User-agent: *\nDisallow: /products.json");
        Assert.Equal(ScrapeOutcome.Blocked, (await ScrapeAsync()).End.Outcome);
        Assert.Empty(_shop.Visits);
    }

    [Fact]
    public async Task A_private_address_that_is_not_listed_is_not_reached()
    {
        var (end, _) = await ScrapeAsync(listed: false);
        Assert.Equal((ScrapeOutcome.Failed, 0), (end.Outcome, _shop.Visits.Count));
    }

    private void Answer(Func<HttpContext, int, Task> page) => _shop.Answer = context => page(context, int.Parse(context.Request.Query["page"]!, CultureInfo.InvariantCulture));

    private async Task<(CategoryScraped End, List<ListingsObserved> Parts)> ScrapeAsync(Guid? run = null, bool listed = true)
    {
        await using var fetching = new FetchingUnderTest(null, null, null, ("PrivateHosts:0", listed ? _shop.Host : "other:1"));
        var definition = ShopDefinition.For(_shop.Url(), _shop.Host);
        var store = StoreDefinition.Parse(definition);
        var command = new ScrapeCategory(run ?? Guid.CreateVersion7(), store.Key, "nintendo", definition);
        List<ListingsObserved> parts = [];
        var scraper = new CategoryScraper(fetching.Get<PageFetcher>(), TimeProvider.System);
        var end = await scraper.ScrapeAsync(command, store, store.Categories[0], (part, _) => { parts.Add(part); return Task.CompletedTask; }, CancellationToken.None);
        return (end, parts);
    }
}
