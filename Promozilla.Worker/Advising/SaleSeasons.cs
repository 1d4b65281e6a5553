using Promozilla.ServiceDefaults;

namespace Promozilla.Worker.Advising;

/// <summary>
/// When shops cut prices. Black Friday is kept in every country that we know of; in Portugal so are the seasons of sales, as they were before DL 10/2015 set them free. Of other
/// countries' seasons nothing is known here.
/// </summary>
public static class SaleSeasons
{
    public const string BlackFriday = "black_friday";
    public const string Winter = "winter_sales";
    public const string Summer = "summer_sales";

    /// <param name="market">The country's key.</param>
    /// <param name="today">There.</param>
    /// <returns>The next season's word and its first day, which may be today.</returns>
    public static (string Season, DateOnly Starts) Next(string market, DateOnly today) =>
        new[] { today.Year, today.Year + 1 }.SelectMany(year => Of(market, year)).First(season => season.Starts >= today);

    private static (string Season, DateOnly Starts)[] Of(string market, int year) => market is Market.First
        ? [(Summer, new DateOnly(year, 7, 15)), (BlackFriday, Friday(year)), (Winter, new DateOnly(year, 12, 28))]
        : [(BlackFriday, Friday(year))];

    /// <summary>The day after the fourth Thursday of November.</summary>
    private static DateOnly Friday(int year)
    {
        var first = new DateOnly(year, 11, 1);
        var thursday = first.AddDays(((DayOfWeek.Thursday - first.DayOfWeek + 7) % 7) + 21);
        return thursday.AddDays(1);
    }
}
