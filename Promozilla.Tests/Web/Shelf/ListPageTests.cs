using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.Web.Shelf;

[Trait("needs", "postgres")]
public sealed partial class ListPageTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(site.Address) };

    [Theory]
    [InlineData("/promocoes", "product.promotion_verdict = 'verified'")]
    [InlineData("/promocoes/todas", "product.promotion_id IS NOT NULL")]
    [InlineData("/promocoes/a-acabar", "EXISTS (SELECT FROM product_news WHERE product_id = product.id AND ended_at IS NOT NULL)")]
    [InlineData("/promocoes/de-volta", "product.in_stock AND product.restocked_at IS NOT NULL")]
    [InlineData("/novidades", "EXISTS (SELECT FROM product_news WHERE product_id = product.id AND arrived_at IS NOT NULL)")]
    [InlineData("/novidades/pre-vendas", "NOT product.in_stock")]
    public async Task A_tab_counts_and_leads_through_what_belongs_on_it(string address, string belongs)
    {
        await using var db = site.CreateContext();
#pragma warning disable EF1002 // The words are this test's own.
        var expected = await db.Database.SqlQueryRaw<string>($"SELECT product.slug AS \"Value\" FROM products product WHERE {belongs}").ToListAsync();
#pragma warning restore EF1002
        Assert.NotEmpty(expected);
        var (seen, next) = (new List<string>(), (string?)address);
        while (next is not null)
        {
            var page = WebUtility.HtmlDecode(await http.GetStringAsync(next));
            Assert.Contains($"aria-current=\"page\">", page, StringComparison.Ordinal);
            Assert.Equal(expected.Count, int.Parse(Here().Match(page).Groups[1].Value, CultureInfo.InvariantCulture));
            seen.AddRange(Title().Matches(page).Select(match => match.Groups[1].Value));
            next = Next().Match(page) is { Success: true } link ? link.Groups[1].Value : null;
        }

        Assert.Equal(expected.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_ended_says_when_where_and_at_what_price_and_the_page_says_what_it_means()
    {
        var page = Plain(await http.GetStringAsync("/promocoes/a-acabar"));
        Assert.Contains("As lojas não dizem até quando dura uma promoção.", page, StringComparison.Ordinal);
        Assert.Matches("Acabou a [0-9]+ .+ em Castelo dos Jogos, a [0-9,]+ €", page);
    }

    [Fact]
    public async Task What_arrived_stands_by_weeks_the_latest_first_unless_another_order_is_asked_for()
    {
        var page = WebUtility.HtmlDecode(await http.GetStringAsync("/novidades"));
        var weeks = Regex.Matches(page, "<h2 class=\"shelf-week\">(.+?)</h2>").Select(match => match.Groups[1].Value).ToList();
        Assert.True(weeks.Count >= 3, string.Join(", ", weeks));
        Assert.Equal(weeks.Distinct(), weeks);
        Assert.StartsWith("Semana de", weeks[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("shelf-week", await http.GetStringAsync("/novidades?ordem=preco"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/switch-2", "Nintendo Switch 2", Platform.Switch2)]
    [InlineData("/switch", "Nintendo Switch", Platform.Switch)]
    public async Task A_platform_has_a_page_of_its_own_with_all_its_kinds(string address, string name, string platform)
    {
        var page = WebUtility.HtmlDecode(await http.GetStringAsync(address));
        Assert.Contains($"<h1>{name}</h1>", page, StringComparison.Ordinal);
        Assert.Contains($"<title>{name} · Promozilla</title>", page, StringComparison.Ordinal);
        Assert.Contains($"<link rel=\"canonical\" href=\"{site.Address}{address}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("noindex", page, StringComparison.Ordinal);
        await using var db = site.CreateContext();
        foreach (var kind in new[] { (ProductKind.Game, "/jogos"), (ProductKind.Console, "/consolas"), (ProductKind.Accessory, "/acessorios") })
        {
            var count = await db.Products.CountAsync(product => product.Kind == kind.Item1 && product.Platform == platform);
            Assert.Matches($"href=\"{kind.Item2}\\?plataforma={platform}\"[^>]*>[^<]+<span class=\"count\">{count}<", page);
        }
    }

    [Fact]
    public async Task Each_description_is_of_one_page_alone()
    {
        var seen = new Dictionary<string, string>();
        foreach (var address in (string[])["/", "/jogos", "/jogos?plataforma=switch2", "/switch-2", "/switch", "/promocoes", "/promocoes/todas", "/promocoes/minimos", "/novidades"])
        {
            var words = Regex.Match(await http.GetStringAsync(address), "<meta name=\"description\" content=\"([^\"]+)\"").Groups[1].Value;
            Assert.True(words.Length is > 50 and < 200, $"{address}: {words}");
            Assert.True(seen.TryAdd(words, address), $"{address} says the same as {seen[words]}");
        }
    }

    private static string Plain(string page) => WebUtility.HtmlDecode(Regex.Replace(page, "<[^>]+>", "")).Replace('\u00a0', ' ');

    [GeneratedRegex("class=\"tab\"[^>]*aria-current=\"page\"[^>]*>[^<]+<span class=\"count\">([0-9]+)<")]
    private static partial Regex Here();

    [GeneratedRegex("<h3 class=\"card-title\"><a href=\"/p/([^\"]+)\"")]
    private static partial Regex Title();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex Next();
}
