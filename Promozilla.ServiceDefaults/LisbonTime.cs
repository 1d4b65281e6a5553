namespace Promozilla.ServiceDefaults;

/// <summary>The clock of those who shop and are mailed: nights, promotions' days and delivery rules begin at midnight there.</summary>
public static class LisbonTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Lisbon");

    public static DateTimeOffset At(DateTimeOffset moment) => TimeZoneInfo.ConvertTime(moment, Zone);

    public static DateOnly DateOf(DateTimeOffset moment) => DateOnly.FromDateTime(At(moment).DateTime);
}
