using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.People;

namespace Promozilla.Web.Accounts.Privacy;

/// <summary>
/// An account is deleted at once and whole: mails that wait or were sent, sessions, wishes, everything that hangs on the person. What may
/// stay is the hash of an address that mail must never go to again.
/// </summary>
public sealed class Farewell(IDbContextFactory<PromozillaDbContext> database)
{
    public async Task DeleteAsync(Guid user, string address, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var hash = AddressHash.Of(address);
        var loose = PersonTable.All(db).Where(table => !table.Cascades).Select(table => $"DELETE FROM {table.Name} WHERE {table.Where};".Replace("$1", "{0}", StringComparison.Ordinal));
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var whole = await db.Database.BeginTransactionAsync(cancellationToken);
            foreach (var delete in loose)
            {
                await db.Database.ExecuteSqlRawAsync(delete, [user], cancellationToken);
            }

            await db.Database.ExecuteSqlAsync($"DELETE FROM outgoing_mails WHERE lower(to_address) = lower({address})", cancellationToken);
            await db.SignInFailures.Where(row => row.AddressHash == hash).ExecuteDeleteAsync(cancellationToken);
            await db.Users.Where(person => person.Id == user).ExecuteDeleteAsync(cancellationToken);
            await whole.CommitAsync(cancellationToken);
        });
    }
}
