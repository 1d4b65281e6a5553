using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Promozilla.Media;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Servers.Bucket;
using Promozilla.Web.Components.Shop;
using Promozilla.Web.Site;

namespace Promozilla.Tests.Web;

public sealed class PictureTests
{
    [Fact]
    public async Task A_picture_in_two_widths_lets_the_browser_choose_and_keeps_its_place()
    {
        var html = await RenderAsync(new() { ["Hash"] = "abc", ["Type"] = "image/webp", ["Widths"] = new[] { 240, 480 }, ["Size"] = 240, ["Sizes"] = "45vw" });
        Assert.Contains("srcset=\"/media/abc-240.webp 240w, /media/abc.webp 480w\" sizes=\"45vw\"", html, StringComparison.Ordinal);
        Assert.Contains("src=\"/media/abc.webp\"", html, StringComparison.Ordinal);
        Assert.Contains("width=\"240\" height=\"240\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_in_one_width_offers_no_choice_and_no_picture_is_a_drawn_cover_of_the_same_size()
    {
        var one = await RenderAsync(new() { ["Hash"] = "abc", ["Type"] = "image/png", ["Widths"] = new[] { 150 }, ["Size"] = 240 });
        Assert.Contains("src=\"/media/abc.png\"", one, StringComparison.Ordinal);
        Assert.DoesNotContain("srcset", one, StringComparison.Ordinal);
        Assert.DoesNotContain("sizes", one, StringComparison.Ordinal);
        var none = await RenderAsync(new() { ["Size"] = 240 });
        Assert.StartsWith("<svg", none, StringComparison.Ordinal);
        Assert.Contains("width=\"240\" height=\"240\"", none, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pictures_are_served_from_a_folder()
    {
        var folder = TestServers.Folder("media");
        await ServesAsync(new FolderStore(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    [Trait("needs", "servers")]
    public async Task Pictures_are_served_from_a_bucket()
    {
        var bucket = new BucketFixture();
        await bucket.InitializeAsync();
        using (var store = new BucketStore(bucket.Options)) await ServesAsync(store);
        await bucket.DisposeAsync();
    }

    private static async Task ServesAsync(IMediaStore store)
    {
        var hash = new string('a', 64);
        await store.PutAsync($"aa/{hash}.webp", "large"u8.ToArray(), CancellationToken.None);
        await store.PutAsync($"aa/{hash}-240.webp", "small"u8.ToArray(), CancellationToken.None);
        await store.PutAsync("pages/loja/good/jogos.json.gz", "kept"u8.ToArray(), CancellationToken.None);
        await using var site = Site(store);
        await site.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(site.Urls.Single()) };

        using (var small = await client.GetAsync($"/media/{hash}-240.webp"))
        {
            Assert.Equal((HttpStatusCode.OK, "small", "image/webp"), (small.StatusCode, await small.Content.ReadAsStringAsync(), small.Content.Headers.ContentType!.MediaType));
            Assert.Equal("public, max-age=31536000, immutable", small.Headers.GetValues("Cache-Control").Single());
            Assert.Equal("nosniff", small.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal($"\"{hash}-240.webp\"", small.Headers.ETag!.Tag);
        }

        using (var again = new HttpRequestMessage(HttpMethod.Get, $"/media/{hash}.webp") { Headers = { { "If-None-Match", $"W/\"x\", \"{hash}.webp\"" } } })
        using (var unchanged = await client.SendAsync(again))
        {
            Assert.Equal((HttpStatusCode.NotModified, 0), (unchanged.StatusCode, (await unchanged.Content.ReadAsByteArrayAsync()).Length));
        }

        using (var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/media/{hash}.webp")))
        {
            Assert.Equal((HttpStatusCode.OK, 5), (head.StatusCode, head.Content.Headers.ContentLength));
        }

        using (var missing = await client.GetAsync($"/media/{new string('b', 64)}.webp"))
        {
            Assert.Equal((HttpStatusCode.NotFound, "image/svg+xml"), (missing.StatusCode, missing.Content.Headers.ContentType!.MediaType));
            Assert.Contains("max-age=60", missing.Headers.GetValues("Cache-Control").Single(), StringComparison.Ordinal);
        }

        foreach (var other in (string[])["/media/pages/loja/good/jogos.json.gz", "/media/jogos.json.gz", "/media/..%2Fpages%2Floja%2Fgood%2Fjogos.json.gz", $"/media/{hash}.svg", $"/media/{hash}.webp%0A"])
        {
            using var refused = await client.GetAsync(other);
            Assert.Equal((HttpStatusCode.NotFound, 0), (refused.StatusCode, (await refused.Content.ReadAsByteArrayAsync()).Length));
        }
    }

    private static WebApplication Site(IMediaStore store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(store);
        var site = builder.Build();
        site.MapPictures();
        return site;
    }

    private static async Task<string> RenderAsync(Dictionary<string, object?> parameters)
    {
        parameters["Kind"] = ProductKind.Game;
        parameters["Slug"] = "jogo";
        await using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<Picture>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
