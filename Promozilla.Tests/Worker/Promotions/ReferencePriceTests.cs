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

    /// <param name="history">Days before the start, and the price from then on.</param>
    private static int? Of(params (double DaysBefore, int Price)[] history) =>
        (int?)ReferencePrice.Before([.. history.Select(point => new PricePoint(Start.AddDays(-point.DaysBefore), point.Price))], Start)?.Price;
}
