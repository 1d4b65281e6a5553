using Microsoft.EntityFrameworkCore;
using Npgsql;
using Promozilla.Data.Visits;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Visits;

/// <param name="Visitors">Of several days the sum of each day's: the same person on two days is two.</param>
public sealed record VisitSum(string Dimension, string Value, int Visitors, int Visits, int Views, int Bounces)
{
    public double? BounceRate => Visits is 0 ? null : (double)Bounces / Visits;

    public double? PagesPerVisit => Visits is 0 ? null : (double)Views / Visits;
}

/// <param name="At">The hour, or the day.</param>
public sealed record VisitStep(DateTime At, int Visitors, int Views);

/// <param name="Before">The days before as many as these; of today, yesterday until the same hour. Null where nothing was counted then.</param>
/// <param name="Now">Who looked at a page within the last five minutes; only of today.</param>
public sealed record VisitReport(
    Market Market, DateOnly From, DateOnly To, VisitSum All, VisitSum? Before, IReadOnlyList<VisitStep> Steps, ILookup<string, VisitSum> Tables, int? Now)
{
    public bool IsToday => Now is not null;
}

/// <summary>One market's visits: today of its events, earlier days of what was kept.</summary>
public sealed class VisitsQuery(OperatorDesk desk, NpgsqlDataSource database, TimeProvider clock)
{
    public const int Today = 1;

    /// <summary>Days of a report: today, or that many whole days until yesterday.</summary>
    public static readonly IReadOnlyList<int> Periods = [Today, 7, 30, 90];

    public async Task<VisitReport> ReadAsync(Market market, int days, CancellationToken cancellationToken)
    {
        var now = market.At(clock.GetUtcNow());
        var today = DateOnly.FromDateTime(now.DateTime);
        await using var db = await desk.OpenAsync(cancellationToken);
        return days is Today
            ? await TodayAsync(db, market, now, cancellationToken)
            : await WholeAsync(db, market, today.AddDays(-days), today.AddDays(-1), cancellationToken);
    }

    private async Task<VisitReport> TodayAsync(Data.PromozillaDbContext db, Market market, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (today, yesterday) = (DateOnly.FromDateTime(now.DateTime), DateOnly.FromDateTime(now.DateTime).AddDays(-1));
        var figures = await VisitTally.ReadAsync(database, market, today, cancellationToken);
        var sums = figures.GroupBy(figure => (figure.Dimension, figure.Value)).Select(group => new VisitSum(
            group.Key.Dimension, group.Key.Value, group.Sum(row => row.Visitors), group.Sum(row => row.Visits), group.Sum(row => row.Views), group.Sum(row => row.Bounces))).ToList();
        var before = await SumsAsync(db.VisitFigures.Where(row => row.Market == market.Key && row.Day == yesterday && row.Dimension == VisitDimensions.All && row.Hour <= now.Hour), cancellationToken);
        var recent = now.UtcDateTime.AddMinutes(-5);
        var present = await db.VisitEvents.Where(row => row.Market == market.Key && row.Visitor != null && row.At > recent).Select(row => row.Visitor).Distinct().CountAsync(cancellationToken);
        var hours = figures.Where(figure => figure.Dimension is VisitDimensions.All).ToDictionary(figure => (int)figure.Hour);
        var steps = Enumerable.Range(0, 24).Select(hour => new VisitStep(today.ToDateTime(new TimeOnly(hour, 0)), hours.GetValueOrDefault(hour)?.Visitors ?? 0, hours.GetValueOrDefault(hour)?.Views ?? 0));
        return Report(market, today, today, sums, before, [.. steps], present);
    }

    private static async Task<VisitReport> WholeAsync(Data.PromozillaDbContext db, Market market, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        var length = to.DayNumber - from.DayNumber + 1;
        var figures = db.VisitFigures.Where(row => row.Market == market.Key && row.Day >= from && row.Day <= to);
        var sums = await SumsAsync(figures, cancellationToken);
        var (earlier, last) = (from.AddDays(-length), from.AddDays(-1));
        var before = await SumsAsync(db.VisitFigures.Where(row => row.Market == market.Key && row.Day >= earlier && row.Day <= last && row.Dimension == VisitDimensions.All), cancellationToken);
        var days = await figures.Where(row => row.Dimension == VisitDimensions.All).GroupBy(row => row.Day)
            .Select(group => new { Day = group.Key, Visitors = group.Sum(row => row.Visitors), Views = group.Sum(row => row.Views) }).ToDictionaryAsync(row => row.Day, cancellationToken);
        var steps = Enumerable.Range(0, length).Select(from.AddDays)
            .Select(day => new VisitStep(day.ToDateTime(TimeOnly.MinValue), days.GetValueOrDefault(day)?.Visitors ?? 0, days.GetValueOrDefault(day)?.Views ?? 0));
        return Report(market, from, to, sums, before, [.. steps], null);
    }

    private static Task<List<VisitSum>> SumsAsync(IQueryable<VisitFigure> figures, CancellationToken cancellationToken) => figures
        .GroupBy(row => new { row.Dimension, row.Value })
        .Select(group => new VisitSum(
            group.Key.Dimension, group.Key.Value, group.Sum(row => row.Visitors), group.Sum(row => row.Visits), group.Sum(row => row.Views), group.Sum(row => row.Bounces)))
        .ToListAsync(cancellationToken);

    private static VisitReport Report(Market market, DateOnly from, DateOnly to, List<VisitSum> sums, List<VisitSum> before, IReadOnlyList<VisitStep> steps, int? now) => new(
        market, from, to,
        sums.Find(sum => sum.Dimension is VisitDimensions.All) ?? new VisitSum(VisitDimensions.All, "", 0, 0, 0, 0),
        before is [var all] ? all : null,
        steps,
        sums.OrderByDescending(sum => sum.Visits).ThenByDescending(sum => sum.Views).ThenBy(sum => sum.Value, StringComparer.Ordinal).ToLookup(sum => sum.Dimension),
        now);
}
