using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Doubt;
using Promozilla.Worker.Ingest;

namespace Promozilla.Tests.Worker.Doubt;

public sealed class RecheckRulesTests
{
    private const string Known = "0045496420017";
    private const string Other = "0045496429999";

    [Theory]
    [InlineData(20.00, "EUR", "jogo a", null, "Agrees")]
    [InlineData(20.01, "EUR", "jogo a", null, "Agrees")]
    [InlineData(20.02, "EUR", "jogo a", null, "Unclear")]
    [InlineData(20.00, null, "jogo a edicao completa", null, "Agrees")]
    [InlineData(60.00, "EUR", "jogo a", null, "Disagrees")]
    [InlineData(59.99, "EUR", "jogo a", Known, "Disagrees")]
    [InlineData(20.00, "EUR", "carregador usb", null, "Unclear")]
    [InlineData(20.00, "USD", "jogo a", null, "Unclear")]
    [InlineData(20.00, "EUR", "jogo a", Other, "Unclear")]
    [InlineData(45.00, "EUR", "jogo a", null, "Unclear")]
    public void A_page_agrees_with_the_held_price_of_the_same_thing_or_with_the_price_before(
        double price, string? currency, string titleKey, string? gtin, string verdict) =>
        Assert.Equal(verdict, Of(Nights.Item("a", 60) with { Gtin = Known }, Nights.Item("a", 20) with { Gtin = Known }, Page((decimal)price, currency, titleKey, gtin)));

    [Theory]
    [InlineData("comando pro", "Agrees")]
    [InlineData("jogo a", "Disagrees")]
    [InlineData("jogo a comando pro", "Unclear")]
    [InlineData("carregador usb", "Unclear")]
    public void Where_the_title_is_in_doubt_the_pages_title_decides(string titleKey, string verdict) =>
        Assert.Equal(verdict, Of(Nights.Item("a", 60), Nights.Item("a", 60, title: "Comando Pro"), Page(60, "EUR", titleKey, null)));

    [Theory]
    [InlineData(Other, "Agrees")]
    [InlineData(Known, "Disagrees")]
    [InlineData(null, "Unclear")]
    public void Where_the_GTIN_is_in_doubt_the_pages_GTIN_decides(string? gtin, string verdict) =>
        Assert.Equal(verdict, Of(Nights.Item("a", 60) with { Gtin = Known }, Nights.Item("a", 60) with { Gtin = Other }, Page(60, "EUR", "jogo a", gtin)));

    [Fact]
    public void A_page_without_a_price_settles_nothing() =>
        Assert.Equal("Unclear", Of(Nights.Item("a", 60), Nights.Item("a", 20), Page(null, null, "jogo a", null)));

    private static string Of(ObservedListing known, ObservedListing held, SeenProduct page) =>
        RecheckRules.Of(ListingRules.New("loja", new StoreTerms("EUR", IsJudged: true), known, Nights.First), held, page).ToString();

    private static SeenProduct Page(decimal? price, string? currency, string titleKey, string? gtin) =>
        new(titleKey, titleKey, price, currency, Availability.InStock, gtin);
}
