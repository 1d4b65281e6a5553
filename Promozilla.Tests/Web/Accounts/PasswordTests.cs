using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Data.People;
using Promozilla.Tests.Servers;
using Promozilla.Web.Accounts;

namespace Promozilla.Tests.Web.Accounts;

[Trait("needs", "browser")]
[Collection(AccountSite.WaysIn)]
public sealed class PasswordTests(AccountSite site)
{
    [Fact]
    public async Task Opening_the_confirmation_link_confirms_nothing_until_its_button_is_pressed_and_it_serves_once()
    {
        var page = await site.OpenAsync(script: false);
        await page.GotoAsync("/conta/registar");
        await page.FillAsync("main input[name=Email]", "leitor@example.pt");
        await page.FillAsync("main input[name=Password]", AccountActs.Password);
        await page.PressAsync("Criar conta");
        var link = await site.LinkAsync("leitor@example.pt", "confirm");
        using var scanner = new HttpClient();
        await scanner.GetAsync(new Uri(link));
        await using var db = site.CreateContext();
        Assert.False((await db.Users.SingleAsync(user => user.Email == "leitor@example.pt")).EmailConfirmed);

        await page.GotoAsync(link[..^12] + "aaaaaaaaaaaa");
        await page.PressAsync("Confirmar o meu e-mail");
        Assert.Equal("Este link já não serve", await page.Locator("h1").InnerTextAsync());
        await page.GotoAsync(link);
        await page.PressAsync("Confirmar o meu e-mail");
        Assert.Equal("Conta confirmada", await page.Locator("h1").InnerTextAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_any_address_alike_and_a_link_by_mail_still_opens()
    {
        var page = await site.OpenAsync(script: false);
        await page.RegisterAsync(site, "trancada@example.pt");
        var answers = new List<string[]>();
        foreach (var address in new[] { "trancada@example.pt", "inexistente@example.pt" })
        {
            var said = new List<string>();
            for (var time = 0; time < 6; time++)
            {
                await page.SignInAsync(address, "não é esta de certeza");
                said.Add(await page.GetByRole(AriaRole.Alert).First.InnerTextAsync());
            }

            answers.Add([.. said]);
        }

        Assert.Equal(answers[0], answers[1]);
        Assert.Contains("10 minutos", answers[0][^1], StringComparison.Ordinal);
        Assert.DoesNotContain("10 minutos", answers[0][0], StringComparison.Ordinal);
        await page.SignInAsync("trancada@example.pt");
        Assert.Contains("10 minutos", await page.GetByRole(AriaRole.Alert).First.InnerTextAsync(), StringComparison.Ordinal);

        await page.GotoAsync("/conta/esqueci");
        await page.FillAsync("main input[name=Email]", "trancada@example.pt");
        await page.PressAsync("Enviar link");
        var link = await site.LinkAsync("trancada@example.pt", "reset");
        await page.GotoAsync(link);
        await page.FillAsync("main input[name=Password]", "benfica1904");
        await page.PressAsync("Guardar palavra-passe");
        Assert.Contains("das primeiras", await page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
        await page.FillAsync("main input[name=Password]", "outra frase que lembro");
        await page.PressAsync("Guardar palavra-passe");
        Assert.Equal("Palavra-passe mudada", await page.Locator("h1").InnerTextAsync());
        await page.GotoAsync(link);
        await page.FillAsync("main input[name=Password]", "ainda outra frase minha");
        await page.PressAsync("Guardar palavra-passe");
        Assert.Contains("já não serve", await page.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
        await page.SignInAsync("trancada@example.pt", "outra frase que lembro");
        Assert.Equal("/", page.PathOf());
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("/conta/registar", "Criar conta", true)]
    [InlineData("/conta/esqueci", "Enviar link", false)]
    [InlineData("/conta/reenviar", "Enviar link", false)]
    public async Task Answers_are_alike_and_take_alike_whether_or_not_the_address_has_an_account(string form, string button, bool password)
    {
        var page = await site.OpenAsync(script: false);
        var known = $"conhecida{form.Length}@example.pt";
        await page.RegisterAsync(site, known);
        var took = new Dictionary<bool, List<double>> { [true] = [], [false] = [] };
        var said = new HashSet<string>();
        for (var time = 0; time < 3; time++)
        {
            foreach (var (exists, address) in new[] { (true, known), (false, $"desconhecida{form.Length}-{time}@example.pt") })
            {
                await page.GotoAsync(form);
                await page.FillAsync("main input[name=Email]", address);
                if (password) await page.FillAsync("main input[name=Password]", AccountActs.Password);
                var watch = Stopwatch.StartNew();
                await page.PressAsync(button);
                took[exists].Add(watch.Elapsed.TotalMilliseconds);
                said.Add((await page.Locator("main").InnerTextAsync()).Replace(address, "ADDRESS", StringComparison.Ordinal));
            }
        }

        Assert.Single(said);
        Assert.All(took.Values.SelectMany(times => times), time => Assert.True(time >= EvenAnswer.Step.TotalMilliseconds * 0.95, $"answered after {time} ms"));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_is_told_by_mail()
    {
        var here = await site.MemberAsync("muda@example.pt");
        var there = await site.OpenAsync(script: false);
        await there.SignInAsync("muda@example.pt");
        await here.GotoAsync("/conta/palavra-passe");
        await here.FillAsync("main input[name=Current]", "não é a minha frase");
        await here.FillAsync("main input[name=Next]", "uma frase mais nova");
        await here.PressAsync("Guardar palavra-passe");
        Assert.Contains("não é a tua palavra-passe", await here.GetByRole(AriaRole.Alert).InnerTextAsync(), StringComparison.Ordinal);
        await here.FillAsync("main input[name=Current]", AccountActs.Password);
        await here.FillAsync("main input[name=Next]", "uma frase mais nova");
        await here.PressAsync("Guardar palavra-passe");
        Assert.Contains("Palavra-passe mudada", await here.GetByRole(AriaRole.Status).InnerTextAsync(), StringComparison.Ordinal);

        await here.GotoAsync("/conta");
        Assert.Equal("/conta", here.PathOf());
        await there.GotoAsync("/conta");
        Assert.Equal("/conta/entrar", there.PathOf());
        Assert.Equal(["confirm", "password_changed"], await site.MailKindsAsync("muda@example.pt"));
        await here.Context.CloseAsync();
        await there.Context.CloseAsync();
    }

    [Fact]
    public async Task A_browser_that_is_not_to_remember_forgets_when_it_closes()
    {
        var page = await site.OpenAsync(script: false);
        await page.RegisterAsync(site, "breve@example.pt");
        await page.GotoAsync("/conta/entrar");
        await page.FillAsync("main input[name=Email]", "breve@example.pt");
        await page.FillAsync("main input[name=Password]", AccountActs.Password);
        await page.UncheckAsync("main input[name=Lembrar]");
        await page.AndNavigateAsync(() => page.Keyboard.PressAsync("Enter"));
        Assert.Equal(-1, (await page.Context.CookiesAsync()).Single(cookie => cookie.Name == "sessao").Expires);
        await page.SignInAsync("breve@example.pt");
        Assert.True((await page.Context.CookiesAsync()).Single(cookie => cookie.Name == "sessao").Expires > 0);
        await using var db = site.CreateContext();
        Assert.Equal(1, await db.Set<Session>().CountAsync(session => db.Users.Any(user => user.Id == session.UserId && user.Email == "breve@example.pt")));
        await page.Context.CloseAsync();
    }
}
