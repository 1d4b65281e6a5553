using Promozilla.Web.Components.Pages.Alerts;

namespace Promozilla.Tests.Web.Alerts;

public sealed class AlertChoicesTests
{
    [Theory]
    [InlineData("nightly", 6, "", "", "Europe/Lisbon", true)]
    [InlineData("weekly", 1, "22:00", "08:00", "Atlantic/Azores", true)]
    [InlineData("weekly", 7, "22:00:00", "08:00:00", "Europe/Lisbon", true)]
    [InlineData("hourly", 1, "", "", "Europe/Lisbon", false)]
    [InlineData("weekly", 0, "", "", "Europe/Lisbon", false)]
    [InlineData("weekly", 8, "", "", "Europe/Lisbon", false)]
    [InlineData("weekly", null, "", "", "Europe/Lisbon", false)]
    [InlineData("nightly", 1, "22:00", "", "Europe/Lisbon", false)]
    [InlineData("nightly", 1, "", "08:00", "Europe/Lisbon", false)]
    [InlineData("nightly", 1, "25:00", "08:00", "Europe/Lisbon", false)]
    [InlineData("nightly", 1, "", "", "'; DROP TABLE users", false)]
    [InlineData(null, 1, "", "", "Europe/Lisbon", false)]
    public void Only_what_the_form_offers_is_kept(string? rhythm, int? day, string from, string until, string zone, bool isKept) =>
        Assert.Equal(isKept, AlertChoices.Read(rhythm, day, true, from, until, zone) is not null);

    [Fact]
    public void Hours_that_end_where_they_begin_are_none()
    {
        var read = AlertChoices.Read("nightly", 1, false, "08:00", "08:00", "Europe/Lisbon")!;
        Assert.Equal((null, null), (read.QuietFrom, read.QuietUntil));
    }

    [Fact]
    public void Every_zone_on_offer_is_one() => Assert.All(AlertChoices.Zones, zone => Assert.NotNull(TimeZoneInfo.FindSystemTimeZoneById(zone)));
}
