using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.People;

namespace Promozilla.Web.Accounts.Privacy;

/// <summary>What was agreed to and withdrawn, when, where and to which text (GDPR, article 7(1)). Switching the alerts goes through here, so that none is forgotten.</summary>
public sealed class ConsentLog(IDbContextFactory<PromozillaDbContext> database, TimeProvider clock)
{
    public async Task<IReadOnlyList<Consent>> ReadAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        return await db.Consents.AsNoTracking().Where(consent => consent.UserId == user).OrderByDescending(consent => consent.At).ToListAsync(cancellationToken);
    }

    public async Task GiveAsync(Guid user, string source, IEnumerable<string> kinds, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        db.Consents.AddRange(kinds.Select(kind => Entry(user, kind, given: true, source)));
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task NoteAsync(Guid user, string kind, bool given, string source, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        db.Consents.Add(Entry(user, kind, given, source));
        await db.SaveChangesAsync(cancellationToken);
    }

    public async Task SwitchAlertsAsync(Guid user, bool on, string source, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await SwitchAsync(db, db.Users.Where(person => person.Id == user), on, source, cancellationToken);
    }

    /// <summary>By the token of a mail's link. A token of nobody does nothing.</summary>
    public async Task UnsubscribeAsync(Guid token, string source, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await SwitchAsync(db, db.Users.Where(person => person.UnsubscribeToken == token), on: false, source, cancellationToken);
    }

    /// <summary>By what the mail provider was told by the address's owner. An address of nobody does nothing.</summary>
    public async Task WithdrawAlertsAsync(string address, string source, CancellationToken cancellationToken)
    {
        var normalized = address.Trim().ToUpperInvariant();
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await SwitchAsync(db, db.Users.Where(person => person.NormalizedEmail == normalized), on: false, source, cancellationToken);
    }

    private async Task SwitchAsync(PromozillaDbContext db, IQueryable<User> whose, bool on, string source, CancellationToken cancellationToken)
    {
        // The switch first: it must hold whatever becomes of the note. Only a change is noted.
        var user = await whose.Where(person => person.AlertsOff == on).Select(person => (Guid?)person.Id).SingleOrDefaultAsync(cancellationToken);
        if (user is not { } id
            || await whose.Where(person => person.AlertsOff == on).ExecuteUpdateAsync(set => set.SetProperty(person => person.AlertsOff, !on), cancellationToken) is 0)
        {
            return;
        }

        db.Consents.Add(Entry(id, Consents.Alerts, on, source));
        await db.SaveChangesAsync(cancellationToken);
    }

    private Consent Entry(Guid user, string kind, bool given, string source) => new()
    {
        Id = Guid.CreateVersion7(clock.GetUtcNow()),
        UserId = user,
        Kind = kind,
        Given = given,
        TextVersion = Consents.TextVersion,
        Source = source,
        At = clock.GetUtcNow(),
    };
}
