namespace Promozilla.Worker.Advising;

/// <summary>When Portuguese shops cut prices: Black Friday, and the seasons of sales as they were before DL 10/2015 set them free and as shops still keep them.</summary>
public static class SaleSeasons
{
    public const string BlackFriday = "black_friday";
    public const string Winter = "winter_sales";
    public const string Summer = "summer_sales";

    /// <returns>The next season's word and its first day, which may be today.</returns>
    public static (string Season, DateOnly Starts) Next(DateOnly today) =>
        new[] { today.Year, today.Year + 1 }
            .SelectMany(year => new[] { (Summer, new DateOnly(year, 7, 15)), (BlackFriday, Friday(year)), (Winter, new DateOnly(year, 12, 28)) })
            .First(season => season.Item2 >= today);

    /// <summary>The day after the fourth Thursday of November.</summary>
    private static DateOnly Friday(int year)
    {
        var first = new DateOnly(year, 11, 1);
        var thursday = first.AddDays(((DayOfWeek.Thursday - first.DayOfWeek + 7) % 7) + 21);
        return thursday.AddDays(1);
    }
}
