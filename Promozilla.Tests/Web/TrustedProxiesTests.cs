using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Site;

namespace Promozilla.Tests.Web;

public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData("", 1, "203.0.113.9", "127.0.0.1 http private")]
    [InlineData("10.0.0.0/8", 1, "203.0.113.9", "127.0.0.1 http outside")]
    [InlineData("127.0.0.1", 1, "203.0.113.9", "203.0.113.9 https outside")]
    [InlineData("10.0.0.0/8, 127.0.0.0/8", 1, "203.0.113.9", "203.0.113.9 https outside")]
    [InlineData("private", 1, "203.0.113.9", "203.0.113.9 https outside")]
    [InlineData("private", 1, "10.1.2.3", "10.1.2.3 https outside")]
    [InlineData("private", 1, "198.51.100.7, 203.0.113.9", "203.0.113.9 https outside")]
    [InlineData("private", 2, "198.51.100.7, 10.0.0.4", "198.51.100.7 https outside")]
    [InlineData("private", 2, "198.51.100.7, 203.0.113.9", "203.0.113.9 https outside")]
    public async Task Only_a_trusted_proxy_is_believed_and_only_what_it_added_itself(string proxies, int hops, string forwardedFor, string expected)
    {
        await using var app = Site(proxies, hops);
        await app.StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.Single());
        if (proxies.Length > 0)
        {
            request.Headers.Add("X-Forwarded-For", forwardedFor);
            request.Headers.Add("X-Forwarded-Proto", "https");
        }

        using var answer = await client.SendAsync(request);
        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Nobody_is_believed_where_no_proxy_is_named()
    {
        await using var app = Site("", 1);
        await app.StartAsync();
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.Single());
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await client.SendAsync(request);
        Assert.Equal("127.0.0.1 http outside", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("private", null)]
    [InlineData("10.1.0.0/16, fd00::/8,192.0.2.1", null)]
    [InlineData("10.1.0.0/16, everybody", "everybody")]
    [InlineData("10.1.0.0/33", "10.1.0.0/33")]
    public void A_wrong_entry_is_named_with_its_key(string proxies, string? wrong)
    {
        var options = new SiteOptions { Proxies = proxies };
        var found = options.Validate(new ValidationContext(options)).Select(result => result.ErrorMessage ?? "").ToList();
        if (wrong is null) Assert.Empty(found);
        else Assert.StartsWith($"Site:Proxies: '{wrong}' is no address", Assert.Single(found), StringComparison.Ordinal);
    }

    private static WebApplication Site(string proxies, int hops)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<SiteOptions>(site => (site.Proxies, site.ProxyHops) = (proxies, hops));
        var app = builder.Build();
        app.UseTrustedProxies();
        app.MapGet("/", (HttpContext context) =>
            $"{context.Connection.RemoteIpAddress} {context.Request.Scheme} {(PrivateCaller.Is(context) ? "private" : "outside")}");
        return app;
    }
}
