using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Categories;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Scraper.Fetching;

namespace Promozilla.Tests.Scraper.Categories;

/// <summary>Every way in which a fetch can fail ends as a named outcome with a reason that an operator understands, in bounded time, and says nothing of any item.</summary>
public sealed class FailureOutcomeTests
{
    private static readonly Dictionary<string, RequestDelegate> Answers = new()
    {
        ["500"] = Status(500),
        ["429"] = Status(429),
        ["403"] = Status(403),
        ["401"] = Status(401),
        ["404"] = Status(404),
        ["304 for nothing"] = Status(304),
        ["slow"] = context => Task.Delay(Timeout.Infinite, context.RequestAborted),
        ["slow drip"] = async context =>
        {
            using var second = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
            while (await second.WaitForNextTickAsync(context.RequestAborted)) await context.Response.WriteAsync("<", context.RequestAborted);
        },
        ["cut"] = async context =>
        {
            context.Response.ContentLength = 100_000;
            await context.Response.WriteAsync("<html><body>");
            await context.Response.Body.FlushAsync();
            context.Abort();
        },
        ["cut at once"] = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        },
        ["bot wall"] = context => Typed(context, "text/html", "<html><title>Just a moment...</title><div id=\"challenge-form\"></div></html>"u8.ToArray()),
        ["bot wall 403"] = context =>
        {
            context.Response.StatusCode = 403;
            return Typed(context, "text/html", "<html><title>Just a moment...</title></html>"u8.ToArray());
        },
        ["picture"] = context => Typed(context, "image/png", [137, 80, 78, 71]),
        ["unknown charset"] = context => Typed(context, "text/html; charset=utf-7", "<html><body>+AGE-</body></html>"u8.ToArray()),
        ["not JSON"] = context => Typed(context, "application/json", "{\"products\": ["u8.ToArray()),
        ["too large"] = async context =>
        {
            var chunk = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(chunk, context.RequestAborted);
        },
        ["zip bomb"] = context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return Typed(context, "text/html", Bomb());
        },
        ["garbled gzip"] = context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return Typed(context, "text/html", [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 255, 254, 253, 252, 1, 2, 3, 4, 5, 6, 7, 8]);
        },
        ["endless redirect"] = context => Redirect(context, $"/products.json?page=1&again={Guid.NewGuid():N}"),
        ["redirect off the hosts"] = context => Redirect(context, "http://elsewhere.example/products.json"),
        ["redirect to private"] = context => Redirect(context, "http://127.0.0.2:6379/"),
        ["redirect to a file"] = context => Redirect(context, "file:///etc/passwd"),
    };

    [Theory]
    [InlineData("500", ScrapeOutcome.Failed, "HTTP 500", 3)]
    [InlineData("429", ScrapeOutcome.Blocked, "HTTP 429", 1)]
    [InlineData("403", ScrapeOutcome.Blocked, "HTTP 403", 1)]
    [InlineData("401", ScrapeOutcome.Blocked, "HTTP 401", 1)]
    [InlineData("404", ScrapeOutcome.Failed, "HTTP 404", 1)]
    [InlineData("304 for nothing", ScrapeOutcome.Failed, "HTTP 304", 1)]
    [InlineData("slow", ScrapeOutcome.Failed, "no answer in 1 s", 3)]
    [InlineData("slow drip", ScrapeOutcome.Failed, "no answer in 1 s", 3)]
    [InlineData("cut", ScrapeOutcome.Failed, "cut off", 3)]
    [InlineData("cut at once", ScrapeOutcome.Failed, "cut off", 3)]
    [InlineData("bot wall", ScrapeOutcome.Blocked, "a bot wall", 1)]
    [InlineData("bot wall 403", ScrapeOutcome.Blocked, "HTTP 403", 1)]
    [InlineData("picture", ScrapeOutcome.Failed, "image/png, not a page", 1)]
    [InlineData("unknown charset", ScrapeOutcome.Unreadable, "", 1)]
    [InlineData("not JSON", ScrapeOutcome.Unreadable, "", 1)]
    [InlineData("too large", ScrapeOutcome.Failed, "larger than 2000000 bytes", 1)]
    [InlineData("zip bomb", ScrapeOutcome.Failed, "larger than 2000000 bytes", 1)]
    [InlineData("garbled gzip", ScrapeOutcome.Failed, "can't be decompressed", 3)]
    [InlineData("endless redirect", ScrapeOutcome.Failed, "too many redirects", 7)]
    [InlineData("redirect off the hosts", ScrapeOutcome.Failed, "elsewhere.example", 1)]
    [InlineData("redirect to private", ScrapeOutcome.Failed, "no public address", 1)]
    [InlineData("redirect to a file", ScrapeOutcome.Failed, "not an http(s) address", 1)]
    public async Task A_hostile_answer_is_an_outcome_with_its_reason(string answer, string outcome, string reason, int asked)
    {
        await using var shop = await LoopbackShop.StartAsync();
        shop.Answer = Answers[answer];
        var (end, parts) = await ScrapeAsync(shop.Url(), shop.Host);
        Assert.Equal(outcome, end.Outcome);
        Assert.Contains(reason, end.Reason, StringComparison.Ordinal);
        Assert.Empty(parts);
        await Eventually.AssertAsync(() => Assert.Equal(asked, shop.Visits.Count));
    }

    [Fact]
    public async Task Every_answer_is_in_the_table()
    {
        var rows = typeof(FailureOutcomeTests).GetMethod(nameof(A_hostile_answer_is_an_outcome_with_its_reason))!.GetCustomAttributes(typeof(InlineDataAttribute), false).Cast<InlineDataAttribute>()
            .Select(row => (string)row.GetData(null!).Single()[0]);
        Assert.Equal(Answers.Keys.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_host_without_an_address_is_a_failure_that_says_so()
    {
        var (end, _) = await ScrapeAsync(new Uri("http://loja.invalid/"), "loja.invalid");
        Assert.Equal(ScrapeOutcome.Failed, end.Outcome);
        Assert.Contains("can't be resolved", end.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_nobody_listens_on_is_a_failure_that_says_so()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var (end, _) = await ScrapeAsync(new Uri($"http://{closed.LocalEndPoint}/"), closed.LocalEndPoint!.ToString()!);
        Assert.Equal(ScrapeOutcome.Failed, end.Outcome);
        Assert.Contains("can't connect", end.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_a_failure_that_says_so()
    {
        await using var shop = await LoopbackShop.StartAsync(isSecure: true);
        var (end, _) = await ScrapeAsync(shop.Url(), shop.Host);
        Assert.Equal(ScrapeOutcome.Failed, end.Outcome);
        Assert.Contains("no secure connection", end.Reason, StringComparison.Ordinal);
        Assert.Empty(shop.Visits);
    }

    private static async Task<(CategoryScraped End, List<ListingsObserved> Parts)> ScrapeAsync(Uri url, string listed)
    {
        await using var fetching = new FetchingUnderTest(null, null, null, ("PrivateHosts:0", listed), ("TrySeconds", "1"));
        var definition = ShopDefinition.For(url, url.Authority, "127.0.0.2:6379");
        var store = StoreDefinition.Parse(definition);
        List<ListingsObserved> parts = [];
        var end = await new CategoryScraper(fetching.Get<PageFetcher>(), TimeProvider.System).ScrapeAsync(
            new ScrapeCategory(Guid.CreateVersion7(), store.Key, "nintendo", definition), store, store.Categories[0], (part, _) => { parts.Add(part); return Task.CompletedTask; }, CancellationToken.None);
        return (end, parts);
    }

    private static RequestDelegate Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static Task Typed(HttpContext context, string type, byte[] body)
    {
        context.Response.ContentType = type;
        return context.Response.Body.WriteAsync(body).AsTask();
    }

    private static Task Redirect(HttpContext context, string target)
    {
        context.Response.Redirect(target);
        return Task.CompletedTask;
    }

    private static byte[] Bomb()
    {
        using var bomb = new MemoryStream();
        using (var zip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
        {
            var chunk = new byte[1024 * 1024];
            for (var i = 0; i < 100; i++) zip.Write(chunk);
        }

        return bomb.ToArray();
    }
}
