using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Errors;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Errors;

public sealed record ErrorRow(long Id, string Service, string Type, string Place, string Message, string State, long Count, int Returns, DateTimeOffset LastSeenAt);

/// <summary>What an operator asks the errors for. The state is open unless they say otherwise.</summary>
/// <param name="Before">Where the page before ended, as <see cref="After"/> wrote it.</param>
public sealed record ErrorFilter(string? State, string? Service, string? Words, string? Before)
{
    public const string AllStates = "all";
    public static IReadOnlyList<string> States { get; } = [ErrorState.Open, ErrorState.Muted, ErrorState.Resolved, AllStates];
    public static IReadOnlyList<string> Services { get; } = ["web", "worker", "scraper"];

    public static string After(ErrorRow row) => string.Create(CultureInfo.InvariantCulture, $"{row.LastSeenAt.UtcTicks}-{row.Id}");

    public (DateTimeOffset At, long Id)? From => Before?.Split('-') is [var ticks, var id]
        && long.TryParse(ticks, CultureInfo.InvariantCulture, out var at) && at >= 0 && at <= DateTimeOffset.MaxValue.UtcTicks && long.TryParse(id, CultureInfo.InvariantCulture, out var last)
        ? (new DateTimeOffset(at, TimeSpan.Zero), last) : null;
}

public sealed class ErrorQuery(OperatorDesk desk)
{
    public const int Page = 50;

    public async Task<IReadOnlyList<ErrorRow>> ListAsync(ErrorFilter filter, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        var groups = db.ErrorGroups.AsNoTracking();
        if (filter.State is not ErrorFilter.AllStates)
        {
            var state = ErrorFilter.States.Contains(filter.State) ? filter.State : ErrorState.Open;
            groups = groups.Where(group => group.State == state);
        }

        if (ErrorFilter.Services.Contains(filter.Service)) groups = groups.Where(group => group.Service == filter.Service);
        if (filter.Words?.Trim() is { Length: > 0 } words)
        {
            var like = $"%{words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
            groups = groups.Where(group => EF.Functions.ILike(group.Type, like) || EF.Functions.ILike(group.Place, like) || EF.Functions.ILike(group.Message, like)
                || group.LastTraceId == words || db.ErrorOccurrences.Any(row => row.GroupId == group.Id && row.TraceId == words));
        }

        if (filter.From is var (at, id)) groups = groups.Where(group => group.LastSeenAt < at || (group.LastSeenAt == at && group.Id < id));
        return await groups.OrderByDescending(group => group.LastSeenAt).ThenByDescending(group => group.Id).Take(Page)
            .Select(group => new ErrorRow(group.Id, group.Service, group.Type, group.Place, group.Message, group.State, group.Count, group.Returns, group.LastSeenAt))
            .ToListAsync(cancellationToken);
    }

    /// <returns>Null: there is none, or none any more.</returns>
    public async Task<(ErrorGroup Group, IReadOnlyList<ErrorOccurrence> Newest)?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        if (await db.ErrorGroups.AsNoTracking().SingleOrDefaultAsync(group => group.Id == id, cancellationToken) is not { } group) return null;
        return (group, await db.ErrorOccurrences.AsNoTracking().Where(row => row.GroupId == id).OrderByDescending(row => row.SeenAt).ToListAsync(cancellationToken));
    }
}
