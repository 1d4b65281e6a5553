using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Web;

[Trait("needs", "browser")]
public sealed partial class AccountTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    [Fact]
    public async Task A_person_registers_confirms_and_wishes_by_keyboard_without_script()
    {
        var page = await site.OpenAsync(script: false);
        await page.GotoAsync("/p/pikmin-4");
        await page.GetByRole(AriaRole.Link, new() { Name = "Juntar à lista", Exact = true }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Criar conta" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await TypeAsync(page, "teclado@example.pt");
        Assert.Contains("teclado@example.pt", await page.GetByRole(AriaRole.Status).InnerTextAsync(), StringComparison.Ordinal);

        await page.GotoAsync(await LinkAsync("teclado@example.pt", "confirm"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Confirmar o meu e-mail" }).FocusAsync();
        await page.AndNavigateAsync(() => page.Keyboard.PressAsync("Enter"));
        await page.GetByRole(AriaRole.Link, new() { Name = "Entrar" }).Last.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await TypeAsync(page, "teclado@example.pt");

        await page.WaitForURLAsync("**/lista");
        Assert.Equal("Pikmin 4", await page.Locator(".wish-row .card-title").InnerTextAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Mudar o aviso" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/lista/aviso/pikmin-4");
        await page.Locator("#regra-conta").FocusAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("39,99");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/lista?guardado=pikmin-4*");
        await using var db = site.CreateContext();
        Assert.Equal(39.99m, (await db.WishlistItems.SingleAsync(item => item.Product.Slug == "pikmin-4")).TargetPrice);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Nobody_signs_in_before_the_mail_is_confirmed_and_the_answer_does_not_say_why()
    {
        var page = await site.OpenAsync(script: false);
        await page.GotoAsync("/conta/registar");
        await TypeAsync(page, "porconfirmar@example.pt");
        await page.GotoAsync("/conta/entrar");
        await TypeAsync(page, "porconfirmar@example.pt");
        var unconfirmed = await page.GetByRole(AriaRole.Alert).InnerTextAsync();
        await page.GotoAsync("/conta/entrar");
        await TypeAsync(page, "ninguem@example.pt");
        Assert.Equal(unconfirmed, await page.GetByRole(AriaRole.Alert).InnerTextAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task One_click_unsubscribe_acts_on_post_only_and_answers_any_token_alike()
    {
        var page = await site.OpenAsync(script: false);
        await page.GotoAsync("/conta/registar");
        await TypeAsync(page, "avisos@example.pt");
        await using var db = site.CreateContext();
        var token = await db.Users.Where(user => user.Email == "avisos@example.pt").Select(user => user.UnsubscribeToken).SingleAsync();
        using var http = new HttpClient();

        await http.GetAsync(new Uri($"{site.Address}/u/{token}"));
        Assert.False(await OffAsync());
        using var click = new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
        var known = await http.PostAsync(new Uri($"{site.Address}/u/{token}"), click);
        Assert.True(await OffAsync());
        using var stranger = new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
        var unknown = await http.PostAsync(new Uri($"{site.Address}/u/{Guid.NewGuid()}"), stranger);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (known.StatusCode, unknown.StatusCode));
        await page.Context.CloseAsync();

        Task<bool> OffAsync() => db.Users.Where(user => user.Email == "avisos@example.pt").Select(user => user.AlertsOff).SingleAsync();
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused_and_a_return_address_elsewhere_is_not_followed()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["tema"] = "dark", ["voltar"] = "//elsewhere.example/" });
        var theme = await http.PostAsync(new Uri($"{site.Address}/preferencias/tema"), form);
        Assert.Equal("/", theme.Headers.Location?.OriginalString);
        using var out_ = new FormUrlEncodedContent(new Dictionary<string, string> { ["voltar"] = "/" });
        Assert.Equal(HttpStatusCode.BadRequest, (await http.PostAsync(new Uri($"{site.Address}/conta/sair"), out_)).StatusCode);
    }

    private static async Task TypeAsync(IPage page, string address)
    {
        await page.Locator("main input[name=Email]").FocusAsync();
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.TypeAsync(address);
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("uma frase que lembro");
        await page.AndNavigateAsync(() => page.Keyboard.PressAsync("Enter"));
    }

    private async Task<string> LinkAsync(string address, string kind)
    {
        await using var db = site.CreateContext();
        var mail = await db.OutgoingMails.SingleAsync(mail => mail.ToAddress == address && mail.Kind == kind);
        return Address().Match(mail.TextBody).Value;
    }

    [GeneratedRegex("http\\S+")]
    private static partial Regex Address();
}
