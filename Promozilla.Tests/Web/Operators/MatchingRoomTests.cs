using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Promozilla.Data.Operators;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web.Accounts;
using Promozilla.Tests.Worker;

namespace Promozilla.Tests.Web.Operators;

/// <summary>What a person says of matches on the site, carried out at once.</summary>
[Trait("needs", "browser")]
[Collection(AdminSite.Name)]
public sealed class MatchingRoomTests(AdminSite site)
{
    private readonly string name = $"Zelda {Guid.NewGuid():n}";

    [Fact]
    public async Task An_uncertain_pair_is_made_one_with_a_key()
    {
        var (stays, goes, _) = await PairAsync();
        var page = await site.OperatorAsync("pares@example.pt", OperatorRoles.Curator);
        await page.GotoAsync("/admin/emparelhar");
        Assert.Contains($"{name} Dois", await page.Locator("article").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains($"{name} Um", await page.Locator("article").Last.InnerTextAsync(), StringComparison.Ordinal);

        // Later: the others first, and it comes round again.
        await page.AndNavigateAsync(() => page.Keyboard.PressAsync("d"));
        await page.GotoAsync("/admin/emparelhar");
        var slug = await site.Worker.ValueAsync<string>("SELECT slug FROM products WHERE id = $1", goes);
        await page.AndNavigateAsync(() => page.Keyboard.PressAsync("m"));
        Assert.StartsWith("Decidido.", await page.Locator(".admin-said").InnerTextAsync(), StringComparison.Ordinal);
        await DoAsync();
        Assert.Equal(stays, await site.Worker.ValueAsync<long>("SELECT product_id FROM product_redirects WHERE slug = $1", slug!));
        await page.GotoAsync($"/p/{slug}");
        Assert.Equal(await site.Worker.ValueAsync<string>("SELECT slug FROM products WHERE id = $1", stays), new Uri(page.Url).Segments[^1]);
        await page.GotoAsync($"/admin/produtos/{stays}");
        Assert.Contains("juntou-se", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains($"/p/{slug}", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal(404, (await page.GotoAsync($"/admin/produtos/{goes}"))!.Status);
        await using var db = site.CreateContext();
        Assert.Equal("match.same", (await db.AuditEntries.SingleAsync(entry => entry.Subject == $"products/{stays}")).Action);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task What_is_never_the_same_is_not_asked_again_and_said_once()
    {
        var (product, _, listing) = await PairAsync();
        var page = await site.OperatorAsync("pares2@example.pt", OperatorRoles.Curator, script: false);
        var second = await page.Context.NewPageAsync();
        await page.GotoAsync("/admin/emparelhar");
        await second.GotoAsync("/admin/emparelhar");
        await page.PressAsync("Nunca");
        await second.PressAsync("Nunca");
        Assert.StartsWith("Isto mudou", await second.Locator(".admin-said").InnerTextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(name, await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await DoAsync();
        Assert.Equal(["never", true], Assert.Single(await site.Worker.RowsAsync("SELECT verb, carried_out_at IS NOT NULL FROM match_decisions WHERE product_id = $1", product)));
        Assert.Equal(0, await site.Worker.ValueAsync<long>("SELECT count(*) FROM match_candidates WHERE listing_id = $1", listing));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_listing_is_split_off_and_moved_back_and_the_product_is_hidden_and_shown()
    {
        var (one, other) = ($"loja{Guid.NewGuid():n}", $"outra{Guid.NewGuid():n}");
        foreach (var store in (string[])[one, other])
        {
            var nights = new Nights(site.Worker, store);
            await nights.AddStoreAsync();
            await nights.PassAsync(site.Worker.Clock.GetUtcNow(), "asked", Nights.Item($"x{store}", 40, title: name));
        }

        var product = await ProductAsync(one);
        Assert.Equal(product, await ProductAsync(other));
        var page = await site.OperatorAsync("produtos@example.pt", OperatorRoles.Curator);
        await page.GotoAsync("/admin/produtos");
        await page.FillAsync("main input[name=q]", $"x{other}");
        await page.PressAsync("Procurar");
        await page.AndNavigateAsync(() => page.Locator("main td a").First.ClickAsync());
        await page.AndNavigateAsync(() => page.Locator("tr", new() { HasText = $"x{other}" }).GetByRole(AriaRole.Button, new() { Name = "Separar num produto novo" }).ClickAsync());
        await DoAsync();
        var own = await ProductAsync(other);
        Assert.NotEqual(product, own);

        await page.GotoAsync($"/admin/produtos/{own}");
        await page.FillAsync("main input[name=para]", $"{site.Address}/p/{await site.Worker.ValueAsync<string>("SELECT slug FROM products WHERE id = $1", product)}");
        await page.PressAsync("Mover");
        await DoAsync();
        Assert.Equal(product, await ProductAsync(other));

        var slug = await site.Worker.ValueAsync<string>("SELECT slug FROM products WHERE id = $1", product);
        await page.GotoAsync($"/admin/produtos/{product}");
        await page.PressAsync("Esconder do site");
        await DoAsync();
        var stranger = await site.OpenAsync(script: false);
        Assert.Equal(404, (await stranger.GotoAsync($"/p/{slug}"))!.Status);
        Assert.Equal(0, await site.Worker.ValueAsync<long>("SELECT count(*) FROM product_searches WHERE product_id = $1", product));
        await page.GotoAsync("/admin/produtos?escondidos=true");
        Assert.Contains(name, await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await page.GotoAsync($"/admin/produtos/{product}");
        await page.PressAsync("Mostrar no site");
        await DoAsync();
        Assert.Equal(1, await site.Worker.ValueAsync<long>("SELECT count(*) FROM product_searches WHERE product_id = $1", product));
        Assert.Equal(404, (await page.GotoAsync("/admin/produtos/987654321"))!.Status);
        await stranger.Context.CloseAsync();
        await page.Context.CloseAsync();
    }

    private async Task DoAsync()
    {
        await site.WorkAsync();
        await site.CloseAsync();
    }

    private Task<long> ProductAsync(string store) => site.Worker.ValueAsync<long>("SELECT product_id FROM listings WHERE store_key = $1", store);

    /// <summary>Two products, and the second one's listing that may be the first one: the oldest question there is.</summary>
    private async Task<(long Product, long Other, long Listing)> PairAsync()
    {
        var store = $"loja{Guid.NewGuid():n}";
        var nights = new Nights(site.Worker, store);
        await nights.AddStoreAsync();
        await nights.PassAsync(site.Worker.Clock.GetUtcNow(), "asked", Nights.Item($"um{store}", 40, title: $"{name} Um"), Nights.Item($"dois{store}", 40, title: $"{name} Dois"));
        var rows = await site.Worker.RowsAsync("SELECT product_id, id FROM listings WHERE store_key = $1 ORDER BY item_id DESC", store);
        var (product, other, listing) = ((long)rows[0][0]!, (long)rows[1][0]!, (long)rows[1][1]!);
        await site.Worker.ExecuteAsync("DELETE FROM match_candidates");
        await site.Worker.ExecuteAsync("INSERT INTO match_candidates (listing_id, product_id, reason, found_at) VALUES ($1, $2, 'near_title', '2020-01-01Z')", listing, product);
        return (product, other, listing);
    }
}
