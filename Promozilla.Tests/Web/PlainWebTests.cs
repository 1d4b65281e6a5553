using System.Globalization;
using System.Text.RegularExpressions;
using Promozilla.AppHost.Servers;
using Promozilla.Web;
using Promozilla.Web.Components.Pages.Products;
using Promozilla.Web.Components.Pages.Shelf;
using Promozilla.Web.Components.Pages.Wishlist;
using Promozilla.Web.Shop;
using Promozilla.Web.Site;

namespace Promozilla.Tests.Web;

public sealed class PlainWebTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/lista", "/lista")]
    [InlineData("/p/zelda?dias=30#historico", "/p/zelda?dias=30#historico")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\t/evil.example", "/")]
    [InlineData("", "/")]
    [InlineData(null, "/")]
    public void Only_a_path_of_this_site_is_returned_to(string? asked, string expected) => Assert.Equal(expected, LocalUrl.Or(asked, "/"));

    [Theory]
    [InlineData("39,99", "39.99")]
    [InlineData("39.99 €", "39.99")]
    [InlineData(" 40 ", "40")]
    [InlineData("", null)]
    public void A_target_is_read_as_people_type_it(string typed, string? expected)
    {
        Assert.True(TargetPrice.TryRead(typed, out var target));
        Assert.Equal(expected is null ? null : decimal.Parse(expected, CultureInfo.InvariantCulture), target);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("quarenta")]
    [InlineData("1e9")]
    public void A_target_that_is_no_price_is_refused(string typed) => Assert.False(TargetPrice.TryRead(typed, out _));

    [Theory]
    [InlineData("pt-PT", "39,99 €", "33 %")]
    [InlineData("en-IE", "€39.99", "33%")]
    public void Prices_read_as_the_reader_writes_them(string culture, string euro, string percent)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        Assert.Equal(euro, Money.Price(39.99m).Replace('\u00a0', ' '));
        Assert.Equal(percent, Money.Percent(33.3m).Replace('\u00a0', ' '));
        CultureInfo.CurrentCulture = before;
    }

    [Theory]
    [InlineData("33.3~12", "33.3", 12)]
    [InlineData("~12", null, 12)]
    public void A_cursor_survives_the_address(string text, string? value, long id)
    {
        var cursor = Cursor.Read(text);
        Assert.Equal(new Cursor(value is null ? null : decimal.Parse(value, CultureInfo.InvariantCulture), id), cursor);
        Assert.Equal(text, cursor!.ToString());
    }

    [Theory]
    [InlineData("x~1")]
    [InlineData("1")]
    [InlineData("1~-1")]
    public void A_cursor_made_up_is_no_cursor(string text) => Assert.Null(Cursor.Read(text));

    [Fact]
    public void A_price_line_is_stepped_holds_to_the_edge_and_breaks_where_it_sold_out()
    {
        SeenPrice[] points = [new(1, Day, 50, "in_stock"), new(1, Day.AddDays(5), 40, "in_stock"), new(1, Day.AddDays(8), 40, "out_of_stock")];
        var chart = new PriceChart(new ChartInput([new ChartSeries("Loja", 0, points)], [], 40, Day, Day.AddDays(10)), 860, 320);
        var line = Assert.Single(chart.Lines);
        Assert.Matches("^M52 [0-9.]+H450V[0-9.]+H688.8$", line.Path);
        Assert.Matches("^M688.8 [0-9.]+H848$", line.SoldOutPath);
        Assert.Equal(chart.LowY, line.End!.Value.Y);
    }

    [Fact]
    public void Every_word_that_a_page_asks_for_stands_in_both_languages()
    {
        var resources = new System.Resources.ResourceManager(typeof(Texts));
        var portuguese = Keys(resources, CultureInfo.InvariantCulture);
        var english = Keys(resources, CultureInfo.GetCultureInfo("en"));
        Assert.Equal(portuguese.Order(), english.Order());
        var asked = Directory.EnumerateFiles(Path.Combine(Repository.Root, "Promozilla.Web"), "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Regex.Matches(File.ReadAllText(file), "T\\[\"([A-Za-z0-9._]+)\"").Select(match => match.Groups[1].Value))
            .Distinct();
        Assert.Empty(asked.Except(portuguese));
    }

    private static HashSet<string> Keys(System.Resources.ResourceManager resources, CultureInfo culture) =>
        [.. resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!.Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key)];
}
