using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Operators;
using Promozilla.Data.Scraping;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Runs;

/// <summary>What the board of runs shows: the last ones, and one of them whole.</summary>
public sealed record RunBoardRows(IReadOnlyList<RunRow> Runs, RunRow? Shown, IReadOnlyList<StoreProgress> Stores, int ChecksAsked, int ChecksAnswered);

/// <param name="Done">Of <paramref name="Tasks"/>; <paramref name="Failed"/> of those.</param>
public sealed record RunRow(
    Guid Id, string Origin, string? Market, IReadOnlyList<string>? Stores, string Status, DateTimeOffset RequestedAt, DateTimeOffset? StartedAt, DateTimeOffset? ClosedAt,
    int Tasks, int Done, int Failed, int Items)
{
    public bool IsOpen => Status is not "closed";
}

/// <param name="Good">How the closed run was judged; null: not yet.</param>
public sealed record StoreProgress(string Key, string Name, IReadOnlyList<ScrapeTask> Tasks, bool? Good, string? Reason)
{
    public int Done => Tasks.Count(task => task.CompletedAt is not null);

    /// <summary>The end of a category tells how many items it had; until then what is recorded counts.</summary>
    public static int Items(ScrapeTask task) => Math.Max(task.Items, task.ItemsRecorded);
}

public sealed class RunsQuery(OperatorDesk desk, TimeProvider clock)
{
    private const int Listed = 15;

    /// <summary>What ended otherwise than read, or empty as it may be.</summary>
    public static bool IsFailed(string? outcome) => outcome is not (null or ScrapeOutcome.Observed or ScrapeOutcome.Empty);

    /// <param name="chosen">Null: the one that is open, else the newest.</param>
    public async Task<RunBoardRows> ReadAsync(Guid? chosen, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        // Past nights that were played in are not what an operator looks for.
        var runs = await Rows(db, db.ScrapeRuns.Where(run => run.Status != "closed" || run.Origin != "history").OrderByDescending(run => run.RequestedAt).Take(Listed)).ToListAsync(cancellationToken);
        var shown = chosen is { } id
            ? runs.Find(run => run.Id == id) ?? await Rows(db, db.ScrapeRuns.Where(run => run.Id == id)).FirstOrDefaultAsync(cancellationToken)
            : runs.Find(run => run.IsOpen) ?? runs.FirstOrDefault();
        if (shown is null) return new RunBoardRows(runs, null, [], 0, 0);
        var tasks = await db.ScrapeTasks.AsNoTracking().Where(task => task.RunId == shown.Id).ToListAsync(cancellationToken);
        var judged = await db.StoreRuns.Where(run => run.RunId == shown.Id).ToDictionaryAsync(run => run.StoreKey, run => new { run.Good, run.Reason }, cancellationToken);
        var names = await db.Stores.ToDictionaryAsync(store => store.Key, store => store.Name, cancellationToken);
        var checks = await db.PageChecks.Where(check => check.RunId == shown.Id).GroupBy(check => check.AnsweredAt != null).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellationToken);
        return new RunBoardRows(
            runs, shown,
            [.. tasks.GroupBy(task => task.StoreKey).Select(store => new StoreProgress(
                    store.Key, names.GetValueOrDefault(store.Key, store.Key), [.. store.OrderBy(task => task.Category, StringComparer.Ordinal)],
                    judged.GetValueOrDefault(store.Key)?.Good, judged.GetValueOrDefault(store.Key)?.Reason))
                .OrderBy(store => store.Name, StringComparer.CurrentCulture)],
            checks.Sum(group => group.Count), checks.Where(group => group.Key).Sum(group => group.Count));
    }

    /// <summary>A page that stays open outlives the check that opened it: whether that session goes on, and is an operator's still.</summary>
    public async Task<bool> MayLookAsync(Guid session, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await desk.OpenAsync(cancellationToken);
        return await db.Sessions.AnyAsync(
            row => row.Id == session && row.ExpiresAt > now && db.UserRoles.Any(member => member.UserId == row.UserId && db.Roles.Any(role => role.Id == member.RoleId && OperatorRoles.All.Contains(role.Name!))), cancellationToken);
    }

    private static IQueryable<RunRow> Rows(PromozillaDbContext db, IQueryable<ScrapeRun> runs) => runs.Select(run => new RunRow(
        run.Id, run.Origin, run.Market, run.Stores, run.Status, run.RequestedAt, run.StartedAt, run.ClosedAt,
        db.ScrapeTasks.Count(task => task.RunId == run.Id), db.ScrapeTasks.Count(task => task.RunId == run.Id && task.CompletedAt != null),
        db.ScrapeTasks.Count(task => task.RunId == run.Id && task.Outcome != null && task.Outcome != ScrapeOutcome.Observed && task.Outcome != ScrapeOutcome.Empty),
        db.ScrapeTasks.Where(task => task.RunId == run.Id).Sum(task => task.ItemsRecorded)));
}
