using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.Web;

[Trait("needs", "postgres")]
public sealed partial class RegionTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = new Uri(site.Address) };

    [Fact]
    public async Task A_region_is_chosen_by_a_form_and_kept_in_a_cookie()
    {
        using var chosen = await http.PostAsync("/preferencias/regiao", Form(("regiao", "azores"), ("voltar", "/p/mario-kart-world#ofertas")));
        Assert.Equal((HttpStatusCode.Found, "/p/mario-kart-world#ofertas"), (chosen.StatusCode, chosen.Headers.Location?.OriginalString));
        var cookie = Assert.Single(chosen.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("regiao=azores; max-age=31536000; path=/; samesite=lax; httponly", cookie, StringComparison.Ordinal);

        using var wrong = await http.PostAsync("/preferencias/regiao", Form(("regiao", "moon"), ("voltar", "https://elsewhere.test/")));
        Assert.Equal("/", wrong.Headers.Location?.OriginalString);
        Assert.False(wrong.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Offers_are_told_with_delivery_to_the_region_and_what_is_not_known_is_not_free()
    {
        await using var db = site.CreateContext();
        var offers = await (from listing in db.Listings
                            where listing.Condition == Condition.New
                            group listing by listing.Product!.Slug into product
                            where product.Count() == 4
                            select product.Key).FirstOrDefaultAsync()
            ?? throw new InvalidOperationException("the seed has no product in all four stores");
        var mainland = await TextAsync($"/p/{offers}");
        var azores = await TextAsync($"/p/{offers}", Regions.Azores);
        var madeira = await TextAsync($"/p/{offers}", Regions.Madeira);
        var listings = await db.Listings.Where(listing => listing.Product!.Slug == offers).ToDictionaryAsync(listing => listing.StoreKey, listing => listing.Price!.Value);
        foreach (var (page, fee) in new[] { (mainland, listings["radio-estrela"] >= 100 ? 0 : 5.99m), (azores, 5.99m) })
        {
            Assert.Contains(fee is 0 ? "portes grátis" : $"{listings["radio-estrela"] + fee:0.00} € com portes".Replace('.', ','), page, StringComparison.Ordinal);
        }

        Assert.Contains($"{listings["cogumelo"] + 7.5m:0.00} € com portes".Replace('.', ','), azores, StringComparison.Ordinal);
        Assert.Contains($"{listings["cogumelo"] + 8.5m:0.00} € com portes".Replace('.', ','), madeira, StringComparison.Ordinal);
        // Ilha Pixel's are known nowhere, Castelo's not to Madeira.
        Assert.Equal((1, 1, 2), (Unknown(mainland), Unknown(azores), Unknown(madeira)));
        Assert.Contains("levantar na loja: sem custos", mainland, StringComparison.Ordinal);
        Assert.Contains($"{listings["radio-estrela"] + 1.5m:0.00} € levantado na loja".Replace('.', ','), mainland, StringComparison.Ordinal);

        static int Unknown(string page) => Regex.Count(page, "portes por confirmar");
    }

    [Theory]
    [InlineData("/jogos?ordem=total", null)]
    [InlineData("/jogos?ordem=total", Regions.Madeira)]
    [InlineData("/procurar?q=mario&ordem=total", Regions.Azores)]
    public async Task A_list_is_sorted_by_the_price_with_delivery_to_the_region(string address, string? region)
    {
        var page = await TextAsync(address, region);
        var slugs = Card().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.True(slugs.Count > 3);
        await using var db = site.CreateContext();
        var totals = await db.Products.ToDictionaryAsync(
            product => product.Slug, product => region switch { null => product.BestTotalMainland, Regions.Azores => product.BestTotalAzores, _ => product.BestTotalMadeira });
        var shown = slugs.ConvertAll(slug => totals[slug] ?? decimal.MaxValue);
        Assert.Equal(shown.Order(), shown);
        Assert.Contains($"{shown[0]:0.00} € com portes".Replace('.', ','), page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{region ?? Regions.Mainland}\" class=\"choice\" aria-pressed=\"true\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_page_is_one_for_all_regions_unless_it_tells_totals()
    {
        Assert.False(await IsKeptAsync("/consolas", null));
        Assert.True(await IsKeptAsync("/consolas", Regions.Azores));
        Assert.False(await IsKeptAsync("/consolas?ordem=total", null));
        Assert.False(await IsKeptAsync("/consolas?ordem=total", Regions.Azores));
        Assert.True(await IsKeptAsync("/consolas?ordem=total", Regions.Azores));
        Assert.True(await IsKeptAsync("/consolas?ordem=total", "moon"));
        Assert.False(await IsKeptAsync("/p/pikmin-4", null));
        Assert.False(await IsKeptAsync("/p/pikmin-4", Regions.Azores));
        Assert.False(await IsKeptAsync("/p/pikmin-4?alvo=20", null));
        Assert.False(await IsKeptAsync("/p/pikmin-4?alvo=20", null));
    }

    [Fact]
    public async Task The_api_reckons_to_the_region_asked_for()
    {
        await using var db = site.CreateContext();
        var product = await db.Products.FirstAsync(row => row.BestTotalAzores != null && row.BestTotalMadeira != null && row.BestTotalAzores != row.BestTotalMainland);
        foreach (var (region, total) in new[] { ("", product.BestTotalMainland), ("?region=azores", product.BestTotalAzores), ("?region=madeira", product.BestTotalMadeira) })
        {
            using var item = await JsonAsync($"/api/v1/products/{product.Slug}{region}");
            Assert.Equal(total, item.RootElement.GetProperty("total").GetDecimal());
            Assert.Equal("EUR", item.RootElement.GetProperty("currency").GetString());
            using var offers = await JsonAsync($"/api/v1/products/{product.Slug}/offers{region}");
            Assert.Equal(total, offers.RootElement.GetProperty("items").EnumerateArray()
                .Where(offer => offer.GetProperty("condition").GetString() is "new" && offer.GetProperty("availability").GetString() is "in_stock")
                .Min(offer => offer.GetProperty("total").ValueKind is JsonValueKind.Null ? (decimal?)null : offer.GetProperty("total").GetDecimal()));
        }

        using var list = await JsonAsync("/api/v1/products?order=total&region=madeira&limit=100");
        var totals = list.RootElement.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("total").ValueKind is JsonValueKind.Null ? decimal.MaxValue : item.GetProperty("total").GetDecimal()).ToList();
        Assert.Equal(totals.Order(), totals);
        using var store = await JsonAsync("/api/v1/stores/castelo");
        Assert.Equal("4.5 0", $"{store.RootElement.GetProperty("delivery").GetProperty("mainland").GetDecimal():0.#} {store.RootElement.GetProperty("delivery").GetProperty("pickup").GetDecimal():0}".Replace(',', '.'));
        using var none = await JsonAsync("/api/v1/stores/ilha-pixel");
        Assert.Equal(JsonValueKind.Null, none.RootElement.GetProperty("delivery").ValueKind);
    }

    [Theory]
    [InlineData("/api/v1/products/nome-antigo?region=azores", "/api/v1/products/mario-kart-world?region=azores")]
    [InlineData("/api/v1/products/nome-antigo/offers", "/api/v1/products/mario-kart-world/offers")]
    [InlineData("/api/v1/products/nome-antigo/history?days=30", "/api/v1/products/mario-kart-world/history?days=30")]
    [InlineData("/api/v1/products/nome-antigo/history.csv", "/api/v1/products/mario-kart-world/history.csv")]
    [InlineData("/feeds/p/nome-antigo.atom", "/feeds/p/mario-kart-world.atom")]
    public async Task A_merged_products_old_name_leads_machines_to_where_it_is(string address, string there)
    {
        await using (var db = site.CreateContext())
        {
            if (!await db.ProductRedirects.AnyAsync(row => row.Slug == "nome-antigo"))
            {
                var product = await db.Products.SingleAsync(row => row.Slug == "mario-kart-world");
                db.ProductRedirects.Add(new ProductRedirect { Slug = "nome-antigo", ProductId = product.Id, CreatedAt = product.CreatedAt });
                await db.SaveChangesAsync();
            }
        }

        using var moved = await http.GetAsync(address);
        Assert.Equal((HttpStatusCode.PermanentRedirect, there), (moved.StatusCode, moved.Headers.Location?.OriginalString));
        using var found = await http.GetAsync(there);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.ToDictionary(field => field.Name, field => field.Value));

    private Task<HttpResponseMessage> GetAsync(string address, string? region)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (region is not null)
        {
            request.Headers.Add("Cookie", $"regiao={region}");
        }

        return http.SendAsync(request);
    }

    private async Task<string> TextAsync(string address, string? region = null)
    {
        using var answer = await GetAsync(address, region);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).Replace('\u00a0', ' ');
    }

    private async Task<bool> IsKeptAsync(string address, string? region)
    {
        using var answer = await GetAsync(address, region);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return answer.Headers.Age is not null;
    }

    private async Task<JsonDocument> JsonAsync(string address) => JsonDocument.Parse(await http.GetStringAsync(address));

    [GeneratedRegex("<h3 class=\"card-title\"><a href=\"/p/([^\"]+)\"")]
    private static partial Regex Card();
}
