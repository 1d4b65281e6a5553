using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Promozilla.Tests.Web.Feeds;

[Trait("needs", "postgres")]
public sealed class FeedTests(SiteFixture site) : IClassFixture<SiteFixture>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    private readonly HttpClient http = new() { BaseAddress = new Uri(site.Address) };

    [Theory]
    [InlineData("/feeds/promocoes.atom")]
    [InlineData("/feeds/promocoes.atom?tipo=jogos")]
    [InlineData("/feeds/lojas/cogumelo.atom")]
    [InlineData("/feeds/p/mario-kart-world.atom")]
    [InlineData("/feeds/procurar.atom?q=mario")]
    public async Task A_feed_keeps_the_rules_of_RFC_4287(string address)
    {
        using var answer = await http.GetAsync(address);
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        Assert.Equal(Atom + "feed", feed.Name);
        var self = Assert.Single(feed.Elements(Atom + "link"), link => (string?)link.Attribute("rel") == "self");
        Assert.Equal(site.Address + address, (string?)self.Attribute("href"));
        Assert.NotEmpty(Assert.Single(feed.Elements(Atom + "author")).Element(Atom + "name")!.Value);
        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.NotEmpty(entries);
        foreach (var element in entries.Prepend(feed))
        {
            Assert.Matches("^tag:[^,]+,2026:.+$", Assert.Single(element.Elements(Atom + "id")).Value);
            Assert.NotEmpty(Assert.Single(element.Elements(Atom + "title")).Value);
            var updated = Assert.Single(element.Elements(Atom + "updated")).Value;
            Assert.True(DateTimeOffset.TryParseExact(updated, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _), updated);
            var page = Assert.Single(element.Elements(Atom + "link"), link => (string?)link.Attribute("rel") == "alternate");
            Assert.StartsWith(site.Address, (string?)page.Attribute("href"), StringComparison.Ordinal);
        }

        Assert.Equal(entries.Count, entries.Select(entry => entry.Element(Atom + "id")!.Value).Distinct().Count());
        Assert.Equal(entries.Max(entry => entry.Element(Atom + "updated")!.Value), feed.Element(Atom + "updated")!.Value);
        Assert.Equal(entries.Select(entry => entry.Element(Atom + "updated")!.Value).OrderDescending(), entries.Select(entry => entry.Element(Atom + "updated")!.Value));
    }

    [Fact]
    public async Task An_entry_keeps_its_id_when_its_feed_is_read_in_another_language()
    {
        var portuguese = await http.GetStringAsync("/feeds/promocoes.atom");
        var english = await http.GetStringAsync("/feeds/promocoes.atom?lang=en");
        Assert.NotEqual(portuguese, english);
        Assert.Equal(Ids(portuguese), Ids(english));

        static IEnumerable<string> Ids(string feed) => XDocument.Parse(feed).Descendants(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value);
    }

    [Fact]
    public async Task The_sitemap_leads_to_every_product_and_every_address_in_it_answers()
    {
        var index = XDocument.Parse(await http.GetStringAsync("/sitemap.xml")).Root!;
        Assert.Equal(Sitemap + "sitemapindex", index.Name);
        var addresses = new List<string>();
        foreach (var part in index.Descendants(Sitemap + "loc"))
        {
            var map = XDocument.Parse(await http.GetStringAsync(part.Value)).Root!;
            Assert.Equal(Sitemap + "urlset", map.Name);
            addresses.AddRange(map.Descendants(Sitemap + "loc").Select(address => address.Value));
        }

        Assert.Equal(60, addresses.Count(address => address.Contains("/p/", StringComparison.Ordinal)));
        Assert.Equal(addresses.Count, addresses.Distinct().Count());
        foreach (var address in addresses.Where((address, at) => at % 6 is 0 || !address.Contains("/p/", StringComparison.Ordinal)))
        {
            using var answer = await http.GetAsync(address);
            Assert.True(answer.IsSuccessStatusCode, address);
        }
    }

    [Fact]
    public async Task Robots_are_told_where_the_sitemap_is_and_what_is_private()
    {
        var robots = await http.GetStringAsync("/robots.txt");
        Assert.Contains($"Sitemap: {site.Address}/sitemap.xml\n", robots, StringComparison.Ordinal);
        Assert.Contains("Disallow: /conta/\n", robots, StringComparison.Ordinal);
        Assert.DoesNotContain("Disallow: /\n", robots, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_product_page_tells_search_engines_what_schema_org_requires()
    {
        var page = await http.GetStringAsync("/p/mario-kart-world");
        var block = Regex.Match(page, "<script type=\"application/ld(?:\\+|&#x2B;)json\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;
        using var markup = JsonDocument.Parse(block);
        var product = markup.RootElement;
        Assert.Equal("https://schema.org", product.GetProperty("@context").GetString());
        Assert.Equal("Product", product.GetProperty("@type").GetString());
        Assert.NotEmpty(product.GetProperty("name").GetString()!);
        var offers = product.GetProperty("offers");
        Assert.Equal("AggregateOffer", offers.GetProperty("@type").GetString());
        Assert.Equal("EUR", offers.GetProperty("priceCurrency").GetString());
        var prices = offers.GetProperty("offers").EnumerateArray().Select(offer => decimal.Parse(offer.GetProperty("price").GetString()!, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(prices.Min(), decimal.Parse(offers.GetProperty("lowPrice").GetString()!, CultureInfo.InvariantCulture));
        Assert.Equal(prices.Count, offers.GetProperty("offerCount").GetInt32());
        Assert.All(offers.GetProperty("offers").EnumerateArray(), offer =>
        {
            Assert.Equal("Offer", offer.GetProperty("@type").GetString());
            Assert.Matches("^https://schema.org/(InStock|PreOrder)$", offer.GetProperty("availability").GetString());
            Assert.NotEmpty(offer.GetProperty("seller").GetProperty("name").GetString()!);
        });
        Assert.Contains("<meta property=\"og:title\"", page, StringComparison.Ordinal);
        Assert.Contains($"<link rel=\"canonical\" href=\"{site.Address}/p/mario-kart-world\"", page, StringComparison.Ordinal);
    }
}
