using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Promozilla.Media;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Thumbnails;
using Promozilla.Tests.Scraper.Fetching;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Scraper.Thumbnails;

/// <summary>From a shop's address to the answer for the Worker, over real HTTP.</summary>
public sealed class FetchThumbnailHandlerTests : IAsyncLifetime
{
    private readonly string folder = TestServers.Folder("media");
    private LoopbackShop shop = null!;

    public async Task InitializeAsync() => shop = await LoopbackShop.StartAsync();

    public async Task DisposeAsync()
    {
        await shop.DisposeAsync();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_picture_is_known_by_its_content_whatever_the_shop_calls_it()
    {
        Answer("text/html", TestPicture.Png(600, 400));
        var stored = await AskAsync();
        Assert.Equal(("image/webp", null), (stored.MediaType, stored.Refusal));
        Assert.Equal([240, 480], stored.Widths);
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'><script>alert(1)</script></svg>")]
    [InlineData("<!doctype html><script>alert(1)</script> and some more of it")]
    public async Task What_is_active_is_refused_though_the_shop_calls_it_a_png(string content)
    {
        Answer("image/png", System.Text.Encoding.UTF8.GetBytes(content));
        var refused = await AskAsync();
        Assert.Equal((null, "not a PNG, JPEG, WebP or GIF"), (refused.MediaHash, refused.Refusal));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task After_a_crash_between_storing_and_answering_the_command_comes_again_and_says_the_same()
    {
        Answer("image/png", TestPicture.Png(600, 400));
        var lost = await AskAsync();
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order().ToList();
        var again = await AskAsync();
        Assert.Equal((lost.MediaHash, lost.MessageId), (again.MediaHash, again.MessageId));
        Assert.Equal(files, Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public async Task A_missing_picture_is_refused_with_the_reason()
    {
        shop.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
        Assert.Equal("HTTP 404", (await AskAsync()).Refusal);
    }

    [Fact]
    public async Task What_robots_disallows_and_what_stands_on_a_private_address_is_not_fetched()
    {
        shop.Robots = context => context.Response.WriteAsync("User-agent: *\nDisallow: /box");
        Answer("image/png", TestPicture.Png(20, 20));
        Assert.Contains("robots.txt", (await AskAsync()).Refusal, StringComparison.Ordinal);
        Assert.Contains("no public address", (await AskAsync(isListed: false)).Refusal, StringComparison.Ordinal);
        Assert.Contains("not an http(s) address", (await AskAsync(url: "file:///etc/passwd")).Refusal, StringComparison.Ordinal);
        Assert.Empty(shop.Visits);
    }

    private void Answer(string type, byte[] content) => shop.Answer = context =>
    {
        context.Response.ContentType = type;
        return context.Response.Body.WriteAsync(content).AsTask();
    };

    private async Task<ThumbnailStored> AskAsync(bool isListed = true, string? url = null)
    {
        await using var fetching = new FetchingUnderTest(null, null, null, ("PrivateHosts:0", isListed ? shop.Host : "other:1"));
        var options = Options.Create(new ThumbnailOptions());
        var store = new ThumbnailStore(new FolderStore(folder), new Vips(options), options);
        var handler = new FetchThumbnailHandler(fetching.Get<PageFetcher>(), store, null!, fetching.Get<IOptions<ScraperOptions>>(), NullLogger<FetchThumbnailHandler>.Instance);
        return await handler.AnswerAsync(new FetchThumbnail(7, "loja", url ?? shop.Url("/box.png").AbsoluteUri, [shop.Host]), CancellationToken.None);
    }
}
