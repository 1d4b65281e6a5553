using System.Diagnostics;
using Promozilla.Scraper.Reading;

namespace Promozilla.Tests.Scraper.Reading;

/// <summary>Pages made to end the process or to hold it up cost a bounded refusal.</summary>
public sealed class HostilePageTests
{
    public static TheoryData<string, string> Pages => new()
    {
        { "deep divs", Many("<div>", 200_000) },
        { "deep inline", Many("<b><i>", 200_000) },
        { "deep lists", Many("<ul><li>", 100_000) },
        { "deep tables", Many("<table><tr><td>", 100_000) },
        { "deep scopes", Many("<div itemscope itemtype='http://schema.org/Product'>", 20_000) },
        { "deep JSON", $"<script type='application/ld+json'>{Many("[", 300_000)}</script>" },
        { "deep JSON answer", Many("{\"a\":", 300_000) },
        { "many open quotes", "<script type='application/ld+json'>{" + Many("\" ", 300_000) + "</script>" },
        { "many commas", "<script type='application/ld+json'>{\"@type\":\"Product\"" + Many(", ", 500_000) + "</script>" },
        { "long spaces", "<script type='application/ld+json'>}" + new string(' ', 2_000_000) + "x</script>" },
        { "nested assignments", "<script>price;" + Many("a={", 300_000) + "</script>" },
        { "many prices", Many("<p class='price'>1,00 €</p>", 20_000) },
        { "many attributes", $"<div {Many("a='1' ", 100_000)}>" },
        { "long attribute", $"<div class='price' data-x='{{{new string('"', 500_000)}'>9,99 €</div>" },
        { "fifty megabytes", new string('a', 50_000_000) },
        { "folded state that names itself", "<h1>x y z</h1><script id='__NUXT_DATA__' type='application/json'>[{\"price\":1},[1,1,1,1,1,1,1,1],{\"name\":1}]</script>" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_hostile_page_is_refused_in_time(string what, string page)
    {
        var clock = Stopwatch.StartNew();
        var reading = PageReader.Read(new PageContent(page, Seen.Page));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{what}: {clock.Elapsed}");
        Assert.False(reading is PageReading.Observed { Items.Count: > 0 } observed && observed.Items[0].Name is not null && what.StartsWith("deep", StringComparison.Ordinal));
    }

    private static string Many(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
