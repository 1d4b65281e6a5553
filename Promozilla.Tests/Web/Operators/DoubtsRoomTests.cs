using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Scraping;
using Promozilla.Messaging.Contracts;
using Promozilla.Data.Operators;
using Promozilla.Scraper.Archive;
using Promozilla.Tests.Servers;
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

    [Fact]
    public async Task Who_decides_sees_what_was_read_where_it_stood_and_nothing_of_it_runs()
    {
        const string card = """<li><script>document.title = "caught"</script><a href="/p/jogo-um">Jogo Um &amp; Dois</a> <del>60,00&nbsp;€</del> <b>20<sup>,00&nbsp;€</sup></b></li>""";
        var key = $"pages/loja/read/{Guid.NewGuid():n}-jogos-1.json.gz";
        var (store, listing) = await DoubtAsync(store => new ReadingEvidence(key.Replace("loja", store, StringComparison.Ordinal), new Dictionary<string, string> { ["price"] = "css:b", ["name"] = "json-ld:name" }));
        var held = await site.Worker.ValueAsync<Guid>("SELECT id FROM held_readings WHERE listing_id = $1", listing);
        var page = await site.OperatorAsync("provas@example.pt", OperatorRoles.Curator);
        await page.GotoAsync($"/admin/duvidas?loja={store}");
        Assert.Equal(["css:b", "json-ld:name"], await page.Locator("main td code").AllInnerTextsAsync());
        await page.AndNavigateAsync(() => page.GetByText("Ver o que foi lido").ClickAsync());
        Assert.Contains("não está guardada", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        // The product's own page was asked for too, and nobody keeps more than what is asked of this doubt.
        var check = Guid.NewGuid();
        await using (var db = site.CreateContext())
        {
            db.PageChecks.Add(new PageCheck { Id = check, RunId = await db.HeldReadings.Where(row => row.Id == held).Select(row => row.RunId).SingleAsync(), Purpose = PageCheck.Recheck, StoreKey = store, Url = "x", ListingId = listing, HeldId = held, Attempt = 1, AskedAt = TimeProvider.System.GetUtcNow(), AnsweredAt = TimeProvider.System.GetUtcNow(), Outcome = "unclear" });
            await db.SaveChangesAsync();
        }

        await KeepAsync(store, key.Replace("loja", store, StringComparison.Ordinal), $"<ul>{string.Concat(Enumerable.Repeat("<li>Outro jogo 45,00 €</li>", 500))}{card}{string.Concat(Enumerable.Repeat("<li>E outro</li>", 500))}</ul>");
        await KeepAsync(store, $"pages/{store}/read/check-{check:n}.json.gz", "<h1>Página não encontrada</h1>");
        await page.ReloadAsync();
        Assert.Equal("O que foi lido · Promozilla", await page.TitleAsync());
        var parts = page.Locator("pre");
        Assert.Contains(card, await parts.Nth(0).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(["60,00", "20<sup>,00"], await parts.Nth(0).Locator("mark").AllInnerTextsAsync());
        Assert.InRange((await parts.Nth(0).InnerTextAsync()).Length, 500, 2500);
        Assert.Equal("<h1>Página não encontrada</h1>", (await parts.Nth(1).InnerTextAsync()).Trim());

        var whole = await page.Context.APIRequest.GetAsync($"/admin/duvidas/{held}/pagina");
        Assert.EndsWith("</ul>", await whole.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(("text/plain; charset=utf-8", "nosniff"), (whole.Headers["content-type"], whole.Headers["x-content-type-options"]));
        Assert.Contains("sandbox", whole.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.Equal(200, (await page.Context.APIRequest.GetAsync($"/admin/duvidas/{held}/pagina?tentativa={check}")).Status);
        Assert.Equal(404, (await page.Context.APIRequest.GetAsync($"/admin/duvidas/{held}/pagina?tentativa={Guid.NewGuid()}")).Status);
        await page.Context.CloseAsync();
    }

    private Task KeepAsync(string store, string key, string text) => site.Media.PutAsync(
        key, new ArchivedPage(store, "jogos", 1, new Uri("https://loja.test/jogos"), 200, "text/html", "observed", null, TimeProvider.System.GetUtcNow(), "0", false, text, []).Pack(), CancellationToken.None);

    private async Task<(string Store, long Listing)> DoubtAsync(Func<string, ReadingEvidence>? evidence = null)
    {
        var store = $"loja{Guid.NewGuid():n}";
        var nights = new Nights(site.Worker, store);
        var night = site.Worker.Clock.GetUtcNow();
        await nights.AddStoreAsync();
        await nights.KeepAsync(night.AddDays(-40), night.AddDays(-1), Nights.Item($"a{store}", 60));
        await nights.PassAsync(night, "nightly", Nights.Item($"a{store}", 20) with { Evidence = evidence?.Invoke(store) });
        return (store, await site.Worker.ValueAsync<long>("SELECT id FROM listings WHERE store_key = $1", store));
    }
}
