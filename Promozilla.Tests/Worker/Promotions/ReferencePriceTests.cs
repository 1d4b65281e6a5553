using Promozilla.Worker.Lows;
using Promozilla.Worker.Promotions;

namespace Promozilla.Tests.Worker.Promotions;

public sealed class ReferencePriceTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 30, 3, 15, 0, TimeSpan.Zero);

    [Fact]
    public void Under_thirty_days_of_observation_there_is_none()
    {
        Assert.Null(Of());
        Assert.Null(Of((29.99, 50)));
        Assert.Equal(50, Of((30, 50)));
    }

    [Fact]
    public void The_price_in_force_when_the_window_opens_counts()
    {
        Assert.Equal(40, Of((90, 40), (20, 60)));
        Assert.Equal(60, Of((90, 40), (30, 60), (10, 70)));
        Assert.Equal(40, Of((90, 40), (29.99, 60)));
    }

    [Fact]
    public void Earlier_promotions_in_the_window_count() => Assert.Equal(35, Of((90, 60), (25, 35), (18, 60)));

    [Fact]
    public void Earlier_promotions_before_the_window_do_not_count() => Assert.Equal(60, Of((90, 60), (45, 35), (40, 60)));

    [Fact]
    public void What_is_not_before_the_start_does_not_count() => Assert.Equal(60, Of((90, 60), (0, 20), (-3, 10)));

    [Fact]
    public void Days_that_nobody_saw_are_not_observed_whatever_the_price_was_around_them()
    {
        Assert.Equal((null, 24), With([new Gap(Start.AddDays(-16), Start.AddDays(-10))], (90, 60)));
        Assert.Equal((null, 26), With([new Gap(Start.AddDays(-4), Start)], (90, 60)));
        Assert.Equal((60, 30), With([new Gap(Start.AddDays(-50), Start.AddDays(-30))], (90, 60)));
    }

    [Fact]
    public void Another_thing_that_the_page_sold_before_is_no_history_of_this_one()
    {
        var gap = new Gap(Start.AddDays(-90), Start.AddDays(-40), IsOther: true);
        Assert.Equal((60, 30), With([gap], (90, 20), (45, 60)));
        Assert.Equal((null, 20), With([gap with { To = Start.AddDays(-20) }], (90, 20), (20, 60)));
    }

    [Fact]
    public void The_reference_says_when_it_was_in_force_within_the_window()
    {
        PricePoint[] history = [new(Start.AddDays(-90), 60), new(Start.AddDays(-20), 45), new(Start.AddDays(-12), 60)];
        Assert.Equal(new Reference(45, Start.AddDays(-20), Start.AddDays(-12)), ReferencePrice.Before(history, [], Start).Lowest);
        Assert.Equal(new Reference(60, Start.AddDays(-30), Start), ReferencePrice.Before(history[..1], [], Start).Lowest);
    }

    private static (int? Price, int Days) With(Gap[] gaps, params (double DaysBefore, int Price)[] history)
    {
        var (lowest, days) = ReferencePrice.Before([.. history.Select(point => new PricePoint(Start.AddDays(-point.DaysBefore), point.Price))], gaps, Start);
        return ((int?)lowest?.Price, days);
    }

    /// <param name="history">Days before the start, and the price from then on.</param>
    private static int? Of(params (double DaysBefore, int Price)[] history) =>
        With([], history).Price;
}
