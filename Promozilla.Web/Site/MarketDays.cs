using System.Globalization;

namespace Promozilla.Web.Site;

/// <summary>Days and hours as people in the request's market live them.</summary>
public static class MarketDays
{
    public static DateTimeOffset At(DateTimeOffset moment) => MarketOfRequest.Current.At(moment);

    public static DateOnly DateOf(DateTimeOffset moment) => MarketOfRequest.Current.DateOf(moment);

    /// <summary>"12 out.", with the year when it is not <paramref name="now"/>'s.</summary>
    public static string Day(DateTimeOffset moment, DateTimeOffset now)
    {
        var local = At(moment);
        return local.ToString(local.Year == At(now).Year ? "d MMM" : "d MMM yyyy", CultureInfo.CurrentCulture);
    }

    /// <summary>The Monday of its week.</summary>
    public static DateOnly WeekOf(DateTimeOffset moment)
    {
        var day = DateOf(moment);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }

    public static string DayAndHour(DateTimeOffset moment, DateTimeOffset now) =>
        $"{Day(moment, now)}, {At(moment).ToString("HH:mm", CultureInfo.CurrentCulture)}";
}
