using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Operators;
using Promozilla.Tests.Web.Accounts;
using Promozilla.Tests.Worker;

namespace Promozilla.Tests.Web.Operators;

/// <summary>A doubtful fall from 60 to 20, and a person who looks at it.</summary>
[Trait("needs", "browser")]
[Collection(AdminSite.Name)]
public sealed class DoubtsRoomTests(AdminSite site)
{
    [Fact]
    public async Task What_a_person_confirms_becomes_the_price_once_and_is_in_the_log()
    {
        var (store, listing) = await DoubtAsync();
        var page = await site.OperatorAsync("duvidas@example.pt", OperatorRoles.Curator);
        await page.GotoAsync($"/admin/duvidas?loja={store}");
        Assert.Contains("20,00 EUR", await page.Locator("main table").InnerTextAsync(), StringComparison.Ordinal);
        await page.PressAsync("Está certo");
        Assert.StartsWith("Pedido.", await page.Locator(".admin-said").InnerTextAsync(), StringComparison.Ordinal);
        await page.GotoAsync($"/admin/duvidas?loja={store}");
        Assert.Contains("à espera do Worker", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        // Twice, and once more from a page that is old by then.
        await page.PressAsync("Está certo");
        await page.GotoAsync($"/admin/duvidas?loja={store}");
        await site.WorkAsync();
        await page.PressAsync("Está certo");
        Assert.StartsWith("Isto mudou", await page.Locator(".admin-said").InnerTextAsync(), StringComparison.Ordinal);
        await site.CloseAsync();

        Assert.Equal(20m, await site.Worker.ValueAsync<decimal>("SELECT best_price FROM products WHERE id = (SELECT product_id FROM listings WHERE id = $1)", listing));
        Assert.Equal(["verified", 20m], Assert.Single(await site.Worker.RowsAsync("SELECT verdict, price FROM promotions WHERE listing_id = $1", listing)));
        Assert.Equal(1, await site.Worker.ValueAsync<long>("SELECT count(*) FROM price_observations WHERE listing_id = $1 AND price = 20", listing));
        await using var db = site.CreateContext();
        var entry = Assert.Single(await db.AuditEntries.Where(entry => entry.Subject == $"listings/{listing}").ToListAsync());
        Assert.Equal(("held.confirm", await db.Users.Where(user => user.Email == "duvidas@example.pt").Select(user => (Guid?)user.Id).SingleAsync()), (entry.Action, entry.Operator));
        Assert.Equal("confirmed", await db.OperatorRequests.Where(request => request.Subject == $"listings/{listing}").Select(request => request.Answer).SingleAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_a_person_rejects_changes_no_price()
    {
        var (store, listing) = await DoubtAsync();
        var page = await site.OperatorAsync("duvidas2@example.pt", OperatorRoles.Curator, script: false);
        await page.GotoAsync($"/admin/duvidas?loja={store}");
        await page.PressAsync("Está errado");
        await site.WorkAsync();
        Assert.Equal(60m, await site.Worker.ValueAsync<decimal>("SELECT price FROM listings WHERE id = $1", listing));
        Assert.Equal(0, await site.Worker.ValueAsync<long>("SELECT count(*) FROM held_readings WHERE listing_id = $1", listing));
        await page.GotoAsync($"/admin/duvidas?loja={store}");
        Assert.Equal(0, await page.Locator("article").CountAsync());
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_reading_that_changed_since_is_not_the_one_that_was_confirmed()
    {
        var (store, listing) = await DoubtAsync();
        var page = await site.OperatorAsync("duvidas3@example.pt", OperatorRoles.Curator);
        await page.GotoAsync($"/admin/duvidas?loja={store}");
        await page.PressAsync("Está certo");
        await site.Worker.ExecuteAsync("UPDATE held_readings SET id = gen_random_uuid(), price = 1 WHERE listing_id = $1", listing);
        await site.WorkAsync();
        Assert.Equal(60m, await site.Worker.ValueAsync<decimal>("SELECT price FROM listings WHERE id = $1", listing));
        await page.GotoAsync($"/admin/duvidas?loja={store}");
        Assert.Contains("A leitura mudou entretanto", await page.Locator(".admin-asked[role=status]").InnerTextAsync(), StringComparison.Ordinal);
        await page.Context.CloseAsync();
    }

    private async Task<(string Store, long Listing)> DoubtAsync()
    {
        var store = $"loja{Guid.NewGuid():n}";
        var nights = new Nights(site.Worker, store);
        var night = site.Worker.Clock.GetUtcNow();
        await nights.AddStoreAsync();
        await nights.KeepAsync(night.AddDays(-40), night.AddDays(-1), Nights.Item($"a{store}", 60));
        await nights.PassAsync(night, "nightly", Nights.Item($"a{store}", 20));
        return (store, await site.Worker.ValueAsync<long>("SELECT id FROM listings WHERE store_key = $1", store));
    }
}
