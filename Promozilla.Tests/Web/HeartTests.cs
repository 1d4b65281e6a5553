using Microsoft.Playwright;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web.Accounts;

namespace Promozilla.Tests.Web;

[Trait("needs", "browser"), Collection(AccountSite.Name)]
public sealed class HeartTests(AccountSite site)
{
    [Theory]
    [InlineData("/p/pikmin-4")]
    [InlineData("/jogos")]
    public async Task Signed_out_a_heart_leads_to_signing_in_with_where_to_go_then(string address)
    {
        var page = await site.OpenAsync(script: false);
        await page.GotoAsync(address);
        foreach (var link in await page.Locator("main .wish a").AllAsync())
        {
            Assert.Matches(@"^/conta/entrar\?juntar=[a-z0-9-]+&voltar=%2Flista$", await link.GetAttributeAsync("href"));
        }

        Assert.True(await page.Locator("main .wish a").CountAsync() > 0);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_heart_shows_what_is_wished_for_and_is_pressed_where_it_stands_without_script()
    {
        var page = await site.MemberAsync("montra@example.pt", width: 1280);
        await page.GotoAsync("/jogos?ordem=recentes");
        var title = await page.Locator(".card-title").Nth(3).InnerTextAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Retirar .+ da lista$") }).CountAsync());

        await page.AndNavigateAsync(() => page.GetByRole(AriaRole.Button, new() { Name = $"Juntar {title} à lista", Exact = true }).ClickAsync());
        Assert.EndsWith("/jogos?ordem=recentes", new Uri(page.Url).PathAndQuery, StringComparison.Ordinal);
        var pressed = page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Retirar .+ da lista$") });
        Assert.Equal($"Retirar {title} da lista", (await pressed.InnerTextAsync()).Trim());

        await page.AndNavigateAsync(() => pressed.ClickAsync());
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Retirar .+ da lista$") }).CountAsync());
        await page.Context.CloseAsync();
    }
}
