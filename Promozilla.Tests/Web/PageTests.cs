using Microsoft.Playwright;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Web;

[Trait("needs", "browser")]
public sealed class PageTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    public static TheoryData<string, ColorScheme> PagesInBothThemes
    {
        get
        {
            string[] pages =
            [
                "/", "/jogos", "/jogos?verificadas=1&ordem=preco", "/consolas", "/acessorios", "/p/mario-kart-world", "/p/donkey-kong-bananza", "/procurar?q=zelda",
                "/procurar?q=nadadisto", "/como-verificamos", "/lojas/cogumelo", "/lojas/ilha-pixel", "/jogos?ordem=total", "/p/pikmin-4?alvo=12", "/privacidade", "/programadores", "/jogos?plataforma=switch2&max=40", "/nada", "/conta/entrar", "/conta/registar", "/conta/esqueci",
                "/promocoes", "/promocoes/todas", "/promocoes/a-acabar", "/promocoes/minimos?tipo=consolas", "/promocoes/de-volta", "/novidades", "/novidades/pre-vendas", "/switch-2", "/switch?lang=en",
                "/u/00000000-0000-0000-0000-000000000000", "/?lang=en",
            ];
            var data = new TheoryData<string, ColorScheme>();
            foreach (var page in pages)
            {
                data.Add(page, ColorScheme.Light);
                data.Add(page, ColorScheme.Dark);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(PagesInBothThemes))]
    public async Task Every_page_is_accessible_fits_a_phone_and_breaks_no_rule_of_its_own(string address, ColorScheme theme)
    {
        var page = await site.OpenAsync(theme: theme);
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" && !message.Text.Contains("404", StringComparison.Ordinal)) errors.Add(message.Text);
        };
        await page.GotoAsync(address);
        Assert.Empty(await page.FaultsAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
        Assert.Empty(errors);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_home_page_shows_verified_promotions_with_their_pictures()
    {
        var page = await site.OpenAsync(script: false, width: 1280);
        await page.GotoAsync("/");
        Assert.Contains("39,99", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.True(await page.Locator(".flag-verified").CountAsync() >= 8);
        var picture = page.Locator(".card img").First;
        Assert.StartsWith("/media/", await picture.GetAttributeAsync("src"), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_product_page_says_the_verdict_with_its_sum_and_draws_the_history()
    {
        var page = await site.OpenAsync(script: false);
        await page.GotoAsync("/p/donkey-kong-bananza");
        var text = (await page.Locator("main").InnerTextAsync()).Replace('\u00a0', ' ');
        Assert.Contains("Nos 30 dias antes, o preço mais baixo foi", text, StringComparison.Ordinal);
        Assert.Equal(1, await page.Locator("svg.chart:visible").CountAsync());
        Assert.NotEmpty(await page.Locator(".chart-line").First.GetAttributeAsync("d") ?? "");
        await page.GotoAsync("/p/mario-kart-world");
        text = (await page.Locator("main").InnerTextAsync()).Replace('\u00a0', ' ');
        Assert.Contains("A loja diz −30 % (antes 39,99 €).", text, StringComparison.Ordinal);
        Assert.Contains("(39,99 € − 27,99 €) ÷ 39,99 € = 30 %", text, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_kind_page_leads_through_all_its_products_once()
    {
        var page = await site.OpenAsync(script: false, width: 1280);
        await page.GotoAsync("/jogos");
        var seen = new List<string>();
        while (true)
        {
            foreach (var link in await page.Locator(".card-title a").AllAsync()) seen.Add((await link.GetAttributeAsync("href"))!);
            if (await page.Locator("a[rel=next]").CountAsync() is 0) break;
            await page.Locator("a[rel=next]").ClickAsync();
        }

        Assert.Equal(36, seen.Count);
        Assert.Equal(36, seen.Distinct().Count());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_misspelled_search_finds_what_was_meant()
    {
        var page = await site.OpenAsync(script: false);
        await page.GotoAsync("/");
        await page.Locator("#q").FillAsync("pokemon lengeds");
        await page.Keyboard.PressAsync("Enter");
        Assert.Contains("Pokémon Legends: Z-A", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_chosen_theme_stays_without_script()
    {
        var page = await site.OpenAsync(script: false);
        await page.GotoAsync("/");
        await page.Locator("button[name=tema][value=dark]").ClickAsync();
        Assert.Equal("dark", await page.Locator("html").GetAttributeAsync("data-theme"));
        await page.GotoAsync("/jogos");
        Assert.Equal("dark", await page.Locator("html").GetAttributeAsync("data-theme"));
        await page.Context.CloseAsync();
    }
}
