using Promozilla.Scraper.Fetching;

namespace Promozilla.Tests.Scraper.Fetching;

public sealed class RobotsRulesTests
{
    private const string Us = "Promozilla/0.1 (+https://promozilla.example/bot)";

    [Theory]
    [InlineData("User-agent: *\nDisallow: /cart", "https://shop.example/cart/x", false)]
    [InlineData("User-agent: *\nDisallow: /cart", "https://shop.example/jogos", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: promozilla\nDisallow: /cart", "https://shop.example/jogos", true)]
    [InlineData("User-agent: *\nDisallow: /p\nAllow: /p/jogos", "https://shop.example/p/jogos/1", true)]
    [InlineData("User-agent: *\nDisallow: /*?n=", "https://shop.example/jogos?n=50", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "https://shop.example/a.pdf?x=1", true)]
    [InlineData("User-agent: *\nDisallow: /promo%c3%a7%c3%b5es", "https://shop.example/promoções", false)]
    [InlineData("User-agent: *\nDisallow: /a\nAllow: /a", "https://shop.example/a", true)]
    [InlineData("User-agent: otherbot\nDisallow: /", "https://shop.example/a", true)]
    [InlineData("", "https://shop.example/a", true)]
    public void The_longest_rule_of_our_group_decides(string robots, string url, bool isAllowed) => Assert.Equal(isAllowed, RobotsRules.Parse(robots, Us).IsAllowed(url));

    [Fact]
    public void A_crawl_delay_is_honoured() => Assert.Equal(7.5, RobotsRules.Parse("User-agent: *\nCrawl-delay: 7.5\nDisallow: /x", Us).CrawlDelaySeconds);

    [Fact]
    public void A_hostile_pattern_costs_little()
    {
        var rules = RobotsRules.Parse("User-agent: *\nDisallow: /" + string.Concat(Enumerable.Repeat("*a", 2000)) + "$", Us);
        Assert.True(rules.IsAllowed("https://shop.example/" + new string('a', 1500) + "b"));
    }
}
