using Promozilla.ServiceDefaults;
using Promozilla.Worker.Backups;

namespace Promozilla.Tests.Worker.Backups;

public sealed class BackupRotationTests
{
    private static readonly DateTimeOffset First = new(2026, 1, 1, 6, 10, 0, TimeSpan.Zero);

    [Fact]
    public void The_newest_of_the_last_days_weeks_and_months_stay_and_all_others_go()
    {
        var names = Enumerable.Range(0, 200).Select(day => BackupRotation.Name(First.AddDays(day))).ToList();
        var expired = BackupRotation.Expired(names, new BackupOptions { KeepDaily = 3, KeepWeekly = 2, KeepMonthly = 3 }, Market.Portugal);
        // The last is Sunday 2026-07-19: that week's and July's newest is the day's own.
        Assert.Equal(
            ["20260531", "20260630", "20260712", "20260717", "20260718", "20260719"],
            names.Except(expired).Select(name => name["promozilla-".Length..][..8]));
    }

    [Fact]
    public void Night_after_night_never_more_is_kept_than_the_numbers_say_and_nothing_older_than_three_months()
    {
        var options = new BackupOptions();
        var kept = new List<string>();
        for (var day = 0; day < 400; day++)
        {
            var now = First.AddDays(day);
            kept.Add(BackupRotation.Name(now));
            kept = [.. kept.Except(BackupRotation.Expired(kept, options, Market.Portugal))];
            Assert.InRange(kept.Count, 1, options.KeepDaily + options.KeepWeekly + options.KeepMonthly);
            Assert.All(kept, name => Assert.True(now - BackupRotation.At(name)!.Value <= TimeSpan.FromDays(92), name));
        }

        // A Thursday: seven days, two more Sundays, the last of December.
        Assert.Equal(10, kept.Count);
    }

    [Fact]
    public void Of_two_backups_of_a_day_the_newer_stays_by_Lisbons_day()
    {
        string[] names = ["promozilla-20260701-225900.tar", "promozilla-20260701-230100.tar", "promozilla-20260702-100000.tar"];
        Assert.Equal(["promozilla-20260701-230100.tar"], BackupRotation.Expired(names, new BackupOptions { KeepDaily = 7, KeepWeekly = 0, KeepMonthly = 0 }, Market.Portugal));
    }

    [Fact]
    public void Files_of_other_names_are_never_touched() =>
        Assert.Empty(BackupRotation.Expired(
            ["notes.txt", "promozilla-before-upgrade.tar", "promozilla-20260701-230100.tar.part"], new BackupOptions { KeepDaily = 1, KeepWeekly = 0, KeepMonthly = 0 }, Market.Portugal));
}
