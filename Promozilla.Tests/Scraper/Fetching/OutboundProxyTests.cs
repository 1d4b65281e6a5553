using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Promozilla.Scraper.Fetching;

namespace Promozilla.Tests.Scraper.Fetching;

/// <summary>Through real proxies on the loopback, HTTP and SOCKS5, that want a password.</summary>
public sealed class OutboundProxyTests
{
    private const string Credentials = "ana:p%40ss%3Aword@";

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_stores_pages_come_through_its_proxy_and_no_other_stores_do(bool isSocks, bool isSecure)
    {
        await using var shop = await LoopbackShop.StartAsync(isSecure);
        using var proxy = new LoopbackProxy(isSocks);
        await using var fetching = Fetching(shop, isSocks, $"{Credentials}{proxy.Address}");
        Assert.IsType<FetchResult.Page>(await fetching.PageAsync(shop.Url("/jogos"), store: "longe"));
        Assert.NotEmpty(proxy.Targets);
        Assert.All(proxy.Targets, target => Assert.Equal(shop.Host, target));
        Assert.Equal("/jogos", Assert.Single(shop.Visits).Path);
        Assert.Equal(isSecure ? "HTTP/2" : "HTTP/1.1", shop.Visits[0].Protocol);
        Assert.DoesNotContain("Proxy-Authorization", shop.Visits[0].Headers.Keys);
        var asked = proxy.Targets.Count;
        Assert.IsType<FetchResult.Page>(await fetching.PageAsync(shop.Url("/consolas"), store: "perto"));
        Assert.Equal(asked, proxy.Targets.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_may_not_be_reached_straight_may_not_be_reached_through_a_proxy(bool isSocks)
    {
        await using var shop = await LoopbackShop.StartAsync();
        await using var inside = await LoopbackShop.StartAsync();
        using var proxy = new LoopbackProxy(isSocks);
        await using var fetching = Fetching(shop, isSocks, $"{Credentials}{proxy.Address}");
        shop.Answer = context =>
        {
            context.Response.Redirect(inside.Url("/segredo").ToString());
            return Task.CompletedTask;
        };
        var reached = await fetching.PageAsync(shop.Url(), new Courtesy([shop.Host, inside.Host], 0, 0), "longe");
        Assert.Contains("no public address", Assert.IsType<FetchResult.Failed>(reached).Reason, StringComparison.Ordinal);
        var off = await fetching.PageAsync(shop.Url(), new Courtesy([shop.Host], 0, 0), "longe");
        Assert.Contains("none of the store's hosts", Assert.IsType<FetchResult.Failed>(off).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(inside.Host, proxy.Targets);
        Assert.Empty(inside.Visits);
        var proxyItself = await fetching.PageAsync(new Uri($"http://{proxy.Address}/"), store: "perto");
        Assert.Contains("no public address", Assert.IsType<FetchResult.Failed>(proxyItself).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_wrong_password_is_a_failure_without_the_password_and_degrades_without_killing(bool isSocks)
    {
        await using var shop = await LoopbackShop.StartAsync();
        using var proxy = new LoopbackProxy(isSocks);
        await using var fetching = Fetching(shop, isSocks, $"ana:errada@{proxy.Address}");
        var failed = Assert.IsType<FetchResult.Failed>(await fetching.PageAsync(shop.Url(), store: "longe"));
        Assert.DoesNotContain("errada", failed.Reason, StringComparison.Ordinal);
        Assert.Empty(shop.Visits);
        var entry = await HealthAsync(fetching);
        Assert.Equal(HealthStatus.Degraded, entry.Status);
        Assert.Contains("credentials", entry.Description, StringComparison.Ordinal);
        Assert.DoesNotContain("errada", entry.Description, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_proxy_that_takes_our_password_is_healthy_and_reaches_nothing_for_the_probe(bool isSocks)
    {
        await using var shop = await LoopbackShop.StartAsync();
        using var proxy = new LoopbackProxy(isSocks);
        await using var fetching = Fetching(shop, isSocks, $"{Credentials}{proxy.Address}");
        var entry = await HealthAsync(fetching);
        Assert.Equal((HealthStatus.Healthy, $"{(isSocks ? "socks5" : "http")}://{proxy.Address}/ answers"), (entry.Status, entry.Description));
        Assert.Contains("proxy", entry.Tags);
        Assert.Empty(proxy.Targets);
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_degrades()
    {
        await using var shop = await LoopbackShop.StartAsync();
        using var closed = new Socket(SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var fetching = Fetching(shop, isSocks: false, $"{closed.LocalEndPoint}");
        Assert.Equal(HealthStatus.Degraded, (await HealthAsync(fetching)).Status);
        Assert.Contains("can't connect", Assert.IsType<FetchResult.Failed>(await fetching.PageAsync(shop.Url(), store: "longe")).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("proxy.example:3128")]
    [InlineData("ftp://ana:segredo@proxy.example:21")]
    [InlineData("socks5://ana:segredo@proxy.example")]
    [InlineData("http://ana:segredo@proxy.example:3128/path")]
    [InlineData("")]
    public async Task A_value_that_is_no_proxy_names_its_key_and_keeps_its_secret(string value)
    {
        await using var fetching = new FetchingUnderTest(null, null, null, ("Proxies:darty", value));
        var wrong = Assert.Throws<OptionsValidationException>(() => fetching.Get<IOptions<ScraperOptions>>().Value);
        Assert.Contains("Scraper:Proxies:darty", wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("segredo", wrong.Message, StringComparison.Ordinal);
    }

    private static FetchingUnderTest Fetching(LoopbackShop shop, bool isSocks, string proxy) =>
        new(null, null, LoopbackShop.Trust, [.. FetchingUnderTest.Listing(shop), ("Proxies:longe", $"{(isSocks ? "socks5" : "http")}://{proxy}")]);

    private static async Task<HealthReportEntry> HealthAsync(FetchingUnderTest fetching)
    {
        var report = await fetching.Get<HealthCheckService>().CheckHealthAsync();
        return report.Entries["proxy:longe"];
    }
}
