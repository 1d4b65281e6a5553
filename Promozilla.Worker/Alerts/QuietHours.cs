namespace Promozilla.Worker.Alerts;

/// <summary>Whether a person wants to hear nothing now.</summary>
internal static class QuietHours
{
    /// <summary>Of a row of users named person, at $1; false where none are set. From 22:00 to 08:00 goes past midnight; the end is no longer quiet.</summary>
    public const string Sql = """
        coalesce(CASE WHEN person.quiet_from < person.quiet_until
            THEN ($1 AT TIME ZONE person.time_zone)::time >= person.quiet_from AND ($1 AT TIME ZONE person.time_zone)::time < person.quiet_until
            ELSE ($1 AT TIME ZONE person.time_zone)::time >= person.quiet_from OR ($1 AT TIME ZONE person.time_zone)::time < person.quiet_until END, false)
        """;
}
