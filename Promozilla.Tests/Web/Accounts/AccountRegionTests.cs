using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Data.Prices;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Web.Accounts;

/// <summary>Where somebody has things sent, as the account keeps it for mails.</summary>
[Trait("needs", "browser")]
[Collection(AccountSite.Name)]
public sealed class AccountRegionTests(AccountSite site)
{
    private const string Address = "ilha@example.pt";

    [Fact]
    public async Task What_was_chosen_signed_out_becomes_the_accounts_and_is_changed_there_or_on_any_page()
    {
        var page = await site.OpenAsync(script: false);
        await page.RegisterAsync(site, Address);
        Assert.Null(await RegionAsync());
        await page.Context.AddCookiesAsync([new Cookie { Name = "regiao", Value = Regions.Azores, Url = site.Address }]);
        await page.SignInAsync(Address);
        Assert.Equal(Regions.Azores, await RegionAsync());

        await page.GotoAsync("/conta/avisos/como");
        Assert.Equal(Regions.Azores, await page.Locator("select[name=Regiao]").InputValueAsync());
        await page.SelectOptionAsync("select[name=Regiao]", Regions.Madeira);
        await page.AndNavigateAsync(() => page.Locator("form.alert-choices button[type=submit]").ClickAsync());
        Assert.Equal(Regions.Madeira, await RegionAsync());
        Assert.Equal(Regions.Madeira, (await page.Context.CookiesAsync()).Single(cookie => cookie.Name == "regiao").Value);

        await page.GotoAsync("/p/celeste");
        await page.AndNavigateAsync(() => page.Locator("form.region button[value=mainland]").ClickAsync());
        Assert.Equal(Regions.Mainland, await RegionAsync());
        await page.Context.CloseAsync();
    }

    private async Task<string?> RegionAsync()
    {
        await using var db = site.CreateContext();
        return await db.Users.Where(user => user.Email == Address).Select(user => user.Region).SingleAsync();
    }
}
