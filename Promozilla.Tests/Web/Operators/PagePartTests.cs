using Promozilla.Web.Components.Pages.Admin.Doubts;

namespace Promozilla.Tests.Web.Operators;

public sealed class PagePartTests
{
    [Theory]
    [InlineData("era 1.299,00 € agora 19,99&nbsp;€", "1.299,00|19,99")]
    [InlineData("""{"price":1299.0,"now":"19.99"}""", "1299.0|19.99")]
    [InlineData("<b>19<sup>,99</sup></b> <s>1 299 €</s>", "19<sup>,99|1 299")]
    [InlineData("1999 11299 1299,50 1.2990", "1999")]
    public void Amounts_are_marked_however_a_page_writes_them(string page, string marked) =>
        Assert.Equal(marked.Split('|'), PagePart.Of(page, [], [1299m, 19.99m]).Pieces.Where(piece => piece.IsMarked).Select(piece => piece.Text));

    [Theory]
    [InlineData("""<a href="/p/um">Mário &amp; Luigi</a>""")]
    [InlineData("""{"name":"M\u00E1rio \u0026 Luigi"}""")]
    public void A_title_is_found_as_html_and_as_json_write_it(string card)
    {
        var page = $"{new string('.', 9000)}{card}{new string('.', 9000)}";
        var part = PagePart.Of(page, ["Mário & Luigi"], [5m]);
        Assert.Equal((true, true, true), (part.IsFound, part.BeginsLater, part.EndsSooner));
        Assert.Contains(card, string.Concat(part.Pieces.Select(piece => piece.Text)), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_places_the_one_with_the_price_is_shown_and_of_none_the_beginning()
    {
        var page = $"menu: jogo-um {new string('.', 9000)} jogo-um 20,00 € {new string('.', 9000)} jogo-um";
        Assert.Equal(["jogo-um", "20,00"], PagePart.Of(page, ["jogo-um", null, "x"], [20m, null]).Pieces.Where(piece => piece.IsMarked).Select(piece => piece.Text));
        var nothing = PagePart.Of(page, ["outro"], [7m]);
        Assert.Equal((false, false), (nothing.IsFound, nothing.BeginsLater));
        Assert.StartsWith("menu:", Assert.Single(nothing.Pieces).Text, StringComparison.Ordinal);
        Assert.Empty(PagePart.Of("", ["outro"], [7m]).Pieces);
    }
}
