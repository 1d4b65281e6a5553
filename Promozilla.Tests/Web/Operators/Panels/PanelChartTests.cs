using System.Globalization;
using Promozilla.Web.Components.Pages.Admin.Panels;

namespace Promozilla.Tests.Web.Operators.Panels;

public sealed class PanelChartTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PanelRange Hour = PanelRange.Of(1);

    [Fact]
    public void A_line_goes_from_left_to_right_and_a_stretch_that_stands_still_is_its_two_ends()
    {
        var chart = Of([.. Enumerable.Range(0, 181).Select(index => Point(index, index < 180 ? 5 : 10))]);
        Assert.Equal("M60 79L344.4 79L346 12", Assert.Single(chart.Lines));
        Assert.Equal(["0", "5", "10"], chart.Ticks.Select(tick => tick.Label));
    }

    [Fact]
    public void Where_nothing_was_known_there_is_no_line_and_a_point_alone_is_a_dot()
    {
        var line = Assert.Single(Of([Point(0, 1), Point(1, 2), Point(50, 3), Point(100, 1), Point(101, 1)]).Lines);
        Assert.Equal(3, line.Count(letter => letter is 'M'));
        Assert.Equal(1, line.Count(letter => letter is 'h'));
    }

    [Fact]
    public void Nothing_but_zero_has_an_axis_too_and_what_is_negative_fits()
    {
        Assert.Equal(["0", "1"], Of([Point(0, 0), Point(1, 0)]).Ticks.Select(tick => tick.Label));
        var chart = Of([Point(0, -4), Point(1, 2)]);
        Assert.Equal(["-4", "-2", "0", "2"], chart.Ticks.Select(tick => tick.Label));
        Assert.Equal(("146", "12"), (chart.Ticks[0].Y, chart.Ticks[^1].Y));
    }

    [Theory]
    [InlineData(1, "12:15 12:30 12:45")]
    [InlineData(6, "07:30 09:00 10:30 12:00")]
    [InlineData(24, "18:00 00:00 06:00 12:00")]
    [InlineData(168, "26 Jun 28 Jun 30 Jun")]
    public void The_hours_are_those_of_the_country(int hours, string labels)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        // Lisbon's summer is an hour ahead of UTC.
        var range = PanelRange.Of(hours);
        var times = Of([Point(0, 1)], range).Times.Select(time => time.Label).ToList();
        Assert.Equal(labels, string.Join(' ', times.Where(label => label is not "13:00")));
        Assert.InRange(range.Length / range.Step, 100, 200);
    }

    private static PanelChart Of(IReadOnlyList<PrometheusPoint> points, PanelRange? range = null)
    {
        var panel = new PanelReading(new Panel("A panel", null, PanelKind.Lines, new PanelUnit("short", null), [], []), [new PanelSeries("one", points)], null);
        return new PanelChart(new DashboardReading(range ?? Hour, Now, [panel], null), panel);
    }

    private static PrometheusPoint Point(int step, double value) => new(Now - Hour.Length + (step * Hour.Step), value);
}
