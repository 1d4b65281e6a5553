using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Advising;

namespace Promozilla.Tests.Worker.Advising;

public sealed class BuyOrWaitTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 10, 3, 15, 0, TimeSpan.Zero);

    private static readonly AdviceFacts Ordinary = new(50, 40, Now.AddDays(-120), 40, Now.AddDays(-300), 0.4m, 2, Now.AddDays(-40), true);

    [Fact]
    public void Without_an_offer_or_five_weeks_nothing_is_said()
    {
        Expect(Advices.NotEnoughData, AdviceReasons.NotOnSale, Ordinary with { Price = null });
        Expect(Advices.NotEnoughData, AdviceReasons.WatchedTooShort, Ordinary with { WatchedSince = Now.AddDays(-34) });
        Expect(Advices.NotEnoughData, AdviceReasons.WatchedTooShort, Ordinary with { WatchedSince = null });
        Assert.Equal(34, Of(Ordinary with { WatchedSince = Now.AddDays(-34) }).Numbers.Days);
    }

    [Theory]
    [InlineData(40, Advices.Buy, AdviceReasons.AtRecordLow, 0.0)]
    [InlineData(42, Advices.Buy, AdviceReasons.NearRecordLow, 5.0)]
    [InlineData(42.01, Advices.Fair, AdviceReasons.Usual, null)]
    public void Within_five_percent_of_the_lowest_ever_is_good(double price, string word, string reason, double? over)
    {
        var advice = Of(Ordinary with { Price = (decimal)price });
        Assert.Equal((word, reason, (decimal?)over), (advice.Word, advice.Reason, advice.Numbers.Over));
    }

    [Fact]
    public void A_low_from_the_first_weeks_of_watching_is_none_to_praise() =>
        Expect(Advices.Fair, AdviceReasons.Usual, Ordinary with { Price = 40, LowAt = Now.AddDays(-270) });

    [Fact]
    public void A_sale_that_comes_is_worth_waiting_for_only_where_it_ever_falls()
    {
        var november = new DateOnly(2026, 11, 10);
        var advice = BuyOrWait.Of(Ordinary, Now, Market.First, november);
        Assert.Equal((Advices.Wait, AdviceReasons.SaleComing, SaleSeasons.BlackFriday, 17), (advice.Word, advice.Reason, advice.Numbers.Sale, advice.Numbers.Days));
        Assert.Equal(AdviceReasons.Usual, BuyOrWait.Of(Ordinary with { Falls = 0 }, Now, Market.First, november).Reason);
        Assert.Equal(AdviceReasons.CheaperThanUsual, BuyOrWait.Of(Ordinary with { CheaperShare = 0.1m }, Now, Market.First, november).Reason);
        Assert.Equal(AdviceReasons.Usual, BuyOrWait.Of(Ordinary, Now, Market.First, new DateOnly(2026, 11, 27)).Reason);
    }

    [Fact]
    public void Else_the_year_decides()
    {
        Expect(Advices.Buy, AdviceReasons.CheaperThanUsual, Ordinary with { CheaperShare = 0.2m });
        Expect(Advices.Wait, AdviceReasons.DearerThanUsual, Ordinary with { CheaperShare = 0.6m });
        Expect(Advices.Wait, AdviceReasons.FallDue, Ordinary with { Falls = 6, LastFallAt = Now.AddDays(-100) });
        Expect(Advices.Fair, AdviceReasons.Usual, Ordinary with { Falls = 6, LastFallAt = Now.AddDays(-99) });
        Expect(Advices.Fair, AdviceReasons.NeverMoves, Ordinary with { Moved = false, Price = 40 });
    }

    [Theory]
    [InlineData(89, BuyOrWait.Hardly)]
    [InlineData(90, BuyOrWait.Fairly)]
    [InlineData(270, BuyOrWait.Sure)]
    public void The_longer_it_was_watched_the_surer(int days, string confidence) =>
        Assert.Equal(confidence, Of(Ordinary with { WatchedSince = Now.AddDays(-days) }).Confidence);

    [Theory]
    [InlineData("2026-01-01", SaleSeasons.Summer, "2026-07-15")]
    [InlineData("2026-07-16", SaleSeasons.BlackFriday, "2026-11-27")]
    [InlineData("2024-11-29", SaleSeasons.BlackFriday, "2024-11-29")]
    [InlineData("2026-11-28", SaleSeasons.Winter, "2026-12-28")]
    [InlineData("2026-12-29", SaleSeasons.Summer, "2027-07-15")]
    public void The_calendar_knows_the_next_season(string today, string season, string starts) =>
        Assert.Equal((season, DateOnly.Parse(starts, null)), SaleSeasons.Next(Market.First, DateOnly.Parse(today, null)));

    [Theory]
    [InlineData("2026-01-01", "2026-11-27")]
    [InlineData("2026-11-28", "2027-11-26")]
    public void Of_another_country_it_knows_only_the_season_that_all_keep(string today, string starts) =>
        Assert.Equal((SaleSeasons.BlackFriday, DateOnly.Parse(starts, null)), SaleSeasons.Next("ES", DateOnly.Parse(today, null)));

    [Fact]
    public void A_target_says_how_often_it_was_reached_and_what_would_be_realistic()
    {
        BestPriceSpan[] line = [Span(-500, -300, 20), Span(-300, -200, 60), Span(-200, -190, 45), Span(-190, -185, 42), Span(-185, -50, 60), Span(-50, -40, 44), Span(-40, null, 60)];
        Assert.Equal(new TargetOutlook(3, 90, Now.AddDays(-40), null), TargetOutlook.Of(45, line, Now));
        Assert.Equal(new TargetOutlook(1, 65, Now.AddDays(-300), null), TargetOutlook.Of(20, line, Now));
        Assert.Equal(new TargetOutlook(0, 0, null, 44.49m), TargetOutlook.Of(30, line[1..], Now));
        Assert.Equal(new TargetOutlook(0, 0, null, null), TargetOutlook.Of(30, [], Now));
        Assert.Equal((1, 340, (DateTimeOffset?)Now), Reached(TargetOutlook.Of(60, [Span(-340, null, 60)], Now)));

        static (int, int, DateTimeOffset?) Reached(TargetOutlook outlook) => (outlook.TimesReached, outlook.DaysReached, outlook.LastReachedAt);
    }

    private static BestPriceSpan Span(int from, int? to, decimal price) =>
        new() { FromAt = Now.AddDays(from), ToAt = to is { } end ? Now.AddDays(end) : null, Price = price };

    private static Advice Of(AdviceFacts facts) => BuyOrWait.Of(facts, Now, Market.First, DateOnly.FromDateTime(Now.UtcDateTime));

    private static void Expect(string word, string reason, AdviceFacts facts) => Assert.Equal((word, reason), (Of(facts).Word, Of(facts).Reason));
}
