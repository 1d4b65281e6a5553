using System.Net;
using System.Text.Json;
using Promozilla.Tests.Web.Accounts;

namespace Promozilla.Tests.Web;

[Trait("needs", "browser")]
[Collection(AccountSite.Wishes)]
public sealed class InstallingTests(AccountSite site)
{
    private const string Kept = """
        async () => {
          const found = [];
          for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) found.push(new URL(request.url).pathname);
          return found;
        }
        """;

    [Fact]
    public async Task Without_a_network_a_page_of_ours_says_so_and_no_page_of_a_person_was_kept()
    {
        var page = await site.OpenAsync(worker: true);
        await page.RegisterAsync(site, "semrede@example.pt");
        await page.SignInAsync("semrede@example.pt");
        await page.EvaluateAsync("() => navigator.serviceWorker.ready");
        foreach (var address in new[] { "/conta", "/lista", "/conta/sessoes", "/p/pikmin-4", "/api/v1/stores" }) await page.GotoAsync(address);

        var kept = await page.EvaluateAsync<string[]>(Kept);
        Assert.Contains("/sem-rede", kept);
        Assert.All(kept.Except(["/sem-rede", "/favicon.svg"]), path => Assert.Matches("^/(css|js|fonts)/", path));

        await page.Context.SetOfflineAsync(true);
        await page.GotoAsync("/conta");
        Assert.Equal("Estás sem ligação", await page.Locator("h1").InnerTextAsync());
        Assert.Equal("/conta", page.PathOf());
        Assert.DoesNotContain("semrede@example.pt", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.NotEqual("0px", await page.Locator(".message-page").EvaluateAsync<string>("element => getComputedStyle(element).paddingLeft"));

        // It opens by itself when the network is back.
        await page.Context.SetOfflineAsync(false);
        await page.GetByText("semrede@example.pt").First.WaitForAsync();
        Assert.Equal(kept, await page.EvaluateAsync<string[]>(Kept));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_browser_finds_a_manifest_that_it_can_install_from()
    {
        var page = await site.OpenAsync(worker: true);
        await page.GotoAsync("/");
        var browser = await page.Context.NewCDPSessionAsync(page);
        var manifest = (await browser.SendAsync("Page.getAppManifest"))!.Value;
        Assert.Equal(0, manifest.GetProperty("errors").GetArrayLength());
        using var json = JsonDocument.Parse(manifest.GetProperty("data").GetString()!);
        Assert.Equal("pt-PT", json.RootElement.GetProperty("lang").GetString());
        await page.EvaluateAsync("() => navigator.serviceWorker.ready");
        var faults = (await browser.SendAsync("Page.getInstallabilityErrors"))!.Value.GetProperty("installabilityErrors");
        Assert.Empty(faults.EnumerateArray().Select(fault => fault.GetProperty("errorId").GetString()).Except(["in-incognito"]));

        using var http = new HttpClient { BaseAddress = new Uri(site.Address) };
        foreach (var icon in json.RootElement.GetProperty("icons").EnumerateArray())
        {
            var picture = await page.EvaluateAsync<int[]>(
                "async source => { const image = new Image(); image.src = source; await image.decode(); return [image.naturalWidth, image.naturalHeight]; }",
                icon.GetProperty("src").GetString());
            Assert.Equal(icon.GetProperty("sizes").GetString(), $"{picture[0]}x{picture[1]}");
        }

        foreach (var shortcut in json.RootElement.GetProperty("shortcuts").EnumerateArray())
        {
            using var answer = await http.GetAsync(shortcut.GetProperty("url").GetString());
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using var english = JsonDocument.Parse(await http.GetStringAsync("/manifest.webmanifest?lang=en"));
        Assert.Equal("en", english.RootElement.GetProperty("lang").GetString());
        Assert.NotEqual(json.RootElement.GetProperty("description").GetString(), english.RootElement.GetProperty("description").GetString());
        await page.Context.CloseAsync();
    }
}
