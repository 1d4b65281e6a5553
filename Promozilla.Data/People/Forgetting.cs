using Microsoft.EntityFrameworkCore;

namespace Promozilla.Data.People;

/// <summary>
/// A person is deleted at once and whole: mails that wait or were sent, sessions, wishes, everything that hangs on them. What may stay is the
/// hash of an address that mail must never go to again.
/// </summary>
public static class Forgetting
{
    public static async Task ForgetAsync(this PromozillaDbContext db, Guid user, string address, CancellationToken cancellationToken)
    {
        var hash = AddressHash.Of(address);

        // What a foreign key takes along needs no statement; what refers to the person without one does.
        var loose = PersonTable.All(db).Where(table => !table.Cascades)
            .Select(table => $"DELETE FROM {table.Name} WHERE {table.Where.Replace("$1", "{0}", StringComparison.Ordinal)}").ToList();
        if (db.Database.CurrentTransaction is not null)
        {
            await DeleteAsync();
            return;
        }

        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var whole = await db.Database.BeginTransactionAsync(cancellationToken);
            await DeleteAsync();
            await whole.CommitAsync(cancellationToken);
        });

        async Task DeleteAsync()
        {
            foreach (var delete in loose)
            {
                await db.Database.ExecuteSqlRawAsync(delete, [user], cancellationToken);
            }

            await db.Database.ExecuteSqlAsync($"DELETE FROM outgoing_mails WHERE lower(to_address) = lower({address})", cancellationToken);
            await db.MailEvents.Where(row => row.SoftBounceOf == hash).ExecuteDeleteAsync(cancellationToken);
            await db.SignInFailures.Where(row => row.AddressHash == hash).ExecuteDeleteAsync(cancellationToken);
            await db.Users.Where(person => person.Id == user).ExecuteDeleteAsync(cancellationToken);
        }
    }
}
