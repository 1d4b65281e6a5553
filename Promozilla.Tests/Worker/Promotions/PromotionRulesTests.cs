using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Promotions;

namespace Promozilla.Tests.Worker.Promotions;

public sealed class PromotionRulesTests
{
    private static readonly DateTimeOffset Day0 = new(2026, 3, 1, 3, 15, 0, TimeSpan.Zero);
    private readonly List<PricePoint> history = [];
    private readonly List<Episode> ended = [];
    private Episode? open;

    [Fact]
    public void A_fall_opens_an_episode_with_the_price_before_and_the_reference()
    {
        Read(0, 60);
        Read(40, 45);
        Assert.Equal((60m, 60m, Verdicts.Verified, 1), (open!.PriceBefore, open.Reference?.Price, open.Verdict.Word, open.Step));
    }

    [Fact]
    public void A_further_fall_keeps_the_reference_of_the_first_step()
    {
        Read(0, 60);
        Read(40, 50);
        Read(50, 40);
        Read(60, 39.50m);
        Assert.Empty(ended);
        Assert.Equal((60m, Day0.AddDays(40)), (open!.Reference?.Price, open.StartedAt));
        Assert.Equal((2, 40m, 39.50m), (open.Step, open.StepPrice, open.Price));
        Assert.Equal(34.2m, open.Verdict.RealPercent);
    }

    [Theory]
    [InlineData(100, 97.01, 1)]
    [InlineData(100, 97, 2)]
    [InlineData(20, 19.01, 1)]
    [InlineData(20, 19, 2)]
    public void A_step_is_a_fall_of_a_euro_and_of_three_percent(double from, double to, int step)
    {
        Read(0, 200);
        Read(40, (decimal)from);
        Read(41, (decimal)to);
        Assert.Equal(step, open!.Step);
    }

    [Fact]
    public void Small_falls_add_up_to_a_step()
    {
        Read(0, 60);
        Read(40, 50);
        Read(41, 49.20m);
        Assert.Equal(1, open!.Step);
        Read(42, 48.40m);
        Assert.Equal(2, open!.Step);
    }

    [Fact]
    public void A_rise_ends_the_episode()
    {
        Read(0, 60);
        Read(40, 45);
        Read(45, 50);
        Assert.Null(open);
        Assert.Equal(Day0.AddDays(45), Assert.Single(ended).EndedAt);
    }

    [Fact]
    public void A_rise_that_is_still_claimed_as_a_saving_opens_one_that_counts_the_lower_price()
    {
        Read(0, 60);
        Read(40, 45, 60, ClaimKind.Previous);
        Read(45, 50, 60, ClaimKind.Previous);
        Assert.Single(ended);
        Assert.Equal((45m, Verdicts.NotADiscount), (open!.Reference?.Price, open.Verdict.Word));
    }

    [Fact]
    public void First_sight_with_a_claim_has_no_verdict_and_never_gets_one()
    {
        Read(0, 40, 60, ClaimKind.Previous);
        Assert.Equal((Verdicts.NoData, (decimal?)null), (open!.Verdict.Word, open.PriceBefore));
        Read(50, 35, 60, ClaimKind.Previous);
        Assert.Equal((Verdicts.NoData, 2), (open!.Verdict.Word, open.Step));
    }

    [Theory]
    [InlineData(ClaimKind.Recommended)]
    [InlineData(ClaimKind.Unknown)]
    public void A_recommended_price_is_no_claim_of_a_saving(string kind)
    {
        Read(0, 40, 60, kind);
        Assert.Null(open);
        Read(40, 35, 60, kind);
        Assert.Equal((Verdicts.Verified, (decimal?)null), (open!.Verdict.Word, open.Verdict.ClaimedPercent));
    }

    [Fact]
    public void A_claim_without_a_fall_is_not_a_discount_and_ends_with_the_claim()
    {
        Read(0, 50);
        Read(40, 50, 70, ClaimKind.Lowest30);
        Assert.Equal((Verdicts.NotADiscount, 50m), (open!.Verdict.Word, open.Reference?.Price));
        Read(50, 50);
        Assert.Null(open);
        Assert.Single(ended);
    }

    [Fact]
    public void A_claim_that_goes_while_the_price_stays_low_leaves_an_unclaimed_fall()
    {
        Read(0, 60);
        Read(40, 45, 90, ClaimKind.Previous);
        Assert.Equal(Verdicts.Inflated, open!.Verdict.Word);
        Read(45, 45);
        Assert.Equal((Verdicts.Verified, (decimal?)null), (open!.Verdict.Word, open.ClaimedPrice));
    }

    [Fact]
    public void An_unclaimed_fall_becomes_the_normal_price_and_a_claimed_one_does_not()
    {
        Read(0, 60);
        Read(40, 45);
        Read(70, 45);
        Assert.Null(open);
        Read(80, 40, 60, ClaimKind.Previous);
        Read(120, 40, 60, ClaimKind.Previous);
        Assert.Equal((Day0.AddDays(80), 45m), (open!.StartedAt, open.Reference?.Price));
    }

    [Fact]
    public void Opened_again_after_a_pause_it_is_measured_against_its_own_earlier_price()
    {
        Read(0, 60);
        Read(40, 45, 60, ClaimKind.Previous);
        Assert.Equal(Verdicts.Verified, open!.Verdict.Word);
        Read(50, 60);
        Read(55, 45, 60, ClaimKind.Previous);
        Assert.Equal((Verdicts.NotADiscount, 45m, Day0.AddDays(40), Day0.AddDays(50)),
            (open!.Verdict.Word, open.Reference!.Value.Price, open.Reference.Value.At, open.Reference.Value.Until));
        Read(60, 60);
        Read(85, 45, 60, ClaimKind.Previous);
        Assert.Equal(Verdicts.Verified, Verdict.Of(45, ReferencePrice.Before(history[..^1], [], Day0.AddDays(91)).Lowest?.Price, 60, true).Word);
    }

    [Fact]
    public void In_steps_the_claim_is_measured_against_the_price_before_the_first()
    {
        Read(0, 60);
        Read(40, 54, 60, ClaimKind.Previous);
        Read(45, 48, 60, ClaimKind.Previous);
        Read(50, 42, 60, ClaimKind.Previous);
        Assert.Empty(ended);
        Assert.Equal((Verdicts.Verified, 30m, 30m, 3), (open!.Verdict.Word, open.Verdict.RealPercent, open.Verdict.ClaimedPercent, open.Step));
    }

    [Fact]
    public void A_recommended_price_is_kept_as_what_it_is()
    {
        Read(0, 60, 80, ClaimKind.Recommended);
        Assert.Null(open);
        Read(40, 45, 80, ClaimKind.Recommended);
        Assert.Equal((80m, (decimal?)null, Verdicts.Verified), (open!.RecommendedPrice, open.ClaimedPrice, open.Verdict.Word));
    }

    [Fact]
    public void It_says_of_how_many_days_it_knows()
    {
        Read(0, 60);
        Read(12, 45, 60, ClaimKind.Previous);
        Assert.Equal((Verdicts.NoData, 12), (open!.Verdict.Word, open.ObservedDays));
    }

    private void Read(double day, decimal price, decimal? claimed = null, string? kind = null)
    {
        var at = Day0.AddDays(day);
        var last = history.Count == 0 ? (decimal?)null : history[^1].Price;
        var change = PromotionRules.Next(open, last, history, [], new PriceReading(at, price, claimed, kind), judged: true);
        if (change.Closed is not null)
        {
            ended.Add(change.Closed);
            open = null;
        }

        open = change.Open ?? open;
        if (price != last)
        {
            history.Add(new PricePoint(at, price));
        }
    }
}
