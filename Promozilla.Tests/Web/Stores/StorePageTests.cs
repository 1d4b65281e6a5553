using System.Net;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Prices;

namespace Promozilla.Tests.Web.Stores;

[Trait("needs", "postgres")]
public sealed class StorePageTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(site.Address) };

    [Fact]
    public async Task A_store_is_told_by_what_became_of_its_claims()
    {
        await using var db = site.CreateContext();
        await db.StoreFairness.Where(row => row.StoreKey == "castelo").ExecuteUpdateAsync(set => set
            .SetProperty(row => row.Judged, 40).SetProperty(row => row.Verified, 30).SetProperty(row => row.Inflated, 7).SetProperty(row => row.NotDiscounts, 3)
            .SetProperty(row => row.NoData, 5).SetProperty(row => row.MedianClaimedPercent, 40m).SetProperty(row => row.MedianRealPercent, 22m));
        var page = await PageAsync("/lojas/castelo");
        Assert.Contains("<b>75 %</b>", page, StringComparison.Ordinal);
        Assert.Contains("das poupanças anunciadas confirmam-se: 30 de 40.", page, StringComparison.Ordinal);
        Assert.Contains("Valor mediano: anuncia −40 %; pela regra dos 30 dias são −22 %.", page, StringComparison.Ordinal);
        Assert.Contains("Contamos as 40 promoções com uma poupança anunciada que começaram nos últimos 365 dias", page, StringComparison.Ordinal);
        Assert.Contains("4,50 €; grátis a partir de 60,00 €", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Madeira</th><td>por confirmar</td>", page, StringComparison.Ordinal);
        Assert.Contains("<th scope=\"row\">Levantar na loja</th><td>grátis</td>", page, StringComparison.Ordinal);

        var running = await db.Promotions.Where(promotion => promotion.Listing.StoreKey == "castelo" && promotion.EndedAt == null && promotion.Verdict == Verdicts.Verified)
            .Select(promotion => promotion.Listing.Product!.Slug).ToListAsync();
        Assert.NotEmpty(running);
        Assert.All(running, slug => Assert.Contains($"<a href=\"/p/{slug}\">", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_a_store_with_few_claims_no_share_is_said_and_of_unknown_delivery_no_fee()
    {
        await using var db = site.CreateContext();
        await db.StoreFairness.Where(row => row.StoreKey == "ilha-pixel").ExecuteUpdateAsync(set => set.SetProperty(row => row.Judged, 9).SetProperty(row => row.Verified, 9));
        var page = await PageAsync("/lojas/ilha-pixel");
        Assert.Contains("Confirmam-se 9 de 9 poupanças anunciadas: poucas para uma percentagem.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("100 %", page, StringComparison.Ordinal);
        Assert.Contains("Ainda não conhecemos os portes desta loja: não os damos como grátis.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_switched_off_offers_nothing()
    {
        await using var db = site.CreateContext();
        var product = await db.Listings.Where(listing => listing.StoreKey == "cogumelo").Select(listing => listing.Product!.Slug).FirstAsync();
        Assert.Contains("\"cogumelo\"", await http.GetStringAsync($"/api/v1/products/{product}/offers?region=mainland"), StringComparison.Ordinal);
        await db.Stores.Where(store => store.Key == "cogumelo").ExecuteUpdateAsync(set => set.SetProperty(store => store.Enabled, false));
        // Another spelling of each question: what was asked before is kept.
        Assert.DoesNotContain("\"cogumelo\"", await http.GetStringAsync($"/api/v1/products/{product}/offers"), StringComparison.Ordinal);
        Assert.DoesNotContain("cogumelo.example", await http.GetStringAsync($"/p/{product}"), StringComparison.Ordinal);
        Assert.DoesNotContain("\"cogumelo\"", await http.GetStringAsync("/api/v1/promotions?limit=100"), StringComparison.Ordinal);
        await db.Stores.Where(store => store.Key == "cogumelo").ExecuteUpdateAsync(set => set.SetProperty(store => store.Enabled, true));
    }

    private async Task<string> PageAsync(string address) => WebUtility.HtmlDecode(await http.GetStringAsync(address)).Replace('\u00a0', ' ');
}
