using System.Text;
using Microsoft.AspNetCore.Http;
using Promozilla.Scraper.Fetching;
using Promozilla.Tests.Servers;
using StackExchange.Redis;

namespace Promozilla.Tests.Scraper.Fetching;

[Trait("needs", "servers")]
public sealed class KeptPagesTests(RedisFixture redis) : RedisShopTests(redis)
{
    private const string Modified = "Fri, 20 Nov 2026 08:00:00 GMT";
    private readonly string _store = $"loja-{Guid.NewGuid():N}";
    private string _page = "<html><body>Olá, 49,99 €</body></html>";

    [Theory]
    [InlineData("\"v1\"", null)]
    [InlineData("W/\"v1\"", null)]
    [InlineData(null, Modified)]
    [InlineData("\"v1\"", Modified)]
    public async Task A_page_that_did_not_change_is_read_as_it_was_by_any_scraper(string? tag, string? modified)
    {
        _shop.Answer = Conditional(tag, modified);
        await using var one = Fetching();
        await using var two = Fetching();
        var first = await PageAsync(one);
        var second = await PageAsync(two);
        Assert.Equal(_page, first.Content.Text);
        Assert.Equal((first.Content.Text, first.Content.Url), (second.Content.Text, second.Content.Url));
        Assert.Equal((tag ?? "", modified ?? ""), (Sent(1, "If-None-Match"), Sent(1, "If-Modified-Since")));
        Assert.Equal(1, _unchanged);
    }

    [Fact]
    public async Task A_page_that_changed_comes_whole_and_is_the_one_that_is_kept()
    {
        _shop.Answer = Conditional("\"v1\"", null);
        await using var fetching = Fetching();
        await PageAsync(fetching);
        _page = "<html><body>39,99 €</body></html>";
        _shop.Answer = Conditional("\"v2\"", null);
        Assert.Equal(_page, (await PageAsync(fetching)).Content.Text);
        Assert.Equal(_page, (await PageAsync(fetching)).Content.Text);
        Assert.Equal("\"v2\"", Sent(2, "If-None-Match"));
    }

    [Theory]
    [InlineData("no-store", null)]
    [InlineData(null, "*")]
    public async Task What_a_store_does_not_want_kept_is_not_and_what_was_kept_goes(string? cacheControl, string? vary)
    {
        _shop.Answer = Conditional("\"v1\"", null);
        await using var fetching = Fetching();
        await PageAsync(fetching);
        _shop.Answer = context =>
        {
            if (cacheControl is not null) context.Response.Headers.CacheControl = cacheControl;
            if (vary is not null) context.Response.Headers.Vary = vary;
            return Conditional("\"v2\"", null)(context);
        };
        await PageAsync(fetching);
        await PageAsync(fetching);
        Assert.Equal("", Sent(2, "If-None-Match"));
    }

    [Fact]
    public async Task A_redirect_takes_no_validators_to_another_address()
    {
        _shop.Answer = Conditional("\"v1\"", null);
        await using var fetching = Fetching();
        await PageAsync(fetching);
        _shop.Answer = context =>
        {
            if (context.Request.Path == "/outra") return Conditional("\"v1\"", null)(context);
            context.Response.Redirect("/outra");
            return Task.CompletedTask;
        };
        Assert.Equal(_page, (await PageAsync(fetching)).Content.Text);
        Assert.Equal(("\"v1\"", ""), (Sent(1, "If-None-Match"), Sent(2, "If-None-Match")));
    }

    [Fact]
    public async Task A_kept_page_lives_from_when_it_came_and_no_longer_for_being_unchanged()
    {
        _shop.Answer = Conditional("\"v1\"", null);
        await using var fetching = Fetching(("KeepPagesHours", "0.0005"));
        await PageAsync(fetching);
        var born = TimeProvider.System.GetTimestamp();
        await Eventually.AssertAsync(async () =>
        {
            await PageAsync(fetching);
            Assert.Equal("", _shop.Visits[^1].Headers.GetValueOrDefault("If-None-Match", ""));
        });
        Assert.InRange(TimeProvider.System.GetElapsedTime(born).TotalSeconds, 1, 20);
        Assert.True(_unchanged > 0);
    }

    [Fact]
    public async Task A_store_has_its_share_and_its_oldest_pages_go()
    {
        await using var fetching = Fetching(("KeepPagesMegabytes", "1"));
        var pages = fetching.Get<KeptPages>();
        for (var n = 0; n < 10; n++)
        {
            var total = await pages.KeepAsync(_store, _shop.Url($"/{n}"), new KeptPage($"\"{n}\"", null, "text/html", new byte[200_000]));
            Assert.InRange(total, 200_000, 1024 * 1024);
        }

        Assert.Null(await pages.FindAsync(_store, _shop.Url("/4")));
        Assert.Equal("\"5\"", (await pages.FindAsync(_store, _shop.Url("/5")))?.ETag);
        // The same page again counts once, and one that is too large for its share not at all.
        Assert.Equal(1_000_000, await pages.KeepAsync(_store, _shop.Url("/9"), new KeptPage("\"9\"", null, null, new byte[200_000])));
        await pages.KeepAsync(_store, _shop.Url("/large"), new KeptPage("\"l\"", null, null, new byte[300_000]));
        Assert.Null(await pages.FindAsync(_store, _shop.Url("/large")));
        Assert.Null(await pages.FindAsync("vizinha", _shop.Url("/9")));
    }

    [Fact]
    public async Task Without_Redis_every_page_comes_whole()
    {
        using var gone = await ConnectionMultiplexer.ConnectAsync("127.0.0.1:1,abortConnect=false,connectTimeout=100,syncTimeout=100,connectRetry=0");
        _shop.Answer = Conditional("\"v1\"", null);
        var options = Microsoft.Extensions.Options.Options.Create(new ScraperOptions());
        using var http = new HttpMessageInvoker(new KeptPagesHandler(new KeptPages(gone, options), options) { InnerHandler = new SocketsHttpHandler() });
        for (var n = 0; n < 2; n++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, _shop.Url("/jogos"));
            request.Options.Set(Courtesy.Key, new Courtesy(null, 0, 0) { Store = _store, IsPage = true });
            using var response = await http.SendAsync(request, CancellationToken.None);
            Assert.Equal(_page, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
        }
    }

    [Fact]
    public async Task A_wall_is_never_kept()
    {
        _page = "<html><title>Just a moment...</title></html>";
        _shop.Answer = Conditional("\"wall\"", null);
        await using var fetching = Fetching(("LongestCoolDownMinutes", "0"));
        await PageAsync(fetching);
        await PageAsync(fetching);
        Assert.Equal("", Sent(1, "If-None-Match"));
    }

    private int _unchanged;

    private RequestDelegate Conditional(string? tag, string? modified) => context =>
    {
        if (tag is not null) context.Response.Headers.ETag = tag;
        if (modified is not null) context.Response.Headers.LastModified = modified;
        var isKnown = (tag is not null && context.Request.Headers.IfNoneMatch == tag) || (tag is null && modified is not null && context.Request.Headers.IfModifiedSince == modified);
        if (isKnown)
        {
            _unchanged++;
            context.Response.StatusCode = 304;
            return Task.CompletedTask;
        }

        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(_page);
    };

    private FetchingUnderTest Fetching(params (string Key, string Value)[] settings) => new(_redis, null, null, [.. FetchingUnderTest.Listing(_shop), .. settings]);

    private async Task<FetchResult.Page> PageAsync(FetchingUnderTest fetching) => Assert.IsType<FetchResult.Page>(await fetching.PageAsync(_shop.Url("/jogos"), store: _store));

    private string Sent(int visit, string header) => _shop.Visits[visit].Headers.GetValueOrDefault(header, "");
}
