using System.Globalization;
using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Categories;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.Scraper.Categories;

/// <summary>A whole category over real HTTP from a shop on the loopback that the test writes.</summary>
public sealed class CategoryScraperTests : IAsyncLifetime
{
    private readonly WebApplication _shop = Shop();
    private readonly List<string> _asked = [];
    private Func<HttpContext, int, Task> _answer = (context, page) => context.Response.WriteAsync(page <= 3 ? Products(page) : """{"products":[]}""");
    private string _robots = "";
    private string Host => new Uri(_shop.Urls.Single()).Authority;

    public async Task InitializeAsync()
    {
        _shop.MapGet("/robots.txt", () => _robots);
        _shop.MapGet("/products.json", context =>
        {
            lock (_asked) _asked.Add(context.Request.Headers.UserAgent.ToString());
            return _answer(context, int.Parse(context.Request.Query["page"]!, CultureInfo.InvariantCulture));
        });
        await _shop.StartAsync();
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
        Assert.Contains("+https://", _asked[0], StringComparison.Ordinal);
        Assert.Equal(parts.Select(part => part.MessageId), (await ScrapeAsync(end.RunId)).Parts.Select(part => part.MessageId));
    }

    [Theory]
    [InlineData(403, ScrapeOutcome.Blocked)]
    [InlineData(429, ScrapeOutcome.Blocked)]
    [InlineData(500, ScrapeOutcome.Failed)]
    [InlineData(404, ScrapeOutcome.Failed)]
    public async Task A_refused_first_page_is_an_outcome_and_says_nothing_of_any_item(int status, string outcome)
    {
        _answer = (context, _) =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };
        var (end, parts) = await ScrapeAsync();
        Assert.Equal(outcome, end.Outcome);
        Assert.Empty(parts);
        Assert.Equal(status is 429 or 500 ? 3 : 1, _asked.Count);
    }

    [Fact]
    public async Task A_passing_failure_is_tried_again()
    {
        var tries = 0;
        var good = _answer;
        _answer = (context, page) =>
        {
            if (++tries > 1) return good(context, page);
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        };
        Assert.Equal(690, (await ScrapeAsync()).End.Items);
    }

    [Fact]
    public async Task An_empty_first_page_is_empty_and_not_all_gone()
    {
        _answer = (context, _) => context.Response.WriteAsync("""{"products":[]}""");
        Assert.Equal(ScrapeOutcome.Empty, (await ScrapeAsync()).End.Outcome);
    }

    [Fact]
    public async Task A_shop_that_repeats_its_last_page_ends_the_category()
    {
        _answer = (context, page) => context.Response.WriteAsync(Products(Math.Min(page, 2)));
        Assert.Equal(460, (await ScrapeAsync()).End.Items);
    }

    [Fact]
    public async Task A_page_that_never_ends_costs_a_bounded_refusal()
    {
        _answer = async (context, _) =>
        {
            var chunk = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        };
        var (end, _) = await ScrapeAsync();
        Assert.Equal(ScrapeOutcome.Failed, end.Outcome);
        Assert.Contains("larger", end.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_drip_is_cut_off()
    {
        _answer = async (context, _) =>
        {
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        Assert.Contains("no answer in", (await ScrapeAsync()).End.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_bomb_costs_what_a_page_costs()
    {
        using var bomb = new MemoryStream();
        using (var zip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            var chunk = new byte[1024 * 1024];
            for (var i = 0; i < 100; i++) zip.Write(chunk);
        }

        _answer = (context, _) =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.Body.WriteAsync(bomb.ToArray()).AsTask();
        };
        Assert.Contains("larger", (await ScrapeAsync()).End.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_without_end_is_left()
    {
        _answer = (context, page) =>
        {
            context.Response.Redirect($"/products.json?page={page}&again={_asked.Count}");
            return Task.CompletedTask;
        };
        var (end, _) = await ScrapeAsync();
        Assert.Equal(ScrapeOutcome.Failed, end.Outcome);
        Assert.InRange(_asked.Count, 2, 10);
    }

    [Fact]
    public async Task What_robots_disallows_is_never_asked_for()
    {
        _robots = "User-agent: *\nDisallow: /products.json";
        Assert.Equal(ScrapeOutcome.Blocked, (await ScrapeAsync()).End.Outcome);
        Assert.Empty(_asked);
    }

    [Fact]
    public async Task A_private_address_that_is_not_listed_is_not_reached()
    {
        var (end, _) = await ScrapeAsync(listed: false);
        Assert.Equal((ScrapeOutcome.Failed, 0), (end.Outcome, _asked.Count));
    }

    [Fact]
    public async Task A_redirect_off_the_stores_hosts_is_not_followed()
    {
        _answer = (context, _) =>
        {
            context.Response.Redirect("http://elsewhere.example/products.json");
            return Task.CompletedTask;
        };
        Assert.Contains("elsewhere.example", (await ScrapeAsync()).End.Reason, StringComparison.Ordinal);
    }

    private async Task<(CategoryScraped End, List<ListingsObserved> Parts)> ScrapeAsync(Guid? run = null, bool listed = true)
    {
        // No delay needs no Redis.
        var settings = new Dictionary<string, string?> { ["Scraper:Retries"] = "2", ["Scraper:RetrySeconds"] = "0.01", ["Scraper:TrySeconds"] = "2", ["Scraper:MaxBytes"] = "2000000", ["Scraper:PrivateHosts:0"] = listed ? Host : "other:1" };
        await using var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddSingleton(TimeProvider.System).AddFetching().AddSingleton(new HostPace(null!)).BuildServiceProvider();
        var definition = File.ReadAllText(Path.Combine(StoreDefinitions.Directory, "cstech.json")).Replace("https://cstech.store", $"http://{Host}", StringComparison.Ordinal)
            .Replace("\"cstech.store\"", $"\"{Host}\"", StringComparison.Ordinal).Replace("\"delaySeconds\": 3, \"jitterSeconds\": 2", "\"delaySeconds\": 0, \"jitterSeconds\": 0", StringComparison.Ordinal);
        var store = StoreDefinition.Parse(definition);
        var command = new ScrapeCategory(run ?? Guid.CreateVersion7(), store.Key, "nintendo", definition);
        List<ListingsObserved> parts = [];
        var scraper = new CategoryScraper(services.GetRequiredService<PageFetcher>(), TimeProvider.System);
        var end = await scraper.ScrapeAsync(command, store, store.Categories[0], (part, _) => { parts.Add(part); return Task.CompletedTask; }, CancellationToken.None);
        return (end, parts);
    }

    private static string Products(int page) => $$"""{"products":[{{string.Join(',', Enumerable.Range(page * 1000, 250).Select(Product))}}]}""";

    private static string Product(int id) =>
        $$"""{"id":{{id}},"title":"Jogo {{id}} Switch","handle":"jogo-{{id}}","product_type":"{{(id % 1000 < 230 ? "Jogos Nintendo Switch" : "Jogos PS5")}}","variants":[{"price":"19.99","available":true}]}""";

    private static WebApplication Shop()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        return builder.Build();
    }
}
