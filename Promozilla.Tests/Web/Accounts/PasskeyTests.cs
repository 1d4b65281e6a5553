using Microsoft.Playwright;

namespace Promozilla.Tests.Web.Accounts;

[Trait("needs", "browser")]
[Collection(AccountSite.WaysIn)]
public sealed class PasskeyTests(AccountSite site)
{
    [Fact]
    public async Task A_passkey_is_made_named_used_to_sign_in_and_to_prove_and_taken_away()
    {
        const string address = "chave@example.pt";
        var page = await site.OpenAsync();
        await page.RegisterAsync(site, address);
        await page.SignInAsync(address);
        var device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });

        await page.GotoAsync("/conta/chaves");
        await page.FillAsync("#nome", "portátil <da Ana>");
        await page.PressAsync("Criar chave de acesso");
        Assert.Contains("Chave de acesso criada", await page.GetByRole(AriaRole.Status).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("portátil <da Ana>", await page.Locator(".account-list strong").InnerTextAsync());
        await page.Locator(".account-list summary").ClickAsync();
        await page.FillAsync(".account-list input[name=nome]", "o portátil");
        await page.PressAsync("Guardar");
        Assert.Equal("o portátil", await page.Locator(".account-list strong").InnerTextAsync());

        await page.GotoAsync("/conta");
        await page.PressAsync("Sair");
        await page.GotoAsync("/conta/entrar?voltar=%2Fjogos");
        await page.PressAsync("Entrar com chave de acesso");
        Assert.Equal("/jogos", page.PathOf());

        await site.ForgetProofAsync(address);
        await page.GotoAsync("/conta/apagar");
        Assert.Equal("/conta/verificar", page.PathOf());
        await page.PressAsync("Confirmar com chave de acesso");
        Assert.Equal("/conta/apagar", page.PathOf());

        await page.GotoAsync("/conta/chaves");
        await page.Locator(".account-list summary").ClickAsync();
        await page.PressAsync("Retirar");
        Assert.Equal(0, await page.Locator(".account-list > li").CountAsync());
        await page.GotoAsync("/conta");
        await page.PressAsync("Sair");
        await page.GotoAsync("/conta/entrar");
        await page.PressAsync("Entrar com chave de acesso");
        Assert.Contains("Não reconhecemos essa chave", await page.GetByRole(AriaRole.Alert).First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(["confirm", "passkey_added", "passkey_removed"], await site.MailKindsAsync(address));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Without_script_nobody_is_shown_a_passkey_button_that_does_nothing()
    {
        var page = await site.OpenAsync(script: false);
        await page.GotoAsync("/conta/entrar");
        Assert.False(await page.Locator("form[data-passkey]").IsVisibleAsync());
        await page.Context.CloseAsync();
    }
}
