using Promozilla.Worker.Lows;

namespace Promozilla.Tests.Worker.Lows;

public sealed class PriceSpansTests
{
    private static readonly DateTimeOffset Day0 = new(2026, 1, 1, 3, 15, 0, TimeSpan.Zero);

    [Fact]
    public void A_price_is_in_force_until_the_next_reading_that_says_another() =>
        Assert.Equal([Span(0, 10, 60), Span(10, null, 45)], Of([Seen(0, 60), Seen(10, 45)]));

    [Fact]
    public void Sold_out_given_away_or_in_dollars_it_could_not_be_bought() =>
        Assert.Equal([Span(0, 10, 60), Span(20, null, 55)], Of([Seen(0, 60), Seen(10, 30, counts: false), Seen(20, 55)]));

    [Fact]
    public void What_nobody_saw_is_not_known() =>
        Assert.Equal([Span(0, 8, 60), Span(15, 30, 60), Span(30, null, 45)], Of([Seen(0, 60), Seen(30, 45)], Gap(8, 15)));

    [Fact]
    public void A_listing_that_is_not_seen_any_more_costs_nothing_today() => Assert.Equal([Span(0, 8, 60)], Of([Seen(0, 60)], Gap(8, null)));

    [Fact]
    public void A_price_seen_once_before_a_gap_was_in_force_at_that_moment() =>
        Assert.Equal([Span(0, 8, 60), Span(8, 8, 20), Span(15, null, 55)], Of([Seen(0, 60), Seen(8, 20), Seen(15, 55)], Gap(8, 15)));

    [Fact]
    public void A_late_reading_within_a_gap_is_known_of_its_own_moment_only() =>
        Assert.Equal([Span(0, 8, 60), Span(11, 11, 40), Span(15, null, 55)], Of([Seen(0, 60), Seen(11, 40), Seen(15, 55)], Gap(8, 15)));

    [Fact]
    public void What_the_page_sold_before_does_not_count() =>
        Assert.Equal([Span(20, 30, 70), Span(30, null, 65)], Of([Seen(0, 10), Seen(20, 70), Seen(30, 65)], new Gap(Day0, Day0.AddDays(20), IsOther: true)));

    [Fact]
    public void The_least_of_many_is_one_line()
    {
        var line = BestLine.Of([Span(0, null, 60), Span(10, 20, 50), Span(15, 25, 50), Span(18, 19, 40), Span(30, 30, 5)]);
        Assert.Equal([Span(0, 10, 60), Span(10, 18, 50), Span(18, 19, 40), Span(19, 25, 50), Span(25, null, 60)], line);
        Assert.Equal([Span(0, 10, 60), Span(12, 20, 60)], BestLine.Of([Span(0, 10, 60), Span(12, 20, 60)]));
    }

    [Fact]
    public void A_low_in_force_when_its_time_began_counts_and_leaves_when_it_has_passed()
    {
        PriceSpan[] spans = [Span(0, 60, 40), Span(60, 200, 60), Span(200, null, 55)];
        var then = LowestPrices.Of(spans[..2], Day0.AddDays(90));
        Assert.Equal((40m, Day0), (then.Days30!.Value.Price, then.Days30.Value.At));
        Assert.Equal(Day0.AddDays(90), then.StaleAt);
        var after = LowestPrices.Of(spans[..2], Day0.AddDays(90.1));
        Assert.Equal((60m, 40m, 40m), (after.Days30!.Value.Price, after.Days90!.Value.Price, after.Ever.Price));
        var late = LowestPrices.Of(spans, Day0.AddDays(1000));
        Assert.Equal((55m, 55m, 55m, 40m), (late.Days30!.Value.Price, late.Days90!.Value.Price, late.Days365!.Value.Price, late.Ever.Price));
        Assert.Null(LowestPrices.Of(spans[..2], Day0.AddDays(1000)).Days365);
    }

    private static List<PriceSpan> Of(Sight[] seen, params Gap[] gaps) => PriceSpans.Of(seen, gaps);

    private static Sight Seen(double day, decimal price, bool counts = true) => new(Day0.AddDays(day), price, counts);

    private static Gap Gap(double from, double? to) => new(Day0.AddDays(from), to is { } end ? Day0.AddDays(end) : null);

    private static PriceSpan Span(double from, double? to, decimal price) => new(Day0.AddDays(from), to is { } end ? Day0.AddDays(end) : null, price);
}
