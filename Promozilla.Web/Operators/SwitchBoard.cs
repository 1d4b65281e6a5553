using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data;

namespace Promozilla.Web.Operators;

/// <summary>What operators have turned off, some seconds old at most. Where the database can't be asked, what was known holds.</summary>
public sealed class SwitchBoard(IDbContextFactory<PromozillaDbContext> database, TimeProvider clock)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(3);
    private volatile Copy current = new([], DateTimeOffset.MinValue);

    public async ValueTask<bool> IsOnAsync(string name, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (now - current.At > MaxAge)
        {
            try
            {
                await using var db = await database.CreateDbContextAsync(cancellationToken);
                current = new Copy([.. await db.Switches.Where(row => !row.IsOn).Select(row => row.Name).ToListAsync(cancellationToken)], now);
            }
            catch (Exception unreachable) when (unreachable is DbException or TimeoutException or InvalidOperationException)
            {
                current = current with { At = now };
            }
        }

        return !current.Off.Contains(name);
    }

    private sealed record Copy(HashSet<string> Off, DateTimeOffset At);
}
