using System.Globalization;
using Promozilla.Scraper.Prices;

namespace Promozilla.Tests.Scraper.Prices;

public sealed class PriceTextTests
{
    [Theory]
    [InlineData("1.299,00 €", "1299.00", "EUR")]
    [InlineData("1 299,00", "1299.00", null)]
    [InlineData("1\u00a0299,00\u00a0€", "1299.00", "EUR")]
    [InlineData("1\u202f299,00 €", "1299.00", "EUR")]
    [InlineData("59.99€", "59.99", "EUR")]
    [InlineData("1249,--", "1249", null)]
    [InlineData("€1,299.00", "1299.00", "EUR")]
    [InlineData("49€99", "49.99", "EUR")]
    [InlineData("19€ 95", "19.95", "EUR")]
    [InlineData("a partir de 24,90 €", "24.90", "EUR")]
    [InlineData("grátis", "0", null)]
    [InlineData("612 ,40 €", "612.40", "EUR")]
    [InlineData("1.099 €", "1099", "EUR")]
    [InlineData("3.249", "3249", null)]
    [InlineData("2.450.000", "2450000", null)]
    [InlineData("0.125", "0.125", null)]
    [InlineData("€ 45,", "45", "EUR")]
    [InlineData("€39,99", "39.99", "EUR")]
    [InlineData("De 69,99 € por 44,99 €", "44.99", "EUR")]
    [InlineData("Antes 69,99 € agora 44,99 €", "44.99", "EUR")]
    [InlineData("Was: $80.50 Now: $0.00", "80.50", "USD")]
    [InlineData("Jogo 2 em 1: 29,99 €", "29.99", "EUR")]
    [InlineData("-15% 50,99 €", "50.99", "EUR")]
    [InlineData("20 a 35 €", "20", "EUR")]
    [InlineData("£12.50", "12.50", "GBP")]
    [InlineData("99,00 zł", "99.00", "PLN")]
    [InlineData("AU$ 89", "89", "AUD")]
    [InlineData("12.345 KD", "12.345", "KWD")]
    [InlineData("CHF 2'150,50", "2150.50", "CHF")]
    [InlineData("79&nbsp;,90&nbsp;&euro;", "79.90", "EUR")]
    public void A_text_is_read_as_a_person_would(string text, string amount, string? currency)
    {
        var reading = PriceText.Read(text);
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), reading.Amount);
        Assert.Equal(currency, reading.Currency);
        Assert.Null(reading.Reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("indisponível")]
    [InlineData("-30%")]
    [InlineData("31.12.2026")]
    [InlineData("-5,00 €")]
    public void What_is_no_price_has_a_reason(string text)
    {
        var reading = PriceText.Read(text);
        Assert.Null(reading.Amount);
        Assert.False(string.IsNullOrEmpty(reading.Reason));
    }

    [Theory]
    [InlineData("45", "EUR", "EUR")]
    [InlineData("45 €", "$", "EUR")]
    [InlineData("45", "Preço", null)]
    public void A_hint_names_the_currency_only_when_the_text_does_not(string text, string hint, string? currency) =>
        Assert.Equal(currency, PriceText.Read(text, hint).Currency);

    [Theory]
    [InlineData("29.1583", "29.1583")]
    [InlineData("1199.00", "1199.00")]
    [InlineData("1.299,00", "1299.00")]
    public void A_machine_writes_its_decimals_with_a_dot(string text, string amount) =>
        Assert.Equal(decimal.Parse(amount, CultureInfo.InvariantCulture), PriceText.ReadMachine(text).Amount);
}
