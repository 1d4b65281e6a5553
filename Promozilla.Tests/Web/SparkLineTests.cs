using Promozilla.Data.Prices;
using Promozilla.Web.Shop;

namespace Promozilla.Tests.Web;

public sealed class SparkLineTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_line_is_written_short_and_read_as_it_was()
    {
        var line = PriceLine.Write([(Now.AddDays(-40), Now.AddDays(-30), 49.99m), (Now.AddDays(-30), Now.AddDays(-20), 39.99m), (Now.AddDays(-15), null, 45m)], Now);
        var today = PriceLine.Day(Now);
        Assert.Equal($"{today - 40}:4999 {today - 30}:3999 {today - 20}: {today - 15}:4500", line);
        Assert.Equal(
            [new DayPrice(today - 40, 49.99m), new DayPrice(today - 30, 39.99m), new DayPrice(today - 20, null), new DayPrice(today - 15, 45m)], PriceLine.Read(line));
    }

    [Fact]
    public void What_ended_before_the_days_that_are_drawn_is_not_kept_and_of_two_on_a_day_the_later_is()
    {
        var today = PriceLine.Day(Now);
        Assert.Null(PriceLine.Write([(Now.AddDays(-300), Now.AddDays(-100), 20m)], Now));
        Assert.Equal($"{today - 200}:2000 {today - 3}:1000", PriceLine.Write(
            [(Now.AddDays(-200), Now.AddDays(-3), 20m), (Now.AddDays(-3), Now.AddDays(-3).AddHours(1), 15m), (Now.AddDays(-3).AddHours(1), null, 10m)], Now));
        Assert.Equal($"{today - 9}: {today - 2}:1000", PriceLine.Write([(Now.AddDays(-9), Now.AddDays(-9).AddHours(1), 20m), (Now.AddDays(-2), null, 10m)], Now));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("rubbish 12 :5")]
    public void What_is_no_line_has_no_points(string? text) => Assert.Empty(PriceLine.Read(text));

    [Fact]
    public void Steps_go_down_where_the_price_falls_and_end_today()
    {
        var day = PriceLine.Day(Now) - 90;
        var spark = SparkLine.Of($"{day}:5000 {day + 45}:4000", Now)!;
        Assert.Equal("M0 4H60V26H120", spark.Line);
        Assert.Equal("M0 4H60V26H120V32H0z", spark.Area);
        Assert.Equal("M120 26h0", spark.End);
        Assert.Equal((40m, 50m, 90), (spark.Least, spark.Most, spark.Days));
    }

    [Fact]
    public void Where_it_could_not_be_bought_the_line_breaks()
    {
        var day = PriceLine.Day(Now) - 90;
        var spark = SparkLine.Of($"{day}:5000 {day + 30}: {day + 60}:4000", Now)!;
        Assert.Equal("M0 4H40M80 26H120", spark.Line);
        Assert.Equal("M0 4H40V32H0zM80 26H120V32H80z", spark.Area);
    }

    [Fact]
    public void A_price_from_before_counts_from_the_first_day_and_one_that_never_moved_runs_in_the_middle()
    {
        var spark = SparkLine.Of($"{PriceLine.Day(Now) - 400}:5000", Now)!;
        Assert.Equal("M0 15H120", spark.Line);
        Assert.Equal(90, spark.Days);
    }

    [Fact]
    public void Of_a_few_days_or_of_what_is_sold_out_no_line_is_drawn()
    {
        var today = PriceLine.Day(Now);
        Assert.Null(SparkLine.Of($"{today - 6}:5000", Now));
        Assert.NotNull(SparkLine.Of($"{today - 7}:5000", Now));
        Assert.Null(SparkLine.Of($"{today - 50}:5000 {today - 10}:", Now));
        Assert.Null(SparkLine.Of(null, Now));
    }
}
