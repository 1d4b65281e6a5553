using System.Net;
using Microsoft.AspNetCore.Http;
using Promozilla.Data.Visits;
using Promozilla.Web.Components.Pages.Errors;
using Promozilla.Web.Components.Pages.Wishlist;
using Promozilla.Web.Visits;

namespace Promozilla.Tests.Web.Visits;

public sealed class VisitReaderTests
{
    private readonly VisitorsUnderTest visitors = new();

    [Fact]
    public void A_page_is_counted_with_what_came_with_the_request_and_nothing_of_who_it_was()
    {
        var request = VisitorsUnderTest.Request("203.0.113.7", "/p/Zelda/", agent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1");
        request.Request.Headers.Referer = "https://www.google.pt/search?q=zelda+barato";
        request.Request.QueryString = new QueryString("?utm_source=Boletim&utm_medium=email&utm_campaign=%3DHYPERLINK(1)&dias=30");
        var seen = Assert.Single(visitors.Read(request));
        Assert.Equal(("PT", "/p/zelda", "google", "phone", "Safari", "iPhone", "pt"), (seen.Market, seen.Path, seen.Referrer, seen.Device, seen.Browser, seen.System, seen.Language));
        Assert.Equal(new Campaign("boletim", "email", null), seen.Campaign);
        Assert.DoesNotContain("203.0.113", seen.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("barato", seen.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_is_somebodys_own_is_counted_by_its_pattern()
    {
        var shared = VisitorsUnderTest.Request(path: "/partilha/segredo", page: typeof(SharedPage), pattern: "/partilha/{Token}", kept: false);
        Assert.Equal("/partilha/{Token}", Assert.Single(visitors.Read(shared)).Path);
    }

    [Theory]
    [InlineData("DNT", "1")]
    [InlineData("Sec-GPC", "1")]
    [InlineData("Sec-Purpose", "prefetch;prerender")]
    [InlineData("Purpose", "prefetch")]
    [InlineData("X-Moz", "prefetch")]
    public void Who_asks_not_to_be_counted_is_not_and_neither_are_pages_fetched_ahead(string header, string value)
    {
        var request = VisitorsUnderTest.Request();
        request.Request.Headers[header] = value;
        Assert.Empty(visitors.Read(request));
        request.Reached(VisitGoals.Click, "loja");
        Assert.Empty(visitors.Read(request));
    }

    [Fact]
    public void Only_pages_that_were_shown_are_counted()
    {
        var posted = VisitorsUnderTest.Request();
        posted.Request.Method = "POST";
        var missing = VisitorsUnderTest.Request();
        missing.Response.StatusCode = 404;
        var asset = VisitorsUnderTest.Request();
        asset.SetEndpoint(null);
        var admin = VisitorsUnderTest.Request(path: "/admin/visitas");
        var error = VisitorsUnderTest.Request(path: "/sem-rede", page: typeof(Offline));
        Assert.All([posted, missing, asset, admin, error], request => Assert.Empty(visitors.Read(request)));
    }

    [Theory]
    [InlineData("198.51.100.9", 0)]
    [InlineData("::ffff:198.51.100.9", 0)]
    [InlineData("2001:db8:7::1", 0)]
    [InlineData("198.51.101.9", 1)]
    public void Ignored_networks_are_not_counted(string address, int count)
    {
        var choosy = new VisitorsUnderTest(new VisitOptions { Ignored = ["198.51.100.0/24", "2001:db8:7::/48"] });
        Assert.Equal(count, choosy.Read(VisitorsUnderTest.Request(address)).Count);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "pt", "203.0.113.7", "Googlebot")]
    [InlineData("curl/8.5.0", "pt", "203.0.113.7", "other")]
    [InlineData("", "pt", "203.0.113.7", "no agent")]
    [InlineData(VisitorsUnderTest.Firefox, "", "203.0.113.7", "no language")]
    [InlineData(VisitorsUnderTest.Firefox, "pt", "192.0.2.200", "network")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; CUBOT KINGKONG) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36", "pt", "203.0.113.7", null)]
    public void Robots_are_counted_apart_and_without_a_key(string agent, string languages, string address, string? bot)
    {
        var request = VisitorsUnderTest.Request(address, agent: agent);
        request.Request.Headers.AcceptLanguage = languages;
        var seen = Assert.Single(new VisitorsUnderTest(new VisitOptions { RobotNetworks = ["192.0.2.0/24"] }).Read(request));
        Assert.Equal((bot, bot is not null), (seen.Bot, seen.Visitor is null));
    }

    [Theory]
    [InlineData("quemsabe?", "other")]
    [InlineData("*", "other")]
    [InlineData("en-GB,en;q=0.7", "en")]
    [InlineData("zz", "other")]
    public void A_language_is_one_that_exists(string header, string language)
    {
        var request = VisitorsUnderTest.Request();
        request.Request.Headers.AcceptLanguage = header;
        Assert.Equal(language, Assert.Single(visitors.Read(request)).Language);
    }

    [Fact]
    public void The_key_is_one_for_a_household_a_browser_a_site_and_a_day()
    {
        byte[] salt = [.. Enumerable.Range(0, 16).Select(value => (byte)value)];
        var key = Key(salt, "promozilla.pt", "2001:db8:1:2:3:4:5:6", "Firefox");
        Assert.Equal(key, Key(salt, "promozilla.pt", "2001:db8:1:2::9", "Firefox"));
        Assert.Equal(Key(salt, "a", "192.0.2.1", "b"), Key(salt, "a", "::ffff:192.0.2.1", "b"));
        long[] others =
        [
            Key(salt, "promozilla.pt", "2001:db8:1:3::9", "Firefox"), Key(salt, "promozilla.es", "2001:db8:1:2::9", "Firefox"), Key(salt, "promozilla.pt", "2001:db8:1:2::9", "Chrome"),
            Key(new byte[16], "promozilla.pt", "2001:db8:1:2::9", "Firefox"), Key(salt, "promozilla.pt", "192.0.2.1", new string('x', 100_000)),
        ];
        Assert.Equal(6, others.Append(key).Distinct().Count());

        // HMAC-SHA256 of "a", 0, 192.0.2.1, 0, "b" with the salt 00 01 ... 0f, as other programs make it.
        Assert.Equal(Convert.ToInt64(Expected, 16), Key(salt, "a", "192.0.2.1", "b"));
    }

    private const string Expected = "92c14b8cdefd455d";

    private static long Key(byte[] salt, string host, string address, string agent) => VisitorKey.Of(salt, host, IPAddress.Parse(address), agent);
}
