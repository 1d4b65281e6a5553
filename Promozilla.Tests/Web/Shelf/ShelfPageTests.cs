using System.Net;
using Microsoft.Playwright;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Web.Shelf;

[Trait("needs", "browser")]
public sealed class ShelfPageTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task Facets_narrow_without_script_and_each_can_be_removed()
    {
        var page = await site.OpenAsync(script: false, width: 1280);
        await page.GotoAsync("/jogos");
        var count = int.Parse(await page.Locator("label[for='plataforma-switch2'] .count").InnerTextAsync(), System.Globalization.CultureInfo.InvariantCulture);
        await page.Locator("#plataforma-switch2").CheckAsync();
        await page.Locator(".filters button[type=submit]").ClickAsync();
        Assert.EndsWith("/jogos?plataforma=switch2", page.Url, StringComparison.Ordinal);
        Assert.StartsWith($"{count} ", await page.Locator(".shelf-head p").InnerTextAsync(), StringComparison.Ordinal);
        await page.Locator(".chip").First.ClickAsync();
        Assert.EndsWith("/jogos", page.Url, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Where_nothing_fits_the_page_says_which_filter_to_drop(ColorScheme theme)
    {
        var page = await site.OpenAsync(theme: theme);
        await page.GotoAsync("/jogos?plataforma=switch2&min=500");
        var drop = page.Locator(".drops a").First;
        Assert.Contains("500", await drop.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Empty(await page.FaultsAsync());
        await drop.ClickAsync();
        await page.WaitForURLAsync("**/jogos?plataforma=switch2");
        Assert.True(await page.Locator(".card").CountAsync() > 0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task One_filter_has_one_address()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(site.Address) };
        using var long_ = await http.GetAsync("/jogos?min=&max=&plataforma=switch2&ordem=desconto");
        Assert.Equal(HttpStatusCode.Redirect, long_.StatusCode);
        Assert.Equal("/jogos?plataforma=switch2", long_.Headers.Location!.OriginalString);
        using var right = await http.GetAsync("/jogos?plataforma=switch2&lang=en");
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        // Each language is a page of its own, and names the others.
        var page = WebUtility.HtmlDecode(await right.Content.ReadAsStringAsync());
        Assert.Contains($"<link rel=\"canonical\" href=\"{site.Address}/jogos?plataforma=switch2&lang=en\"", page, StringComparison.Ordinal);
        Assert.Contains($"<link rel=\"alternate\" hreflang=\"pt-PT\" href=\"{site.Address}/jogos?plataforma=switch2\"", page, StringComparison.Ordinal);
        Assert.Contains($"<link rel=\"alternate\" hreflang=\"en\" href=\"{site.Address}/jogos?plataforma=switch2&lang=en\"", page, StringComparison.Ordinal);
        Assert.Contains($"<link rel=\"alternate\" hreflang=\"x-default\" href=\"{site.Address}/jogos?plataforma=switch2\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_in_the_address_is_kept_as_the_choice()
    {
        using var http = new HttpClient { BaseAddress = new Uri(site.Address) };
        for (var time = 0; time < 2; time++)
        {
            // The second answer is a kept page.
            using var fresh = await http.GetAsync("/consolas?lang=en");
            Assert.Equal("Cookie", Assert.Single(fresh.Headers.Vary, name => name is "Cookie"));
            Assert.Contains("<html lang=\"en\"", await fresh.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            using var next = new HttpRequestMessage(HttpMethod.Get, "/consolas");
            next.Headers.Add("Cookie", time is 0 ? "idioma=en" : "idioma=en-IE");
            using var later = await http.SendAsync(next);
            Assert.Contains("<html lang=\"en\"", await later.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.False(later.Headers.Contains("Set-Cookie"));
        }

        using var plain = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = new Uri(site.Address) };
        Assert.Contains("<html lang=\"pt-PT\"", await plain.GetStringAsync("/consolas"), StringComparison.Ordinal);
        using var asked = await plain.GetAsync("/consolas?lang=en");
        Assert.StartsWith("idioma=en;", Assert.Single(asked.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }
}
