using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace Promozilla.Tests.Web.Accounts;

[Trait("needs", "browser")]
[Collection(AccountSite.Name)]
public sealed class AddressTests(AccountSite site)
{
    [Fact]
    public async Task A_new_address_is_confirmed_there_and_told_to_the_old_one_which_can_take_the_account_back()
    {
        var page = await site.MemberAsync("antiga@example.pt");
        await AskAsync(page, "nova@example.pt");
        Assert.Contains("nova@example.pt", await page.GetByRole(AriaRole.Status).InnerTextAsync(), StringComparison.Ordinal);
        await using var db = site.CreateContext();
        Assert.True(await db.Users.AnyAsync(user => user.Email == "antiga@example.pt"));

        var link = await site.LinkAsync("nova@example.pt", "new_address");
        await page.GotoAsync(link);
        await page.PressAsync("Usar este e-mail");
        Assert.Equal("E-mail mudado", await page.Locator("h1").InnerTextAsync());
        await page.SignInAsync("nova@example.pt");
        Assert.Equal("/", page.PathOf());
        await page.GotoAsync(link);
        await page.PressAsync("Usar este e-mail");
        Assert.Equal("Este link já não serve", await page.Locator("h1").InnerTextAsync());

        var owner = await site.OpenAsync(script: false);
        await owner.GotoAsync(await site.LinkAsync("antiga@example.pt", "address_changed"));
        await owner.PressAsync("Não fui eu: recuperar a conta");
        Assert.Equal("A conta voltou a este e-mail", await owner.Locator("h1").InnerTextAsync());
        await page.GotoAsync("/conta");
        Assert.Equal("/conta/entrar", page.PathOf());
        await owner.GotoAsync(await site.LinkAsync("antiga@example.pt", "reset"));
        await owner.FillAsync("main input[name=Password]", "frase nova da dona");
        await owner.PressAsync("Guardar palavra-passe");
        await owner.SignInAsync("antiga@example.pt", "frase nova da dona");
        Assert.Equal("/", owner.PathOf());
        await page.Context.CloseAsync();
        await owner.Context.CloseAsync();
    }

    [Fact]
    public async Task An_address_that_is_taken_gets_the_same_answer_and_its_owner_is_told()
    {
        var owner = await site.MemberAsync("ocupada@example.pt");
        var page = await site.MemberAsync("curiosa@example.pt");
        await AskAsync(page, "ocupada@example.pt");
        var taken = await page.Locator("main").InnerTextAsync();
        await AskAsync(page, "livre.pt@example.pt");
        Assert.Equal(taken.Replace("ocupada", "X", StringComparison.Ordinal), (await page.Locator("main").InnerTextAsync()).Replace("livre.pt", "X", StringComparison.Ordinal));
        Assert.Equal(["confirm", "known"], await site.MailKindsAsync("ocupada@example.pt"));
        await page.Context.CloseAsync();
        await owner.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_signed_in_long_ago_is_asked_again_before_the_account_changes()
    {
        var page = await site.MemberAsync("adormecida@example.pt");
        await site.ForgetProofAsync("adormecida@example.pt");
        await page.GotoAsync("/conta/email");
        Assert.Equal("/conta/verificar", page.PathOf());
        await page.FillAsync("main input[name=Password]", "palpite de um estranho");
        await page.PressAsync("Confirmar");
        Assert.Equal("/conta/verificar", page.PathOf());
        await page.FillAsync("main input[name=Password]", AccountActs.Password);
        await page.PressAsync("Confirmar");
        Assert.Equal("/conta/email", page.PathOf());
        await page.Context.CloseAsync();
    }

    private static async Task AskAsync(IPage page, string address)
    {
        await page.GotoAsync("/conta/email");
        await page.FillAsync("main input[name=Email]", address);
        await page.PressAsync("Enviar confirmação");
    }
}
