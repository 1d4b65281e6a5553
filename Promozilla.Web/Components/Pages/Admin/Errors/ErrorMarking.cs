using Microsoft.EntityFrameworkCore;
using Promozilla.Data.Errors;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Errors;

/// <summary>What an operator does with a group: mute, resolve, reopen. The operator knows of all that came until then: only what comes after is told again.</summary>
public sealed class ErrorMarking(OperatorDesk desk, TimeProvider clock)
{
    /// <param name="state">A word of <see cref="ErrorState"/>.</param>
    /// <returns>False: it was so already, or is gone.</returns>
    public Task<bool> MarkAsync(long id, string state, CancellationToken cancellationToken) => desk.ChangeAsync($"error.{Verb(state)}", $"errors/{id}", async db =>
    {
        var now = clock.GetUtcNow();
        var before = await db.ErrorGroups.Where(group => group.Id == id && group.State != state).Select(group => group.State).SingleOrDefaultAsync(cancellationToken);
        var changed = await db.ErrorGroups.Where(group => group.Id == id && group.State == before).ExecuteUpdateAsync(
            row => row.SetProperty(group => group.State, state)
                .SetProperty(group => group.ResolvedAt, state == ErrorState.Resolved ? now : null)
                .SetProperty(group => group.MailedCount, group => group.Count),
            cancellationToken);
        return changed == 0 ? null : new { before, after = state };
    }, cancellationToken);

    private static string Verb(string state) => state switch
    {
        ErrorState.Muted => "mute",
        ErrorState.Resolved => "resolve",
        _ => "reopen",
    };
}
