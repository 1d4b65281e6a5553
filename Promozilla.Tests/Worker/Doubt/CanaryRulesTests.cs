using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Doubt;

namespace Promozilla.Tests.Worker.Doubt;

public sealed class CanaryRulesTests
{
    private const string Canary = """{"path": "/x", "title": "Pokémon púrpura", "gtin": "0045496420017", "priceFrom": 20, "priceTo": 70}""";

    [Theory]
    [InlineData("POKEMON - Púrpura (Switch)", 49.99, "in_stock", "0045496420017", null)]
    [InlineData("Pokémon Púrpura", 20.00, "in_stock", null, null)]
    [InlineData("Pokémon Púrpura", 70.00, "in_stock", null, null)]
    [InlineData("Pokémon Púrpura", null, "out_of_stock", null, null)]
    [InlineData("Pokémon Escarlate", 49.99, "in_stock", null, "the title \"Pokémon Escarlate\" lacks \"purpura\"")]
    [InlineData("Pokémon Púrpura", 4999.00, "in_stock", null, "the price 4999.00 is not from 20.00 to 70.00")]
    [InlineData("Pokémon Púrpura", 19.99, "in_stock", null, "the price 19.99 is not from 20.00 to 70.00")]
    [InlineData("Pokémon Púrpura", null, "in_stock", null, "it shows no price")]
    [InlineData("Pokémon Púrpura", 49.99, "in_stock", "0045496429999", "the GTIN is 0045496429999, not 0045496420017")]
    public void A_canary_sings_when_its_page_reads_as_another(string title, double? price, string availability, string? gtin, string? wrong) =>
        Assert.Equal(wrong, CanaryRules.Wrong(
            Promozilla.Worker.Doubt.Canary.Parse(Canary),
            new SeenProduct(title, title.ToLowerInvariant(), (decimal?)price, price is null ? null : "EUR", availability, gtin)));

    [Fact]
    public void What_the_definition_does_not_say_is_not_asked() => Assert.Null(CanaryRules.Wrong(
        Promozilla.Worker.Doubt.Canary.Parse("{}"), new SeenProduct("Jogo", "jogo", 1, "EUR", Availability.Unknown, null)));
}
