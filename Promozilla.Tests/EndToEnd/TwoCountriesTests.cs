using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Components.Pages.Wishlist;
using StackExchange.Redis;

namespace Promozilla.Tests.EndToEnd;

[Trait("needs", "servers")]
public sealed partial class TwoCountriesTests(TwoCountries countries) : IClassFixture<TwoCountries>
{
    [Fact]
    public async Task The_same_thing_in_two_markets_is_two_products_that_know_nothing_of_each_other()
    {
        Assert.Equal(
            [["PT", 48m, 48m, Verdicts.Verified], ["SE", 480m, 480m, Verdicts.NotJudged]],
            await countries.Worker.RowsAsync("SELECT market, best_price, low_price, promotion_verdict FROM products WHERE slug = $1 ORDER BY market", TwoCountries.Slug));
        Assert.Equal(
            [["PT"], ["SE"]],
            await countries.Worker.RowsAsync(
                "SELECT known.market FROM product_gtins known JOIN products ON products.id = known.product_id AND products.market = known.market ORDER BY 1"));
        Assert.Equal(0, await countries.Worker.ValueAsync<long>("SELECT count(*) FROM match_candidates"));
    }

    [Fact]
    public async Task Whoever_wishes_in_two_markets_is_written_to_from_each()
    {
        var mails = await countries.Worker.RowsAsync("SELECT subject, text_body, html_body, unsubscribe_url FROM outgoing_mails WHERE user_id = $1 ORDER BY text_body LIKE '%se.test%'", countries.Person);
        Assert.Equal(2, mails.Count);
        foreach (var (mail, host, other, price) in new[] { (mails[0], TwoCountries.Portugal, TwoCountries.Sweden, "48,00\u00a0€"), (mails[1], TwoCountries.Sweden, TwoCountries.Portugal, "480,00\u00a0kr") })
        {
            Assert.Contains(price, (string)mail[0]!, StringComparison.Ordinal);
            Assert.Contains($"http://{host}/p/{TwoCountries.Slug}", (string)mail[1]!, StringComparison.Ordinal);
            Assert.Contains($"http://{host}/p/{TwoCountries.Slug}", (string)mail[2]!, StringComparison.Ordinal);
            Assert.StartsWith($"http://{host}/u/", (string)mail[3]!, StringComparison.Ordinal);
            Assert.DoesNotContain(other, string.Concat(mail), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(TwoCountries.Portugal, "sol-poente", "vinterhavet", "48,00 €", "EUR", "pt-PT", "loja", "butik")]
    [InlineData(TwoCountries.Sweden, "vinterhavet", "sol-poente", "480,00 kr", "SEK", "en", "butik", "loja")]
    public async Task Each_host_shows_its_own(string host, string own, string others, string price, string currency, string language, string store, string othersStore)
    {
        using var http = countries.At(host);
        foreach (var path in new[] { "/jogos", "/procurar?q=sol+vinterhavet", "/procurar/sugestoes?q=vinterhavet", "/procurar/sugestoes?q=poente", "/sitemaps/artigos-0.xml", "/api/v1/products", "/api/v1/search?q=sol", "/" })
        {
            Assert.DoesNotContain($"/p/{others}-switch", await ReadAsync(http, path), StringComparison.Ordinal);
        }

        Assert.Contains($"/p/{own}-switch", await ReadAsync(http, "/jogos"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"/p/{others}-switch")).StatusCode);
        Assert.Contains($"/p/{own}-switch", await ReadAsync(http, $"/procurar?q={own}"), StringComparison.Ordinal);
        var page = await ReadAsync(http, $"/p/{TwoCountries.Slug}");
        Assert.Contains(price, page.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains($"<html lang=\"{language}\"", page, StringComparison.Ordinal);
        Assert.Contains($"<link rel=\"canonical\" href=\"http://{host}/p/{TwoCountries.Slug}\"", page, StringComparison.Ordinal);
        Assert.Contains($"\"priceCurrency\":\"{currency}\"", page, StringComparison.Ordinal);
        Assert.Equal(store, Assert.Single(StoreLink().Matches(page).Select(link => link.Groups[1].Value).Distinct()));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync($"/lojas/{othersStore}")).StatusCode);
    }

    [Theory]
    [InlineData(TwoCountries.Portugal, "48.00")]
    [InlineData(TwoCountries.Sweden, "480.00")]
    public async Task What_machines_read_of_a_market_leads_to_its_own_host(string host, string price)
    {
        using var http = countries.At(host);
        using var products = JsonDocument.Parse(await ReadAsync(http, "/api/v1/products"));
        Assert.Equal(2, products.RootElement.GetProperty("total").GetInt32());
        Assert.All(products.RootElement.GetProperty("items").EnumerateArray(), item => Assert.StartsWith($"http://{host}/p/", item.GetProperty("url").GetString(), StringComparison.Ordinal));
        using var promotions = JsonDocument.Parse(await ReadAsync(http, "/api/v1/promotions"));
        var promotion = Assert.Single(promotions.RootElement.GetProperty("items").EnumerateArray()).GetProperty("promotion");
        Assert.Equal(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture), promotion.GetProperty("price").GetDecimal());
        foreach (var path in new[] { "/robots.txt", "/sitemap.xml", "/sitemaps/paginas.xml", "/sitemaps/artigos-0.xml", $"/feeds/p/{TwoCountries.Slug}.atom", "/feeds/promocoes.atom" })
        {
            var addresses = Address().Matches(await ReadAsync(http, path)).Select(address => new Uri(address.Value).Host).Where(name => name.EndsWith(".test", StringComparison.Ordinal)).Distinct();
            Assert.Equal(host, Assert.Single(addresses));
        }
    }

    [Fact]
    public async Task A_wish_is_for_the_product_of_the_site_where_it_is_made()
    {
        var person = Guid.NewGuid();
        await countries.AddPersonAsync(person);
        await new WishlistQuery(countries.Contexts, new Microsoft.AspNetCore.Http.HttpContextAccessor(), TimeProvider.System).AddAsync(person, TwoCountries.Slug, CancellationToken.None);
        Assert.Equal([["PT"]], await countries.Worker.RowsAsync("SELECT market FROM wishlist_items JOIN products ON products.id = product_id WHERE user_id = $1", person));
    }

    [Fact]
    public async Task A_run_of_one_market_evicts_its_pages_and_no_others()
    {
        const string page = $"/p/{TwoCountries.Slug}?dias=365";
        using var portugal = countries.At(TwoCountries.Portugal);
        using var sweden = countries.At(TwoCountries.Sweden);
        using var www = countries.At($"www.{TwoCountries.Sweden}");
        var (before, kept) = (await ReadAsync(portugal, page), await ReadAsync(sweden, page));
        await countries.Worker.ExecuteAsync("UPDATE products SET title = 'Kvällsmåne' WHERE slug = $1", TwoCountries.Slug);
        try
        {
            Assert.Equal(kept, await ReadAsync(www, page));
            using var redis = await ConnectionMultiplexer.ConnectAsync(countries.Redis);
            await redis.GetSubscriber().PublishAsync(RedisChannel.Literal(ResourceNames.PagesChanged), "SE a test");
            await Eventually.AssertAsync(async () => Assert.Contains("Kvällsmåne", await ReadAsync(sweden, page), StringComparison.Ordinal));
            Assert.Equal(before, await ReadAsync(portugal, page));
        }
        finally
        {
            await countries.Worker.ExecuteAsync("UPDATE products SET title = 'Lua Nova' WHERE slug = $1", TwoCountries.Slug);
        }
    }

    [Fact]
    public async Task A_host_that_is_nobodys_is_told_so_and_probes_are_answered()
    {
        using var http = countries.At("promozilla.example");
        using var answer = await http.GetAsync("/");
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.Contains("Markets:", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task An_account_opened_in_a_market_is_written_to_from_its_host()
    {
        using var http = countries.At(TwoCountries.Sweden);
        using var form = await http.GetAsync("/conta/registar");
        var text = await form.Content.ReadAsStringAsync();
        using var post = new HttpRequestMessage(HttpMethod.Post, "/conta/registar")
        {
            Content = new FormUrlEncodedContent(Hidden().Matches(text).Select(field => KeyValuePair.Create(field.Groups[1].Value, WebUtility.HtmlDecode(field.Groups[2].Value)))
                .Append(KeyValuePair.Create("Email", "sven@promozilla.test")).Append(KeyValuePair.Create("Password", "uma frase que lembro"))),
        };
        post.Headers.Add("Cookie", form.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        using var answer = await http.SendAsync(post);
        var mail = Assert.Single(await countries.Worker.RowsAsync(
            "SELECT users.market, users.language, mail.text_body FROM users JOIN outgoing_mails mail ON mail.user_id = users.id WHERE email = 'sven@promozilla.test'"));
        Assert.Equal(["SE", "en"], mail[..2]);
        Assert.Contains($"http://{TwoCountries.Sweden}/conta/confirmar?", (string)mail[2]!, StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound
            ? WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync())
            : throw new InvalidOperationException($"{path}: {answer.StatusCode}");
    }

    [GeneratedRegex("href=\"/lojas/([a-z-]+)\"")]
    private static partial Regex StoreLink();

    [GeneratedRegex("https?://[^\\s<\"]+")]
    private static partial Regex Address();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
