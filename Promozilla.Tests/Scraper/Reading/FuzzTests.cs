using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Tests.Scraper.Reading;

/// <summary>Pages broken at random: no exception, no hang, no price that the page does not show. PROMOZILLA_FUZZ sets how many.</summary>
public sealed partial class FuzzTests
{
    private const int Seed = 20261121;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(2);
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("PROMOZILLA_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 2000;

    private static readonly string[] Nasty =
        ["<", ">", "\"", "'", "&", "&#", "&quot;", "<!--", "-->", "<![CDATA[", "]]>", "<script>", "</script>", "<div>", "</div>", "<table>", "</li>", "\0", "\u0001", "{", "}", "[", "]", ",", ":", "//", "/*", "\\", "\ud800", "\\ud800", "\\u12", "€", "<h1>", "esgotado", "<template>", "itemscope itemtype=http://schema.org/Product", "\u00a0", "null", "<del>"];

    [Fact]
    public void No_mutation_throws_hangs_or_makes_a_price_up()
    {
        var random = new Random(Seed);
        var store = StoreDefinitions.Find("press-start");
        for (var i = 0; i < Count; i++)
        {
            var page = Mutated(ListingPages.All[random.Next(ListingPages.All.Length)], random);
            var clock = Stopwatch.StartNew();
            var reading = PageReader.Read(new PageContent(page, Seen.Page), i % 4 == 0 ? store : null);
            Assert.True(clock.Elapsed < Hang, $"mutation {i} took {clock.Elapsed}");
            foreach (var item in reading is PageReading.Observed observed ? observed.Items : [])
            {
                Assert.True(Shows(page, item.Price), $"mutation {i}: {item.Price} of \"{item.Name}\" is not in the page:\n{page}");
                Assert.True(Shows(page, item.OldPrice), $"mutation {i}: {item.OldPrice} before of \"{item.Name}\" is not in the page:\n{page}");
            }
        }
    }

    private static string Mutated(string page, Random random)
    {
        for (var times = random.Next(1, 9); times > 0 && page.Length > 0; times--)
        {
            var at = random.Next(page.Length);
            var length = Math.Min(page.Length - at, random.Next(3) == 0 ? random.Next(400) : random.Next(12));
            page = random.Next(5) switch
            {
                0 => page.Remove(at, length),
                1 => page.Insert(random.Next(page.Length), page.Substring(at, length)),
                2 => page.Insert(at, Nasty[random.Next(Nasty.Length)]),
                3 => page[..at] + Nasty[random.Next(Nasty.Length)] + page[(at + length)..],
                _ => random.Next(20) == 0 ? page[..at] : page.Insert(at, string.Concat(Enumerable.Repeat(Nasty[random.Next(Nasty.Length)], random.Next(60)))),
            };
        }

        return page;
    }

    // The digits in their order, with whatever stands between: markup, thousands signs.
    private static bool Shows(string page, decimal? amount)
    {
        if (amount is not { } price) return true;
        var text = price.ToString("0.00##", CultureInfo.InvariantCulture);
        var (whole, cents) = (text[..text.IndexOf('.', StringComparison.Ordinal)].TrimStart('0'), text[(text.IndexOf('.', StringComparison.Ordinal) + 1)..].TrimEnd('0'));
        var pattern = string.Join(@"\D{0,200}?", (whole + cents).ToCharArray());
        string[] seen = [page, Tag().Replace(page, "")];
        return Array.Exists(seen, text => Regex.IsMatch(text, pattern) || Regex.IsMatch(WebUtility.HtmlDecode(text), pattern));
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
