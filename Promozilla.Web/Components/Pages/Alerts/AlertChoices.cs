using System.Globalization;
using Promozilla.Data.People;

namespace Promozilla.Web.Components.Pages.Alerts;

/// <summary>When a person wants to be told, as the form says it.</summary>
public sealed record AlertChoices(string Rhythm, int Day, bool AtOnce, TimeOnly? QuietFrom, TimeOnly? QuietUntil, string Zone)
{
    /// <summary>Where the clocks of those who shop in Portugal may stand.</summary>
    public static readonly IReadOnlyList<string> Zones = ["Europe/Lisbon", "Atlantic/Azores", "Europe/Madrid", "Europe/London", "America/Sao_Paulo"];

    public static AlertChoices Of(User person) =>
        new(person.DigestRhythm, person.DigestDay, person.MustHavesAtOnce, person.QuietFrom, person.QuietUntil, person.TimeZone);

    /// <returns>Null for what the form can't have sent, and for quiet hours with one end.</returns>
    public static AlertChoices? Read(string? rhythm, int? day, bool atOnce, string? from, string? until, string? zone)
    {
        if (rhythm is not (DigestRhythms.Nightly or DigestRhythms.Weekly) || day is not (>= 1 and <= 7) || zone is null || !Zones.Contains(zone)
            || !TryRead(from, out var quietFrom) || !TryRead(until, out var quietUntil) || quietFrom is null != quietUntil is null)
        {
            return null;
        }

        // From eight to eight: no hour of the day would be left, or all.
        var isNone = quietFrom == quietUntil;
        return new AlertChoices(rhythm, day.Value, atOnce, isNone ? null : quietFrom, isNone ? null : quietUntil, zone);
    }

    public static string Write(TimeOnly? hour) => hour?.ToString("HH:mm", CultureInfo.InvariantCulture) ?? "";

    public void Apply(User person) =>
        (person.DigestRhythm, person.DigestDay, person.MustHavesAtOnce, person.QuietFrom, person.QuietUntil, person.TimeZone) = (Rhythm, Day, AtOnce, QuietFrom, QuietUntil, Zone);

    private static bool TryRead(string? text, out TimeOnly? hour)
    {
        hour = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var isHour = TimeOnly.TryParseExact(text.Trim(), ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read);
        hour = isHour ? read : null;
        return isHour;
    }
}
