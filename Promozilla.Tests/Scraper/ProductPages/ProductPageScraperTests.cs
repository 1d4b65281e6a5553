using Microsoft.AspNetCore.Http;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.ProductPages;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Scraper.Categories;
using Promozilla.Tests.Scraper.Fetching;

namespace Promozilla.Tests.Scraper.ProductPages;

/// <summary>One product's page over real HTTP from a shop on the loopback, with the courtesies that a category's pages get.</summary>
public sealed class ProductPageScraperTests : IAsyncLifetime
{
    private LoopbackShop _shop = null!;

    public async Task InitializeAsync() => _shop = await LoopbackShop.StartAsync();

    public async Task DisposeAsync() => await _shop.DisposeAsync();

    [Fact]
    public async Task A_page_says_what_it_is_about_and_not_what_is_sold_beside_it()
    {
        Show("""
            <h1>Zelda: Echoes of Wisdom Nintendo Switch</h1><p class="price">49,99 €</p><p>Em stock</p>
            <script type="application/ld+json">{"@type":"Product","name":"Zelda: Echoes of Wisdom Nintendo Switch","gtin13":"0045496479411",
            "offers":{"@type":"Offer","price":"49.99","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}</script>
            <section><h2>Outros</h2><div itemscope itemtype="https://schema.org/Product"><span itemprop="name">Mario</span><span itemprop="price" content="19.99">19,99 €</span></div></section>
            """);
        var read = await ReadAsync();
        Assert.Equal((ScrapeOutcome.Observed, null), (read.Outcome, read.Reason));
        Assert.Equal(new SeenProduct("Zelda: Echoes of Wisdom Nintendo Switch", read.Product!.TitleKey, 49.99m, "EUR", Availability.InStock, "0045496479411"), read.Product);
        Assert.Contains("zelda", read.Product.TitleKey, StringComparison.Ordinal);
        Assert.Equal("/p/zelda", Assert.Single(_shop.Visits).Path);
    }

    [Fact]
    public async Task What_is_sold_out_and_shows_no_price_is_observed_without_one()
    {
        Show("<h1>Zelda: Echoes of Wisdom Nintendo Switch</h1><p class=\"stock\">Esgotado</p>");
        var read = await ReadAsync();
        Assert.Equal((ScrapeOutcome.Observed, null, Availability.OutOfStock), (read.Outcome, read.Product!.Price, read.Product.Availability));
    }

    [Theory]
    [InlineData(404, ScrapeOutcome.Gone)]
    [InlineData(403, ScrapeOutcome.Blocked)]
    [InlineData(429, ScrapeOutcome.Blocked)]
    [InlineData(500, ScrapeOutcome.Failed)]
    [InlineData(200, ScrapeOutcome.Unreadable)]
    public async Task What_went_wrong_is_an_outcome_and_no_product(int status, string outcome)
    {
        _shop.Answer = context =>
        {
            context.Response.StatusCode = status;
            return context.Response.WriteAsync("<html><body><p>Estamos a renovar.</p></body></html>");
        };
        var read = await ReadAsync();
        Assert.Equal((outcome, null), (read.Outcome, read.Product));
        Assert.NotNull(read.Reason);
    }

    [Fact]
    public async Task What_robots_disallows_is_not_asked_for()
    {
        _shop.Robots = context => context.Response.WriteAsync("User-agent: *\nDisallow: /p/");
        Assert.Equal(ScrapeOutcome.Blocked, (await ReadAsync()).Outcome);
        Assert.Empty(_shop.Visits);
    }

    [Fact]
    public async Task A_page_off_the_stores_hosts_is_not_asked_for() =>
        Assert.Equal(ScrapeOutcome.Failed, (await ReadAsync(new Uri("http://elsewhere.example/p/zelda"))).Outcome);

    [Fact]
    public async Task A_run_that_is_called_off_ends_the_reading_with_its_outcome()
    {
        using var called = new CancellationTokenSource();
        _shop.Answer = async context =>
        {
            await called.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        Assert.Equal(ScrapeOutcome.Cancelled, (await ReadAsync(cancelled: called.Token)).Outcome);
    }

    private void Show(string body) => _shop.Answer = context =>
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync($"<!DOCTYPE html><html><body>{body}</body></html>");
    };

    private async Task<ProductPageRead> ReadAsync(Uri? url = null, CancellationToken cancelled = default)
    {
        await using var fetching = FetchingUnderTest.For(_shop);
        var definition = ShopDefinition.For(_shop.Url(), _shop.Host);
        var command = new ReadProductPage(Guid.NewGuid(), Guid.NewGuid(), "cstech", definition, "1", (url ?? _shop.Url("/p/zelda")).AbsoluteUri);
        return await new ProductPageScraper(fetching.Get<PageFetcher>(), TimeProvider.System).ReadAsync(command, StoreDefinition.Parse(definition), CancellationToken.None, cancelled);
    }
}
