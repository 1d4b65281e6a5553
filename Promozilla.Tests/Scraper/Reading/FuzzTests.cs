using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using HtmlAgilityPack;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Tests.Scraper.Reading;

/// <summary>Pages broken at random: no exception, no hang, no price that the page does not show. PROMOZILLA_FUZZ sets how many, PROMOZILLA_FUZZ_SEED which.</summary>
public sealed partial class FuzzTests
{
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("PROMOZILLA_FUZZ_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : 20261121;
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(2);
    private static readonly int Count = int.TryParse(Environment.GetEnvironmentVariable("PROMOZILLA_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 2000;

    [Fact]
    public void No_mutation_throws_hangs_or_makes_a_price_up()
    {
        var random = new Random(Seed);
        var mutations = new Mutations(random);
        string[] pages = [.. ListingPages.All, .. CasesTests.Pages];
        var store = StoreDefinitions.Find("press-start");
        for (var i = 0; i < Count; i++)
        {
            var content = mutations.Of(pages[random.Next(pages.Length)], Seen.Page);
            var page = content.Text;
            var clock = Stopwatch.StartNew();
            var reading = PageReader.Read(content, i % 8 == 0 ? store : null);
            Assert.True(clock.Elapsed < Hang, $"mutation {i} took {clock.Elapsed}");
            foreach (var item in reading is PageReading.Observed observed ? observed.Items : [])
            {
                Assert.True(Shows(page, item.Price), $"mutation {i}: {item.Price} of \"{item.Name}\" is not in the page:\n{page}");
                Assert.True(Shows(page, item.OldPrice), $"mutation {i}: {item.OldPrice} before of \"{item.Name}\" is not in the page:\n{page}");
            }
        }
    }

    // The digits in their order, with whatever stands between: markup, thousands signs.
    private static bool Shows(string page, decimal? amount)
    {
        if (amount is not { } price) return true;
        var text = price.ToString("0.00##", CultureInfo.InvariantCulture);
        var (whole, cents) = (text[..text.IndexOf('.', StringComparison.Ordinal)].TrimStart('0'), text[(text.IndexOf('.', StringComparison.Ordinal) + 1)..].TrimEnd('0'));
        var pattern = string.Join(@"\D{0,200}?", (whole + cents).TrimStart('0').ToCharArray());
        var document = new HtmlDocument();
        document.LoadHtml(page);
        string[] seen = [page, Tag().Replace(page, ""), document.DocumentNode.InnerText];
        return Array.Exists(seen, text => Regex.IsMatch(text, pattern) || Regex.IsMatch(WebUtility.HtmlDecode(text), pattern));
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
