using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.People;

namespace Promozilla.Web.Accounts.Passwords;

/// <summary>
/// Five wrong passwords for an address close it to passwords for ten minutes, whether or not it has an account. Passkeys and a link by mail
/// still open the account, so a stranger can't lock its owner out.
/// </summary>
public sealed class SignInLock(IDbContextFactory<PromozillaDbContext> database, TimeProvider clock)
{
    public const int Tries = 5;
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(10);

    public async Task<bool> IsLockedAsync(string address, CancellationToken cancellationToken)
    {
        var (hash, now) = (AddressHash.Of(address), clock.GetUtcNow());
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.SignInFailures.AnyAsync(row => row.AddressHash == hash && row.LockedUntil > now, cancellationToken);
    }

    /// <returns>Whether the address is locked now.</returns>
    public async Task<bool> AddFailureAsync(string address, CancellationToken cancellationToken)
    {
        var (hash, now) = (AddressHash.Of(address), clock.GetUtcNow());
        await using var db = await database.CreateDbContextAsync(cancellationToken);

        // One statement: tries at the same moment all count. A count older than the lock's length begins again.
        await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO sign_in_failures AS f (address_hash, count, last_at, locked_until) VALUES ({hash}, 1, {now}, NULL)
            ON CONFLICT (address_hash) DO UPDATE SET
                count = CASE WHEN f.last_at < {now - Duration} THEN 1 ELSE f.count + 1 END,
                locked_until = CASE WHEN f.last_at >= {now - Duration} AND f.count + 1 >= {Tries} THEN {now + Duration} END,
                last_at = {now}
            """,
            cancellationToken);
        return await db.SignInFailures.AnyAsync(row => row.AddressHash == hash && row.LockedUntil > now, cancellationToken);
    }

    public async Task ForgetAsync(string address, CancellationToken cancellationToken)
    {
        var hash = AddressHash.Of(address);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.SignInFailures.Where(row => row.AddressHash == hash).ExecuteDeleteAsync(cancellationToken);
    }
}
