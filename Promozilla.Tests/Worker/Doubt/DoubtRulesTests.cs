using Promozilla.Worker.Doubt;
using Promozilla.Worker.Promotions;

namespace Promozilla.Tests.Worker.Doubt;

public sealed class DoubtRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 30, 3, 15, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(60, 36, null)]
    [InlineData(60, 35.99, DoubtRules.Fall)]
    [InlineData(60, 240, null)]
    [InlineData(60, 240.01, DoubtRules.Rise)]
    [InlineData(60, 6000, DoubtRules.Rise)]
    public void A_price_that_jumps_is_held(double known, double read, string? reason) => Assert.Equal(reason, DoubtRules.Of(
        new DoubtView((decimal)known, "EUR", null, "zelda"), new DoubtView((decimal)read, "EUR", null, "zelda"), null));

    [Theory]
    [InlineData(50, 49, 100, DoubtRules.UnderMedian)]
    [InlineData(50, 50, 102, null)]
    [InlineData(55, 51, 100, null)]
    public void A_price_under_half_of_the_median_is_held(double known, double read, double median, string? reason) => Assert.Equal(
        reason,
        DoubtRules.Of(new DoubtView((decimal)known, "EUR", null, "a"), new DoubtView((decimal)read, "EUR", null, "a"), (decimal)median));

    [Theory]
    [InlineData("EUR", "1", "zelda tears kingdom", "USD", "1", "zelda tears kingdom", DoubtRules.Currency)]
    [InlineData("EUR", "1", "zelda tears kingdom", "EUR", "2", "zelda tears kingdom", DoubtRules.Gtin)]
    [InlineData("EUR", null, "zelda tears kingdom", "EUR", "2", "zelda tears kingdom", null)]
    [InlineData("EUR", "1", "zelda tears kingdom", null, null, "zelda tears of the kingdom", null)]
    [InlineData("EUR", "1", "zelda tears kingdom", "EUR", "1", "mario kart world", DoubtRules.Title)]
    public void Another_thing_in_the_same_place_is_held(
        string currency, string? gtin, string title, string? newCurrency, string? newGtin, string newTitle, string? reason) => Assert.Equal(
            reason, DoubtRules.Of(new DoubtView(50, currency, gtin, title), new DoubtView(50, newCurrency, newGtin, newTitle), null));

    [Fact]
    public void The_median_weighs_how_long_a_price_stood()
    {
        PricePoint[] history = [new(Now.AddDays(-200), 100), new(Now.AddDays(-20), 50), new(Now.AddDays(-19), 100), new(Now.AddDays(-10), 55)];
        Assert.Equal(100m, DoubtRules.Median(history, Now.AddDays(-90), Now));
        Assert.Equal(55m, DoubtRules.Median(history, Now.AddDays(-15), Now));
        Assert.Null(DoubtRules.Median([], Now.AddDays(-90), Now));
    }
}
