using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.People;

namespace Promozilla.Web.Accounts.Sessions;

/// <summary>Where a person is signed in. A row that is deleted here ends its session at that browser's next request.</summary>
public sealed class SessionList(IDbContextFactory<PromozillaDbContext> database, TimeProvider clock)
{
    public async Task<IReadOnlyList<Session>> ReadAsync(Guid user, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Sessions.AsNoTracking().Where(session => session.UserId == user && session.ExpiresAt > now)
            .OrderByDescending(session => session.LastSeenAt).ToListAsync(cancellationToken);
    }

    public async Task EndAsync(Guid user, Guid session, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.Sessions.Where(row => row.UserId == user && row.Id == session).ExecuteDeleteAsync(cancellationToken);
    }

    /// <param name="except">The session that goes on; null: none does.</param>
    public async Task EndAllAsync(Guid user, Guid? except, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.Sessions.Where(row => row.UserId == user && row.Id != except).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>The person has just proved again who they are.</summary>
    public async Task VerifyAsync(Guid user, Guid session, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.Sessions.Where(row => row.UserId == user && row.Id == session)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.VerifiedAt, now), cancellationToken);
    }
}
