using Microsoft.AspNetCore.Http;
using Promozilla.Scraper.CommandLine;
using Promozilla.Tests.Scraper.Fetching;

namespace Promozilla.Tests.Scraper.CommandLine;

/// <summary>An address that is read by hand is visited as politely as by the scraper.</summary>
public sealed class ReadCommandTests : IAsyncLifetime
{
    private const string Key = "Scraper__PrivateHosts__0";
    private LoopbackShop _shop = null!;

    public async Task InitializeAsync()
    {
        _shop = await LoopbackShop.StartAsync();
        _shop.Answer = context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync("""<html><body><script type="application/ld+json">{"@type":"Product","name":"Jogo","offers":{"price":"49.99","priceCurrency":"EUR"}}</script></body></html>""");
        };
    }

    public async Task DisposeAsync()
    {
        Environment.SetEnvironmentVariable(Key, null);
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task A_private_address_is_refused_unless_it_is_configured()
    {
        var (code, output, error) = await ReadAsync("/jogo");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("Scraper:PrivateHosts", error, StringComparison.Ordinal);
        Assert.Empty(_shop.Visits);

        Environment.SetEnvironmentVariable(Key, _shop.Host);
        (code, output, _) = await ReadAsync("/jogo");
        Assert.Equal(0, code);
        Assert.Contains("49.99", output, StringComparison.Ordinal);
        Assert.StartsWith("Promozilla/", Assert.Single(_shop.Visits).Headers["User-Agent"], StringComparison.Ordinal);
        Assert.Equal(1, _shop.RobotsVisits);
    }

    [Fact]
    public async Task What_robots_disallows_is_not_read()
    {
        Environment.SetEnvironmentVariable(Key, _shop.Host);
        _shop.Robots = context => context.Response.WriteAsync("User-agent: *\nDisallow: /jogo");
        var (code, _, error) = await ReadAsync("/jogo");
        Assert.Equal(2, code);
        Assert.Contains("robots.txt", error, StringComparison.Ordinal);
        Assert.Empty(_shop.Visits);
    }

    private async Task<(int Code, string Output, string Error)> ReadAsync(string path)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await ReadCommand.RunAsync([_shop.Url(path).ToString()], Stream.Null, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
