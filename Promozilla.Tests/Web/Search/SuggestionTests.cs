using Microsoft.Playwright;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Web.Search;

[Trait("needs", "browser")]
public sealed class SuggestionTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task Suggestions_come_while_typing_and_the_keyboard_alone_chooses()
    {
        var page = await site.OpenAsync();
        await page.GotoAsync("/");
        var box = page.GetByRole(AriaRole.Combobox);
        await box.PressSequentiallyAsync("donkey ban");
        var options = page.GetByRole(AriaRole.Option);
        await Assertions.Expect(options.First).ToContainTextAsync("Donkey Kong Bananza");
        await Assertions.Expect(box).ToHaveAttributeAsync("aria-expanded", "true");
        await Assertions.Expect(page.Locator(".site-search [data-said]")).ToContainTextAsync("sugest");
        await box.PressAsync("ArrowDown");
        await Assertions.Expect(options.First).ToHaveAttributeAsync("aria-selected", "true");
        Assert.Equal(await options.First.GetAttributeAsync("id"), await box.GetAttributeAsync("aria-activedescendant"));
        await box.PressAsync("Escape");
        await Assertions.Expect(options.First).ToBeHiddenAsync();
        Assert.Equal("donkey ban", await box.InputValueAsync());
        await box.PressAsync("ArrowDown");
        await Assertions.Expect(options.First).ToBeVisibleAsync();
        await box.PressAsync("ArrowDown");
        await box.PressAsync("Enter");
        await page.WaitForURLAsync("**/p/donkey-kong-bananza");
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task The_open_list_is_accessible(ColorScheme theme)
    {
        var page = await site.OpenAsync(theme: theme);
        await page.GotoAsync("/jogos");
        await page.GetByRole(AriaRole.Combobox).PressSequentiallyAsync("mario");
        await Assertions.Expect(page.GetByRole(AriaRole.Option).First).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        Assert.Empty(await page.FaultsAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_script_the_box_is_a_plain_form()
    {
        var page = await site.OpenAsync(script: false);
        await page.GotoAsync("/");
        await page.Locator("#q").FillAsync("zleda");
        await page.Locator(".site-search-go").ClickAsync();
        var text = await page.Locator("main").InnerTextAsync();
        Assert.Contains("Querias dizer", text, StringComparison.Ordinal);
        Assert.Contains("The Legend of Zelda", text, StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_suggested_is_kept_for_a_while_and_never_more_than_text()
    {
        using var http = new HttpClient { BaseAddress = new Uri(site.Address) };
        using var first = await http.GetAsync("/procurar/sugestoes?q=%3Cscript%3Ealert(1)%3C/script%3Ezelda");
        Assert.DoesNotContain("<script", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var again = await http.GetAsync("/procurar/sugestoes?q=%3Cscript%3Ealert(1)%3C/script%3Ezelda");
        Assert.True(again.Headers.Age is not null, "kept");
        using var english = await http.GetAsync("/procurar/sugestoes?q=zelda&lang=en");
        Assert.Contains("See everything", await english.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
