using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Promozilla.Scraper.Fetching;

namespace Promozilla.Tests.Scraper.Fetching;

public sealed class PageFetcherTests
{
    [Theory]
    [InlineData(HttpProtocols.Http1AndHttp2, "HTTP/2")]
    [InlineData(HttpProtocols.Http1, "HTTP/1.1")]
    public async Task HTTP_2_is_asked_for_and_HTTP_1_will_do(HttpProtocols offered, string spoken)
    {
        await using var shop = await LoopbackShop.StartAsync(isSecure: true, offered);
        await using var fetching = new FetchingUnderTest(null, null, LoopbackShop.Trust, FetchingUnderTest.Listing(shop));
        Assert.IsType<FetchResult.Page>(await fetching.PageAsync(shop.Url("/jogos")));
        Assert.Equal(spoken, Assert.Single(shop.Visits).Protocol);
        Assert.Matches(@"^Promozilla/[\d.]+ \(\+https://.+\)$", shop.Visits[0].Headers["User-Agent"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_try_again_waits_as_long_as_the_shop_asks(bool asDate)
    {
        await using var shop = await LoopbackShop.StartAsync();
        var asked = 0;
        shop.Answer = context =>
        {
            if (++asked > 1) return context.Response.WriteAsync("página");
            context.Response.StatusCode = 503;
            // A date has whole seconds: two ahead is more than one.
            context.Response.Headers.RetryAfter = asDate ? TimeProvider.System.GetUtcNow().AddSeconds(2).ToString("R", CultureInfo.InvariantCulture) : "1";
            return Task.CompletedTask;
        };
        await using var fetching = FetchingUnderTest.For(shop);
        Assert.IsType<FetchResult.Page>(await fetching.PageAsync(shop.Url("/jogos")));
        Assert.InRange(TimeProvider.System.GetElapsedTime(shop.Visits[0].To, shop.Visits[1].From).TotalSeconds, 0.9, 30);
    }

    [Fact]
    public async Task Nobody_waits_an_hour_nor_comes_back_sooner()
    {
        await using var shop = await LoopbackShop.StartAsync();
        shop.Answer = context =>
        {
            context.Response.StatusCode = 503;
            context.Response.Headers.RetryAfter = "3600";
            return Task.CompletedTask;
        };
        await using var fetching = FetchingUnderTest.For(shop);
        Assert.IsType<FetchResult.Failed>(await fetching.PageAsync(shop.Url("/jogos")));
        Assert.Single(shop.Visits);
    }

    [Fact]
    public async Task A_store_that_only_fails_is_let_be_while_another_goes_on()
    {
        await using var shop = await LoopbackShop.StartAsync();
        await using var other = await LoopbackShop.StartAsync();
        shop.Answer = context =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };
        await using var fetching = FetchingUnderTest.For(shop, other);
        FetchResult last = new FetchResult.Gone("nothing asked");
        for (var page = 0; page < 10; page++) last = await fetching.PageAsync(shop.Url($"/{page}"));
        Assert.Contains("let be", Assert.IsType<FetchResult.Failed>(last).Reason, StringComparison.Ordinal);
        Assert.InRange(shop.Visits.Count, 12, 15);
        Assert.IsType<FetchResult.Page>(await fetching.PageAsync(other.Url(), store: "vizinha"));
    }

    [Fact]
    public async Task A_host_that_is_not_ours_has_a_pause_even_where_none_is_asked_for()
    {
        // Reached as one of the store's hosts, but listed under another name: paced like a stranger.
        await using var shop = await LoopbackShop.StartAsync();
        var pace = new LocalHostPace(TimeProvider.System);
        using var http = new HttpMessageInvoker(new PaceHandler(pace, Microsoft.Extensions.Options.Options.Create(new ScraperOptions()), TimeProvider.System) { InnerHandler = new SocketsHttpHandler() });
        for (var page = 0; page < 2; page++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, shop.Url($"/{page}"));
            request.Options.Set(Courtesy.Key, new Courtesy(null, 0, 0));
            using var response = await http.SendAsync(request, CancellationToken.None);
            await response.Content.ReadAsByteArrayAsync();
        }

        Assert.InRange(TimeProvider.System.GetElapsedTime(shop.Visits[0].From, shop.Visits[1].From).TotalSeconds, 0.95, 60);
    }

    [Fact]
    public async Task Another_port_of_a_stores_host_is_another_host()
    {
        await using var shop = await LoopbackShop.StartAsync();
        await using var other = await LoopbackShop.StartAsync();
        shop.Answer = context =>
        {
            context.Response.Redirect(other.Url("/jogos").ToString());
            return Task.CompletedTask;
        };
        await using var fetching = FetchingUnderTest.For(shop, other);
        var courtesy = new Courtesy(["127.0.0.1", shop.Host], 0, 0);
        Assert.Contains("none of the store's hosts", Assert.IsType<FetchResult.Failed>(await fetching.PageAsync(shop.Url(), courtesy)).Reason, StringComparison.Ordinal);
        Assert.Empty(other.Visits);
    }

    [Fact]
    public async Task From_https_nothing_leads_back_to_http()
    {
        await using var shop = await LoopbackShop.StartAsync(isSecure: true);
        await using var plain = await LoopbackShop.StartAsync();
        shop.Answer = context =>
        {
            context.Response.Redirect(plain.Url("/jogos").ToString());
            return Task.CompletedTask;
        };
        await using var fetching = new FetchingUnderTest(null, null, LoopbackShop.Trust, FetchingUnderTest.Listing(shop, plain));
        Assert.Contains("https to http", Assert.IsType<FetchResult.Failed>(await fetching.PageAsync(shop.Url(), new Courtesy([shop.Host, plain.Host], 0, 0))).Reason, StringComparison.Ordinal);
        Assert.Empty(plain.Visits);
    }
}
