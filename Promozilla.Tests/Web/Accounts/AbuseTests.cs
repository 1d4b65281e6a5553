using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Web.Accounts;

/// <summary>What a stranger tries: each once, against the running site.</summary>
[Trait("needs", "browser")]
[Collection(AccountSite.WaysIn)]
public sealed class AbuseTests(AccountSite site)
{
    private static readonly string[] Pages =
    [
        "/conta", "/conta/palavra-passe", "/conta/email", "/conta/dois-passos", "/conta/chaves", "/conta/sessoes", "/conta/dados", "/conta/verificar", "/conta/entrar",
        "/conta/registar", "/conta/esqueci", "/conta/reenviar", "/lista", "/p/pikmin-4", "/jogos",
    ];

    /// <summary>Nothing of anybody's: colours, language, region; and the link of a mail, whose token is proof enough.</summary>
    private static readonly string[] Tokenless = ["/preferencias/", "/u/"];

    [Fact]
    public async Task Every_form_on_every_page_carries_a_token_and_is_refused_without_it()
    {
        var page = await site.MemberAsync("formularios@example.pt");
        await page.GotoAsync("/p/pikmin-4");
        await page.AndNavigateAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Juntar à lista" }).First.ClickAsync());
        var tried = new HashSet<string>();
        foreach (var address in Pages)
        {
            await page.GotoAsync(address);
            var forms = await page.EvaluateAsync<string[][]>(
                """
                () => [...document.querySelectorAll("form[method=post]")].map(form => [
                  new URL(form.action).pathname, form.elements["__RequestVerificationToken"] ? "1" : "",
                  new URLSearchParams([...new FormData(form)].filter(([name, value]) => name !== "__RequestVerificationToken" && typeof value === "string")).toString()])
                """);
            foreach (var form in forms.Where(form => !Tokenless.Any(path => form[0].StartsWith(path, StringComparison.Ordinal))))
            {
                Assert.True(form[1] is "1", $"{address}: the form of {form[0]} has no token");
                tried.Add(form[0]);
                var answer = await page.APIRequest.PostAsync(
                    form[0], new() { DataString = form[2], Headers = Plain, MaxRedirects = 0 });
                Assert.True(answer.Status is 400, $"{address}: {form[0]} answers {answer.Status} without a token");
            }
        }

        Assert.Superset(new HashSet<string> { "/conta/sair", "/conta/entrar", "/conta/registar", "/conta/email", "/lista/remover", "/conta/dados/copia" }, tried);
        await page.GotoAsync("/conta");
        Assert.Equal("/conta", page.PathOf());
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task No_return_address_leads_off_the_site(string elsewhere)
    {
        var page = await site.OpenAsync(script: false);
        var address = $"volta{Guid.NewGuid():n}@example.pt";
        await page.RegisterAsync(site, address);
        await page.GotoAsync($"/conta/entrar?voltar={Uri.EscapeDataString(elsewhere)}");
        await page.FillAsync("main input[name=Email]", address);
        await page.FillAsync("main input[name=Password]", AccountActs.Password);
        await page.PressAsync("Entrar");
        Assert.Equal(new Uri(site.Address).Authority, new Uri(page.Url).Authority);
        await page.GotoAsync("/conta");
        Assert.Equal("/conta", page.PathOf());

        await page.GotoAsync("/p/pikmin-4");
        var token = await page.Locator("form[action='/lista/juntar'] input[name=__RequestVerificationToken]").First.InputValueAsync();
        foreach (var path in new[] { "/lista/juntar", "/lista/remover", "/lista/avisos", "/preferencias/tema", "/conta/sair" })
        {
            var form = page.APIRequest.CreateFormData().Set("__RequestVerificationToken", token).Set("produto", "pikmin-4").Set("ligar", true).Set("tema", "auto")
                .Set("voltar", elsewhere);
            var answer = await page.APIRequest.PostAsync(path, new() { Form = form, MaxRedirects = 0 });
            Assert.Equal((path, 302), (path, answer.Status));
            Assert.Matches("^/(?:[a-z]|$)", answer.Headers["location"]);
        }

        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_address_with_another_header_in_it_and_a_made_up_host_get_no_mail_and_no_link()
    {
        var name = Guid.NewGuid().ToString("n");
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        foreach (var typed in new[] { $"{name}@example.pt\r\nBcc: todos@example.pt", $"{name}@example.pt\nSubject: x", $"{name}@example.pt, todos@example.pt", $"\"{name}\" <{name}@example.pt>" })
        {
            await RegisterAsync(http, typed, host: null);
        }

        await using var db = site.CreateContext();
        Assert.False(await db.OutgoingMails.AnyAsync(mail => mail.ToAddress.Contains(name)));
        Assert.False(await db.Users.AnyAsync(user => user.Email!.Contains(name)));

        await RegisterAsync(http, $"{name}@example.pt", host: "evil.example");
        Assert.StartsWith(site.Address, await site.LinkAsync($"{name}@example.pt", "confirm"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_form_does_not_ask_cannot_be_set_by_it()
    {
        var address = $"{Guid.NewGuid():n}@example.pt";
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        var id = Guid.NewGuid();
        await RegisterAsync(http, address, host: null, new()
        {
            ["EmailConfirmed"] = "true",
            ["User.EmailConfirmed"] = "true",
            ["Id"] = id.ToString(),
            ["User.Id"] = id.ToString(),
            ["AlertsOff"] = "true",
            ["Role"] = "admin",
            ["Roles[0]"] = "admin",
            ["LockoutEnabled"] = "false",
            ["TwoFactorEnabled"] = "true",
            ["UnsubscribeToken"] = id.ToString(),
        });
        await using var db = site.CreateContext();
        var user = await db.Users.AsNoTracking().SingleAsync(user => user.Email == address);
        Assert.Equal((false, false, true, false), (user.EmailConfirmed, user.AlertsOff, user.LockoutEnabled, user.TwoFactorEnabled));
        Assert.True(user.Id != id && user.UnsubscribeToken != id);
        Assert.Empty(await db.UserRoles.Where(role => role.UserId == user.Id).ToListAsync());

        // Whose list it is, the cookie says and nothing else.
        var (thief, owner) = (await site.MemberAsync($"a{address}"), await site.MemberAsync($"b{address}"));
        var victim = await db.Users.Where(one => one.Email == $"b{address}").Select(one => one.Id).SingleAsync();
        await thief.GotoAsync("/p/pikmin-4");
        var token = await thief.Locator("form[action='/lista/juntar'] input[name=__RequestVerificationToken]").First.InputValueAsync();
        var form = thief.APIRequest.CreateFormData().Set("__RequestVerificationToken", token).Set("produto", "pikmin-4").Set("UserId", victim.ToString()).Set("person", victim.ToString());
        await thief.APIRequest.PostAsync("/lista/juntar", new() { Form = form });
        Assert.False(await db.WishlistItems.AnyAsync(item => item.UserId == victim));

        // Nor does the number of another's session end it.
        var session = await db.Sessions.Where(one => one.UserId == victim).Select(one => one.Id).SingleAsync();
        var end = thief.APIRequest.CreateFormData().Set("__RequestVerificationToken", token).Set("sessao", session.ToString());
        await thief.APIRequest.PostAsync("/conta/sessoes/terminar", new() { Form = end });
        await owner.GotoAsync("/conta");
        Assert.Equal("/conta", owner.PathOf());
        await thief.Context.CloseAsync();
        await owner.Context.CloseAsync();
    }

    [Fact]
    public async Task An_address_that_nobody_confirmed_gets_the_mail_that_confirms_and_no_other_and_not_often()
    {
        var address = $"{Guid.NewGuid():n}@example.pt";
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        for (var time = 0; time < 4; time++)
        {
            await RegisterAsync(http, address, host: null);
            await PostAsync(http, "/conta/reenviar", new() { ["Email"] = address });
            await PostAsync(http, "/conta/esqueci", new() { ["Email"] = address });
            await PostAsync(http, "/conta/entrar", new() { ["Email"] = address, ["Password"] = AccountActs.Password });
        }

        Assert.Equal(Enumerable.Repeat("confirm", 5), await site.MailKindsAsync(address));
    }

    private static Dictionary<string, string> Plain => new() { ["Content-Type"] = "application/x-www-form-urlencoded" };

    private Task RegisterAsync(HttpClient http, string address, string? host, Dictionary<string, string>? more = null) =>
        PostAsync(http, "/conta/registar", new(more ?? []) { ["Email"] = address, ["Password"] = AccountActs.Password }, host);

    /// <summary>A page's first form, by its own hidden fields and token, as a program would send it.</summary>
    private async Task PostAsync(HttpClient http, string page, Dictionary<string, string> fields, string? host = null)
    {
        var html = await http.GetStringAsync(new Uri(site.Address + page));
        var form = html[html.IndexOf("<main", StringComparison.Ordinal)..];
        foreach (var name in new[] { "__RequestVerificationToken", "_handler" })
        {
            var at = form.IndexOf($"name=\"{name}\"", StringComparison.Ordinal);
            fields[name] = form[at..].Split("value=\"")[1].Split('"')[0];
        }

        using var content = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, site.Address + page) { Content = content };
        request.Headers.Host = host;
        using var answer = await http.SendAsync(request);
        Assert.True((int)answer.StatusCode < 400, $"{page}: {answer.StatusCode}");
    }
}
