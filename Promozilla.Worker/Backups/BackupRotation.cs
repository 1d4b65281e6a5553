using System.Globalization;
using Promozilla.ServiceDefaults;

namespace Promozilla.Worker.Backups;

/// <summary>Which backups go: of each of the last days, weeks and months that have one, the newest stays. What has another kind of name is nobody's business here.</summary>
public static class BackupRotation
{
    private const string Shape = "'promozilla-'yyyyMMdd'-'HHmmss'.tar'";

    public static string Name(DateTimeOffset at) => at.UtcDateTime.ToString(Shape, CultureInfo.InvariantCulture);

    public static DateTimeOffset? At(string name) =>
        DateTimeOffset.TryParseExact(name, Shape, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    /// <param name="market">By whose days.</param>
    public static IReadOnlyList<string> Expired(IEnumerable<string> names, BackupOptions options, Market market)
    {
        var backups = names.Select(name => (Name: name, At: At(name))).Where(backup => backup.At is not null)
            .Select(backup => (backup.Name, Day: market.DateOf(backup.At!.Value)))
            .OrderByDescending(backup => backup.Name, StringComparer.Ordinal).ToList();
        var kept = new HashSet<string>();
        Keep(options.KeepDaily, day => day.DayNumber);
        Keep(options.KeepWeekly, day => (ISOWeek.GetYear(day.ToDateTime(default)) * 100) + ISOWeek.GetWeekOfYear(day.ToDateTime(default)));
        Keep(options.KeepMonthly, day => (day.Year * 100) + day.Month);
        return [.. backups.Select(backup => backup.Name).Where(name => !kept.Contains(name))];

        void Keep(int count, Func<DateOnly, int> period) =>
            kept.UnionWith(backups.GroupBy(backup => period(backup.Day)).Take(count).Select(group => group.First().Name));
    }
}
