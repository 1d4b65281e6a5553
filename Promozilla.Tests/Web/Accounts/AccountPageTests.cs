using Microsoft.Playwright;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Web.Accounts;

[Trait("needs", "browser")]
[Collection(AccountSite.Name)]
public sealed class AccountPageTests(AccountSite site)
{
    private static readonly string[] Pages =
    [
        "/conta", "/conta/palavra-passe", "/conta/email", "/conta/dois-passos", "/conta/chaves", "/conta/sessoes", "/conta/dados", "/conta/verificar", "/conta/entrar",
        "/conta/reenviar", "/conta/confirmar?utilizador=x&codigo=y", "/conta/email/desfazer?codigo=x", "/conta/apagada", "/privacidade", "/conta?lang=en", "/conta/sessoes?lang=en", "/conta/dados?lang=pt",
    ];

    [Theory]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    [InlineData(ColorScheme.Light, 1280)]
    public async Task Every_page_of_an_account_is_accessible_fits_and_breaks_no_rule_of_its_own(ColorScheme theme, int width)
    {
        var page = await site.OpenAsync(theme: theme, width: width);
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error") errors.Add($"{page.Url}: {message.Text}");
        };
        await page.RegisterAsync(site, $"paginas{theme}{width}@example.pt");
        await page.SignInAsync($"paginas{theme}{width}@example.pt");
        foreach (var address in Pages) await LookAsync(page, address, errors);
        await page.GotoAsync("/conta/dois-passos");
        await page.PressAsync("Ligar a verificação");
        await LookAsync(page, null, errors);
        Assert.Empty(errors);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Changing_a_password_works_by_keyboard_alone()
    {
        var page = await site.MemberAsync("teclas@example.pt");
        await page.GotoAsync("/conta/palavra-passe");
        await page.Locator("#Current").FocusAsync();
        await page.Keyboard.TypeAsync(AccountActs.Password);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("uma frase só de teclas");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Guardar palavra-passe", await page.EvaluateAsync<string>("document.activeElement.textContent.trim()"));
        await page.AndNavigateAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.Contains("Palavra-passe mudada", await page.GetByRole(AriaRole.Status).InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    private static async Task LookAsync(IPage page, string? address, List<string> errors)
    {
        if (address is not null) await page.GotoAsync(address);
        errors.AddRange(await page.FaultsAsync());
        if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is var over and not 0)
        {
            var widest = await page.EvaluateAsync<string>(
                "[...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > innerWidth).map(one => one.tagName + '.' + one.className).slice(-3).join(', ')");
            errors.Add($"{page.Url}: {over} px too wide: {widest}");
        }
    }
}
