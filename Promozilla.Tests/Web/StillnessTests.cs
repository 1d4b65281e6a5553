using Microsoft.Playwright;

namespace Promozilla.Tests.Web;

[Trait("needs", "browser")]
public sealed class StillnessTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    // Nothing may move while pictures, css and font arrive: each has its place before.
    private const string Moved = """
        () => new Promise(done => {
            let moved = 0;
            new PerformanceObserver(list => { for (const shift of list.getEntries()) if (!shift.hadRecentInput) moved += shift.value; }).observe({ type: 'layout-shift', buffered: true });
            const pictures = [...document.images];
            for (const picture of pictures) picture.loading = 'eager';
            Promise.all(pictures.map(picture => picture.complete ? null : new Promise(next => { picture.onload = picture.onerror = next; })))
                .then(() => requestAnimationFrame(() => requestAnimationFrame(() => done(moved))));
        })
        """;

    [Theory]
    [InlineData("/", 390)]
    [InlineData("/", 1280)]
    [InlineData("/jogos", 390)]
    [InlineData("/promocoes/a-acabar", 1280)]
    [InlineData("/p/mario-kart-world", 390)]
    [InlineData("/p/mario-kart-world", 1280)]
    public async Task Nothing_moves_while_a_page_loads(string address, int width)
    {
        var page = await site.OpenAsync(width: width);
        // Pictures come after everything else.
        var loaded = new TaskCompletionSource();
        await page.RouteAsync("**/media/**", async route =>
        {
            await loaded.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        loaded.SetResult();
        Assert.Equal(0, await page.EvaluateAsync<double>(Moved), 0.001);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/jogos")]
    public async Task A_page_weighs_less_than_250_kilobytes_with_pictures_that_nobody_sees_yet_left_out(string address)
    {
        var page = await site.OpenAsync();
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.enable");
        var (bytes, pictures) = (0.0, 0);
        session.Event("Network.loadingFinished").OnEvent += (_, finished) => bytes += finished!.Value.GetProperty("encodedDataLength").GetDouble();
        page.Request += (_, request) => pictures += request.ResourceType is "image" ? 1 : 0;
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        Assert.InRange(bytes, 10_000, 250_000);
        Assert.InRange(pictures, 1, await page.Locator("img").CountAsync() - 1);
        await page.Context.CloseAsync();
    }
}
