using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Tests.Servers;
using Promozilla.Web.Accounts.TwoFactor;

namespace Promozilla.Tests.Web.Accounts;

[Trait("needs", "browser")]
[Collection(AccountSite.WaysIn)]
public sealed class TwoFactorTests(AccountSite site)
{
    [Fact]
    public async Task Two_steps_from_switching_on_to_recovery_and_off()
    {
        const string address = "passos@example.pt";
        var page = await site.MemberAsync(address);
        await page.GotoAsync("/conta/dois-passos");
        await page.PressAsync("Ligar a verificação");
        Assert.True(await page.GetByRole(AriaRole.Img, new() { Name = "Código QR com a chave da conta" }).IsVisibleAsync());
        var key = (await page.Locator(".secret-key").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await TypeAsync(page, "000000", "Ligar");
        Assert.Contains("não está certo", await page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
        await TypeAsync(page, await FreshCodeAsync(address, key), "Ligar");
        var codes = await page.Locator(".recovery-codes code").AllInnerTextsAsync();
        Assert.Equal(TwoFactorSettings.Codes, codes.Count);
        await StandsNowhereAsync(key, codes[0]);

        // Another browser: the password alone stops at the code; a code that was used, or made up, opens nothing.
        var other = await site.OpenAsync(script: false);
        await other.SignInAsync(address);
        Assert.Equal("/conta/entrar/codigo", other.PathOf());
        await other.GotoAsync("/conta");
        Assert.Equal("/conta/entrar", other.PathOf());
        await other.SignInAsync(address);
        await TypeAsync(other, await LastCodeAsync(address, key), "Entrar");
        Assert.Contains("já foi usado", await other.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
        await other.CheckAsync("main input[name=Aparelho]");
        await TypeAsync(other, await FreshCodeAsync(address, key), "Entrar");
        Assert.Equal("/", other.PathOf());

        // It was told to remember this device: next time the password is enough.
        await other.GotoAsync("/conta");
        await other.PressAsync("Sair");
        await other.SignInAsync(address);
        Assert.Equal("/", other.PathOf());

        // A third, without the phone: a recovery code, once.
        var third = await site.OpenAsync(script: false);
        foreach (var (code, ends) in new[] { (codes[3].ToLowerInvariant(), "/"), (codes[3], "/conta/entrar/codigo") })
        {
            await third.Context.ClearCookiesAsync();
            await third.SignInAsync(address);
            await third.AndNavigateAsync(() => third.Locator("main").GetByRole(AriaRole.Link).First.ClickAsync());
            await TypeAsync(third, code, "Entrar");
            Assert.Equal(ends, third.PathOf());
        }

        await page.GotoAsync("/conta/dois-passos");
        Assert.Contains("por usar: 9", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.PressAsync("Desligar a verificação");
        await other.GotoAsync("/conta");
        Assert.Equal("/conta/entrar", other.PathOf());
        await other.SignInAsync(address);
        Assert.Equal("/", other.PathOf());
        Assert.Equal(["confirm", "two_factor_on", "recovery_used", "two_factor_off"], await site.MailKindsAsync(address));
        foreach (var one in new[] { page, other, third }) await one.Context.CloseAsync();
    }

    private static async Task TypeAsync(IPage page, string code, string button)
    {
        await page.FillAsync("main input[name=Codigo]", code);
        await page.AndNavigateAsync(() => page.Locator("main").GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync());
    }

    /// <summary>The next code that was not used yet: the next step's where this one's is spent, which a clock a little ahead would show.</summary>
    private async Task<string> FreshCodeAsync(string address, string key)
    {
        var next = await LastStepAsync(address) + 1 ?? 0;
        await Eventually.AssertAsync(() => Assert.True(next <= Totp.StepAt(TimeProvider.System.GetUtcNow()) + 1), seconds: 40);
        return Totp.Code(Totp.Decode(key), Math.Max(next, Totp.StepAt(TimeProvider.System.GetUtcNow())));
    }

    private async Task<string> LastCodeAsync(string address, string key)
    {
        var step = await LastStepAsync(address);
        return Totp.Code(Totp.Decode(key), step!.Value);
    }

    private async Task<long?> LastStepAsync(string address)
    {
        await using var db = site.CreateContext();
        return await db.Users.Where(user => user.Email == address).Select(user => user.LastCodeStep).SingleAsync();
    }

    private async Task StandsNowhereAsync(params string[] secrets)
    {
        await using var db = site.CreateContext();
        var kept = await db.UserTokens.Select(token => token.Value).ToListAsync();
        Assert.NotEmpty(kept);
        Assert.All(secrets, secret => Assert.DoesNotContain(kept, value => value!.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }
}
