namespace Promozilla.ServiceDefaults;

/// <summary>The clock of the sample stores. Whatever is a market's goes by its own: <see cref="Market.TimeZone"/>.</summary>
public static class LisbonTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon");

    public static DateTimeOffset At(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    public static DateOnly DateOf(DateTimeOffset moment) => DateOnly.FromDateTime(At(moment).DateTime);
}
