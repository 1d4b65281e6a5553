using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.ServiceDefaults;

public sealed class MarketsTests
{
    [Fact]
    public void Where_none_is_configured_there_is_Portugal_on_any_host()
    {
        var markets = Read(("Site:PublicUrl", "https://promozilla.example"));
        var market = Assert.Single(markets.All);
        Assert.Equal(("PT", "€", "Europe/Lisbon", "pt-PT"), (market.Key, market.CurrencySign, market.TimeZone.Id, market.Culture.Name));
        Assert.Same(market, markets.AtHost("whatever.example"));
        Assert.Same(market, markets.Of("SE"));
        Assert.Equal("https://promozilla.example/p/jogo", market.Address("/p/jogo"));
    }

    [Fact]
    public void A_market_answers_to_its_hosts_and_the_one_without_to_the_rest()
    {
        var markets = Read(
            ("Site:PublicUrl", "https://promozilla.pt"), ("Markets:pt:Name", "Portugal"), ("Markets:es:Hosts:0", "promozilla.es"), ("Markets:es:Hosts:1", "www.promozilla.es"),
            ("Markets:es:Culture", "es-ES"), ("Markets:es:TimeZone", "Europe/Madrid"));
        Assert.Equal("ES", markets.AtHost("WWW.Promozilla.es")!.Key);
        Assert.Equal("PT", markets.AtHost("promozilla.pt")!.Key);
        Assert.Equal("PT", markets.AtHost("10.0.0.7")!.Key);
        Assert.Equal("PT", markets.Main.Key);
        Assert.Equal("https://promozilla.es/lista", markets.Of("ES").Address("/lista"));
        Assert.Equal("España", markets.Of("ES").Name);
        Assert.Null(Read(("Markets:pt:Hosts:0", "promozilla.pt"), ("Markets:es:Hosts:0", "promozilla.es")).AtHost("other.example"));
    }

    [Theory]
    [InlineData("pt-PT", "EUR", "pt-PT", "39,99 €")]
    [InlineData("en-GB", "GBP", "en-GB", "£39.99")]
    [InlineData("en-GB", "GBP", "pt-PT", "39,99 £")]
    [InlineData("sv-SE", "SEK", "sv-SE", "39,99 kr")]
    [InlineData("es-ES", "EUR", "en-IE", "€39.99")]
    [InlineData("pl-PL", "PLN", "en-IE", "zł39.99")]
    public void Money_is_the_markets_and_written_as_the_reader_writes(string culture, string currency, string language, string written)
    {
        var market = Read(("Markets:xx:Culture", culture), ("Markets:xx:Currency", currency)).All[0];
        var reader = market.In(System.Globalization.CultureInfo.GetCultureInfo(language));
        Assert.Equal(written, 39.99m.ToString("C2", reader).Replace('\u00a0', ' '));
    }

    [Fact]
    public void A_day_begins_at_midnight_there()
    {
        var evening = new DateTimeOffset(2026, 7, 1, 22, 30, 0, TimeSpan.Zero);
        Assert.Equal(new DateOnly(2026, 7, 1), Market.Portugal.DateOf(evening));
        Assert.Equal(new DateOnly(2026, 7, 2), Read(("Markets:es:TimeZone", "Europe/Madrid")).All[0].DateOf(evening));
    }

    [Theory]
    [InlineData("Markets:Spain:Culture", "es-ES", "Markets:PT")]
    [InlineData("Markets:es:Culture", "klingon", "Markets:es:Culture")]
    [InlineData("Markets:es:Currency", "euro", "Markets:es:Currency")]
    [InlineData("Markets:es:TimeZone", "Madrid", "Markets:es:TimeZone")]
    [InlineData("Markets:es:PublicUrl", "promozilla.es", "Markets:es:PublicUrl")]
    [InlineData("Markets:es:Hosts:0", "https://promozilla.es/", "Markets:es:Hosts")]
    [InlineData("Markets:es:LegalVerdict", "maybe", "Markets:es:LegalVerdict")]
    public void A_setting_that_can_not_be_right_is_named(string key, string value, string named)
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Read((key, value)));
        Assert.Contains(named, Assert.Single(wrong.Failures), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_markets_share_no_host_and_only_one_goes_without()
    {
        Assert.Contains("two markets", Wrong(("Markets:pt:Hosts:0", "promozilla.example"), ("Markets:es:Hosts:0", "PROMOZILLA.example")), StringComparison.Ordinal);
        Assert.Contains("Hosts:0", Wrong(("Markets:pt:Name", "Portugal"), ("Markets:es:Name", "España")), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_links_are_mailed_the_address_must_be_known()
    {
        Assert.Contains("Site:PublicUrl", Assert.Single(Assert.Throws<OptionsValidationException>(() => Markets.Read(new ConfigurationBuilder().Build(), needAddresses: true)).Failures), StringComparison.Ordinal);
        Assert.NotNull(Read(("Markets:es:Hosts:0", "promozilla.es")).All[0].PublicUrl);
    }

    private static string Wrong(params (string Key, string Value)[] settings) => Assert.Single(Assert.Throws<OptionsValidationException>(() => Read(settings)).Failures);

    private static Markets Read(params (string Key, string Value)[] settings) => Markets.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
}
