using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Web.Accounts;

/// <summary>What people do with accounts, as every test about them needs it: in a browser, by forms.</summary>
internal static partial class AccountActs
{
    public const string Password = "uma frase que lembro";

    public static async Task RegisterAsync(this IPage page, AccountSite site, string address)
    {
        await page.GotoAsync("/conta/registar");
        await page.FillAsync("main input[name=Email]", address);
        await page.FillAsync("main input[name=Password]", Password);
        await page.PressAsync("Criar conta");
        await page.GotoAsync(await site.LinkAsync(address, "confirm"));
        await page.PressAsync("Confirmar o meu e-mail");
        Assert.Equal("Conta confirmada", await page.Locator("h1").InnerTextAsync());
    }

    public static async Task SignInAsync(this IPage page, string address, string password = Password)
    {
        await page.GotoAsync("/conta/entrar");
        await page.FillAsync("main input[name=Email]", address);
        await page.FillAsync("main input[name=Password]", password);
        await page.AndNavigateAsync(() => page.Locator("main form").First.GetByRole(AriaRole.Button, new() { Name = "Entrar", Exact = true }).ClickAsync());
    }

    public static async Task<IPage> MemberAsync(this AccountSite site, string address, bool script = false, int width = 390)
    {
        var page = await site.OpenAsync(script, width: width);
        await page.RegisterAsync(site, address);
        await page.SignInAsync(address);
        Assert.Equal("/", new Uri(page.Url).AbsolutePath);
        return page;
    }

    public static Task PressAsync(this IPage page, string name) =>
        page.AndNavigateAsync(() => page.Locator("main").GetByRole(AriaRole.Button, new() { Name = name }).First.ClickAsync());

    /// <summary>The link of the last mail of a kind to an address, as it arrived.</summary>
    public static async Task<string> LinkAsync(this AccountSite site, string address, string kind)
    {
        await using var db = site.CreateContext();
        var id = await db.OutgoingMails.Where(mail => mail.ToAddress == address && mail.Kind == kind).OrderByDescending(mail => mail.CreatedAt)
            .Select(mail => mail.Id).FirstAsync();
        var mail = await site.Post.MailAsync(id);
        var link = Address().Match(mail.Text).Value;
        Assert.Contains(WebUtility.HtmlEncode(link), mail.Html, StringComparison.Ordinal);
        return link;
    }

    public static async Task<string[]> MailKindsAsync(this SiteFixture site, string address)
    {
        await using var db = site.CreateContext();
        return await db.OutgoingMails.Where(mail => mail.ToAddress == address).OrderBy(mail => mail.CreatedAt).Select(mail => mail.Kind).ToArrayAsync();
    }

    /// <summary>As if the person had signed in some while ago.</summary>
    public static async Task ForgetProofAsync(this SiteFixture site, string address)
    {
        await using var db = site.CreateContext();
        var user = await db.Users.Where(user => user.Email == address).Select(user => user.Id).SingleAsync();
        var before = TimeProvider.System.GetUtcNow().AddHours(-1);
        await db.Sessions.Where(session => session.UserId == user)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.VerifiedAt, before).SetProperty(session => session.CreatedAt, before));
    }

    public static string PathOf(this IPage page) => new Uri(page.Url).AbsolutePath;

    [GeneratedRegex("http\\S+")]
    private static partial Regex Address();
}
