using Promozilla.Data.Prices;
using Promozilla.Worker.Promotions;

namespace Promozilla.Tests.Worker.Promotions;

public sealed class VerdictTests
{
    [Theory]
    [InlineData(40.0, 50.0, null, Verdicts.Verified, 20.0, null)]
    [InlineData(40.0, 50.0, 50.0, Verdicts.Verified, 20.0, 20.0)]
    [InlineData(40.0, 50.0, 45.0, Verdicts.Verified, 20.0, 11.1)]
    [InlineData(79.0, 100.0, 101.28, Verdicts.Verified, 21.0, 22.0)]
    [InlineData(78.0, 100.0, 100.0, Verdicts.Verified, 22.0, 22.0)]
    [InlineData(80.0, 100.0, 101.26, Verdicts.Verified, 20.0, 21.0)]
    [InlineData(80.0, 100.0, 101.27, Verdicts.Inflated, 20.0, 21.0)]
    [InlineData(40.0, 50.0, 80.0, Verdicts.Inflated, 20.0, 50.0)]
    [InlineData(50.0, 50.0, 80.0, Verdicts.NotADiscount, 0.0, 37.5)]
    [InlineData(55.0, 50.0, 80.0, Verdicts.NotADiscount, 0.0, 31.3)]
    [InlineData(40.0, null, 80.0, Verdicts.NoData, null, 50.0)]
    [InlineData(40.0, null, null, Verdicts.NoData, null, null)]
    public void A_claim_is_measured_against_the_reference(
        double price, double? reference, double? claimed, string verdict, double? realPercent, double? claimedPercent)
    {
        var of = Verdict.Of((decimal)price, (decimal?)reference, (decimal?)claimed, judged: true);
        Assert.Equal(new Verdict(verdict, (decimal?)realPercent, (decimal?)claimedPercent), of);
    }

    [Fact]
    public void Used_and_digital_goods_are_not_judged() =>
        Assert.Equal(new Verdict(Verdicts.NotJudged, null, 20m), Verdict.Of(40, 30, 50, judged: false));

    [Theory]
    [InlineData("new", "physical", true)]
    [InlineData("new", "game_key_card", true)]
    [InlineData("new", "digital", false)]
    [InlineData("new", "download_code", false)]
    [InlineData("used", "physical", false)]
    [InlineData("refurbished", "physical", false)]
    [InlineData("outlet", "physical", false)]
    public void The_rule_is_for_new_goods(string condition, string format, bool judged) =>
        Assert.Equal(judged, PromotionRules.IsJudged(condition, format));
}
