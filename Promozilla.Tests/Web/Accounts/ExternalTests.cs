using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Web.Accounts;

[Trait("needs", "browser")]
[Collection(AccountSite.WaysIn)]
public sealed class ExternalTests(AccountSite site)
{
    [Theory]
    [InlineData("Continuar com Portal", "1001", "portal@example.pt")]
    [InlineData("Continuar com Octo", "2001", "octo@example.pt")]
    public async Task A_new_person_opens_an_account_with_a_vouched_address_and_comes_back_with_a_click(string button, string subject, string address)
    {
        Tell(subject, address);
        var page = await site.OpenAsync(script: false);
        await page.GotoAsync("/conta/entrar?voltar=%2Fjogos");
        await GoAsync(page, button);
        Assert.Contains(address, await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.PressAsync("Criar conta");
        Assert.Equal("/jogos", page.PathOf());
        await page.GotoAsync("/conta");
        Assert.Contains(address, await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.PressAsync("Sair");

        await page.GotoAsync("/conta/entrar?voltar=%2Fconsolas");
        await GoAsync(page, button);
        Assert.Equal("/consolas", page.PathOf());
        await using var db = site.CreateContext();
        Assert.Equal(1, await db.Users.CountAsync(user => user.Email == address && user.EmailConfirmed && user.PasswordHash == null));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Who_has_an_account_with_that_address_signs_in_first_then_links_and_unlinks()
    {
        var page = await site.MemberAsync("liga@example.pt");
        Tell("1002", "liga@example.pt");
        var stranger = await site.OpenAsync(script: false);
        await stranger.GotoAsync("/conta/entrar");
        await GoAsync(stranger, "Continuar com Portal");
        Assert.Equal("Já tens conta", await stranger.Locator("h1").InnerTextAsync());
        await stranger.GotoAsync("/conta");
        Assert.Equal("/conta/entrar", stranger.PathOf());

        await page.GotoAsync("/conta");
        await GoAsync(page, "Ligar Portal");
        await page.PressAsync("Ligar");
        Assert.Contains("Já podes entrar com Portal", await page.GetByRole(AriaRole.Status).InnerTextAsync(), StringComparison.Ordinal);
        await stranger.GotoAsync("/conta/entrar");
        await GoAsync(stranger, "Continuar com Portal");
        Assert.Equal("/", stranger.PathOf());

        await page.GotoAsync("/conta");
        await page.PressAsync("Desligar Portal");
        await stranger.GotoAsync("/conta");
        Assert.Equal("/conta/entrar", stranger.PathOf());
        await GoAsync(stranger, "Continuar com Portal");
        Assert.Equal("Já tens conta", await stranger.Locator("h1").InnerTextAsync());
        Assert.Equal(["confirm", "login_added", "login_removed"], await site.MailKindsAsync("liga@example.pt"));
        await page.Context.CloseAsync();
        await stranger.Context.CloseAsync();
    }

    [Fact]
    public async Task A_password_laid_in_wait_on_somebodys_address_opens_nothing_once_the_owner_came_by_a_provider()
    {
        var thief = await site.OpenAsync(script: false);
        await thief.GotoAsync("/conta/registar");
        await thief.FillAsync("main input[name=Email]", "vitima@example.pt");
        await thief.FillAsync("main input[name=Password]", AccountActs.Password);
        await thief.PressAsync("Criar conta");
        Tell("1003", "vitima@example.pt");
        var owner = await site.OpenAsync(script: false);
        await owner.GotoAsync("/conta/entrar");
        await GoAsync(owner, "Continuar com Portal");
        await owner.PressAsync("Criar conta");
        Assert.Equal("/", owner.PathOf());
        await thief.SignInAsync("vitima@example.pt");
        Assert.Equal("/conta/entrar", thief.PathOf());
        await thief.Context.CloseAsync();
        await owner.Context.CloseAsync();
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("audience")]
    [InlineData("signature")]
    public async Task A_token_that_is_not_right_opens_nothing(string fault)
    {
        Tell("1004", "falsa@example.pt", fault: fault);
        var page = await site.OpenAsync(script: false);
        await page.GotoAsync("/conta/entrar");
        await GoAsync(page, "Continuar com Portal");
        Assert.Contains("Não conseguimos entrar por esse serviço", await page.GetByRole(AriaRole.Alert).First.InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_address_nobody_vouches_for_opens_no_account()
    {
        Tell("1005", "talvez@example.pt", verified: false);
        var page = await site.OpenAsync(script: false);
        await page.GotoAsync("/conta/entrar");
        await GoAsync(page, "Continuar com Portal");
        Assert.Equal("Falta um e-mail confirmado", await page.Locator("h1").InnerTextAsync());
        await using var db = site.CreateContext();
        Assert.False(await db.Users.AnyAsync(user => user.Email == "talvez@example.pt"));
        await page.Context.CloseAsync();
    }

    private static Task GoAsync(IPage page, string link) =>
        page.AndNavigateAsync(() => page.Locator("main").GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync());

    private void Tell(string subject, string address, bool verified = true, string? fault = null) =>
        (site.Provider.Subject, site.Provider.Email, site.Provider.Verified, site.Provider.Fault) = (subject, address, verified, fault);
}
