using System.Globalization;
using Promozilla.Web.Components.Pages.Admin.Panels;

namespace Promozilla.Tests.Web.Operators.Panels;

public sealed class PanelUnitTests
{
    [Theory]
    [InlineData("short", 0, "0")]
    [InlineData("short", 0.0042, "0,0042")]
    [InlineData("short", 12.345, "12,35")]
    [InlineData("short", 1234.6, "1 235")]
    [InlineData("short", 2_340_000, "2,34 M")]
    [InlineData("s", 0, "0 s")]
    [InlineData("s", 0.0123, "12,3 ms")]
    [InlineData("s", 0.00005, "50 µs")]
    [InlineData("s", 90, "1,5 min")]
    [InlineData("s", 93_600, "1,08 d")]
    [InlineData("bytes", 0, "0 B")]
    [InlineData("bytes", 536_870_912, "512 MiB")]
    [InlineData("percent", 3.14159, "3,14%")]
    [InlineData("percentunit", 0.9876, "98,76%")]
    [InlineData("percentunit", 1, "100%")]
    [InlineData("reqps", 1.5, "1,5 reqps")]
    public void Numbers_are_written_as_people_read_them(string unit, double value, string written)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("pt-PT");
        Assert.Equal(written, new PanelUnit(unit, null).Write(value).Replace('\u00a0', ' '));
    }

    [Fact]
    public void Decimals_are_as_many_as_the_dashboard_says()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");
        Assert.Equal("12.30", new PanelUnit("short", 2).Write(12.3));
        Assert.Equal("12", new PanelUnit("short", 0).Write(12.3));
        Assert.Equal("1.5%", new PanelUnit("percent", 1).Write(1.5));
    }

    [Theory]
    [InlineData("short", 0, 1)]
    [InlineData("short", 0.03, 0.05)]
    [InlineData("short", 33, 50)]
    [InlineData("short", 51, 100)]
    [InlineData("percentunit", 0.3333, 0.5)]
    [InlineData("s", 0.3, 0.5)]
    [InlineData("s", 25, 30)]
    [InlineData("s", 5_000, 7_200)]
    [InlineData("s", 200_000, 432_000)]
    [InlineData("bytes", 30, 32)]
    [InlineData("bytes", 560_000, 1_048_576)]
    public void Marks_are_apart_what_people_count_in(string unit, double rough, double step) => Assert.Equal(step, new PanelUnit(unit, null).RoundUp(rough), 9);
}
