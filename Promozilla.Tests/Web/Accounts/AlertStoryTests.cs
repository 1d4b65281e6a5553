using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Messaging.Contracts;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web.MailEvents;
using Promozilla.Tests.Worker;

namespace Promozilla.Tests.Web.Accounts;

[Trait("needs", "browser")]
[Collection(AccountSite.Wishes)]
public sealed class AlertStoryTests(AccountSite site)
{
    private static readonly DateTimeOffset Night = Nights.First;
    private readonly string store = $"loja{Guid.NewGuid():n}";

    [Fact]
    public async Task A_target_that_is_reached_comes_as_one_mail_and_one_click_ends_them()
    {
        var address = $"alvo{Guid.NewGuid():n}@example.pt";
        var nights = new Nights(site.Post.Worker, store);
        await nights.AddStoreAsync();
        await nights.PassAsync(Night, "history", Item("a", 60), Item("b", 60));
        await nights.SeeAsync(Night, Night.AddDays(40), Item("a", 60), Item("b", 60));

        var page = await site.MemberAsync(address);
        await WishAsync(page, "a", "45");
        await WishAsync(page, "b", null);
        await nights.PassAsync(Night.AddDays(40), "nightly", Item("a", 48), Item("b", 60));
        Assert.Empty(await DigestsAsync(address));

        await nights.PassAsync(Night.AddDays(41), "nightly", Item("a", 44.90m), Item("b", 42));
        var mail = await site.Post.MailAsync(Assert.Single(await DigestsAsync(address)));
        Assert.Equal($"Jogo b {store} a 42,00\u00a0€ e mais 1 descida", mail.Subject);
        Assert.Contains("44,90\u00a0€", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Querias por 45,00\u00a0€ ou menos.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Poupas mesmo 30\u00a0%", WebUtility.HtmlDecode(mail.Html), StringComparison.Ordinal);

        // Its link leads to that product with that price.
        await page.GotoAsync(Regex.Match(mail.Html, "href=\"([^\"]+/p/[^\"]+)\"").Groups[1].Value);
        Assert.Matches(@"42\s*,00\s*€", await page.Locator("main").InnerTextAsync());

        // As a mail program does it: the address of one header, posted what the other says, without a cookie.
        var unsubscribe = mail.Headers["list-unsubscribe"].ToString()!.Trim('<', '>');
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["list-unsubscribe-post"].ToString());
        Assert.Contains(unsubscribe, mail.Text, StringComparison.Ordinal);
        using var http = new HttpClient();
        using var looked = await http.GetAsync(new Uri(unsubscribe));
        Assert.Equal((HttpStatusCode.OK, false), (looked.StatusCode, await AreOffAsync(address)));
        using var click = new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
        using var answer = await http.PostAsync(new Uri(unsubscribe), click);
        Assert.Equal((HttpStatusCode.OK, true), (answer.StatusCode, await AreOffAsync(address)));

        await nights.PassAsync(Night.AddDays(42), "nightly", Item("a", 30), Item("b", 30));
        Assert.Single(await DigestsAsync(address));

        // Of the account mails still come: a new password can be asked for.
        await page.Context.ClearCookiesAsync();
        await page.GotoAsync("/conta/esqueci");
        await page.FillAsync("main input[name=Email]", address);
        await page.AndNavigateAsync(() => page.Locator("main form button[type=submit]").First.ClickAsync());
        Assert.StartsWith(site.Address, await site.LinkAsync(address, "reset"), StringComparison.Ordinal);
        Assert.Equal(3, (await site.Post.ToAsync(address)).Count);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Whose_mails_come_back_reads_it_on_the_account_page_until_the_address_is_another()
    {
        var address = $"volta{Guid.NewGuid():n}@example.pt";
        var page = await site.MemberAsync(address);
        await page.GotoAsync("/conta");
        Assert.Equal(0, await page.GetByText("voltaram para trás").CountAsync());
        await site.Mails.TellAsync(site.Address, MailProvider.Event(address, "bounce", address, null, "bounce"));
        await page.GotoAsync("/conta");
        Assert.Contains(address, await page.GetByText("voltaram para trás").InnerTextAsync(), StringComparison.Ordinal);
        await page.GotoAsync("/conta/email");
        await page.FillAsync("main input[name=Email]", $"nova{address}");
        await page.PressAsync("Enviar confirmação");
        await page.GotoAsync(await site.LinkAsync($"nova{address}", "new_address"));
        await page.PressAsync("Usar este e-mail");
        await page.SignInAsync($"nova{address}");
        await page.GotoAsync("/conta");
        Assert.Equal(0, await page.GetByText("voltaram para trás").CountAsync());
        await page.Context.CloseAsync();
    }

    private ObservedListing Item(string id, decimal price) => Nights.Item(id, price, title: $"Jogo {id} {store}");

    private async Task WishAsync(IPage page, string item, string? target)
    {
        await using var db = site.CreateContext();
        var slug = await db.Listings.Where(listing => listing.StoreKey == store && listing.ItemId == item).Join(db.Products, listing => listing.ProductId, product => product.Id, (_, product) => product.Slug).SingleAsync();
        await page.GotoAsync($"/p/{slug}");
        await page.AndNavigateAsync(() => page.Locator("form[action='/lista/juntar'] button").First.ClickAsync());
        var wish = await db.WishlistItems.Where(wish => wish.Product.Slug == slug).SingleAsync();
        if (target is not null)
        {
            await page.GotoAsync($"/lista/aviso/{slug}");
            await page.CheckAsync("main input[name=regra][value=target]");
            await page.FillAsync("main input[name=alvo]", target);
            await page.PressAsync("Guardar aviso");
            await db.Entry(wish).ReloadAsync();
            Assert.Equal(45, wish.TargetPrice);
        }
    }

    private async Task<List<Guid>> DigestsAsync(string address)
    {
        await using var db = site.CreateContext();
        return await db.OutgoingMails.Where(mail => mail.ToAddress == address && mail.Kind == "digest").Select(mail => mail.Id).ToListAsync();
    }

    private async Task<bool> AreOffAsync(string address)
    {
        await using var db = site.CreateContext();
        return await db.Users.Where(user => user.Email == address).Select(user => user.AlertsOff).SingleAsync();
    }
}
