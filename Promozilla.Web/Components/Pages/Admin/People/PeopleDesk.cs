using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Operators;
using Promozilla.Data.People;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.People;

/// <param name="Role">The person's role of operators, if any.</param>
/// <param name="Suppressed">Why no mail goes to the address; null: it does.</param>
/// <param name="Kept">How many rows of each table are the person's.</param>
public sealed record PersonFile(User Person, string? Role, string? Suppressed, int Sessions, IReadOnlyList<(string Table, long Rows)> Kept);

/// <summary>What operators may know of a person and do for one: found by the exact address alone, every look in the log.</summary>
public sealed class PeopleDesk(OperatorDesk desk, TimeProvider clock)
{
    // Two administrators who dismiss each other at once.
    private const string OneAtATime = "SELECT pg_advisory_xact_lock(hashtext('appoint'))";

    /// <summary>Nobody's address is found by a part of it, and that somebody tried is kept.</summary>
    public async Task<Guid?> FindAsync(string address, CancellationToken cancellationToken)
    {
        Guid? found = null;
        await desk.ChangeAsync("people.seek", "people", async db =>
        {
            var normalized = address.Trim().ToUpperInvariant();
            found = await db.Users.Where(person => person.NormalizedEmail == normalized).Select(person => (Guid?)person.Id).SingleOrDefaultAsync(cancellationToken);
            return new { found = found is not null };
        }, cancellationToken);
        return found;
    }

    public async Task<PersonFile?> LookAsync(Guid id, CancellationToken cancellationToken)
    {
        PersonFile? file = null;
        await desk.ChangeAsync("people.look", Subject(id), async db =>
        {
            if (await db.Users.AsNoTracking().SingleOrDefaultAsync(person => person.Id == id, cancellationToken) is not { } person) return null;
            var hash = AddressHash.Of(person.Email ?? "");
            var kept = new List<(string, long)>();
            foreach (var table in PersonTable.All(db))
            {
                var sql = $"SELECT count(*) AS \"Value\" FROM {table.Name} WHERE {table.Where.Replace("$1", "{0}", StringComparison.Ordinal)}";
                var count = await db.Database.SqlQueryRaw<long>(sql, id).SingleAsync(cancellationToken);
                kept.Add((table.Name, count));
            }

            file = new PersonFile(
                person, await RoleAsync(db, id, cancellationToken),
                await db.Suppressions.Where(row => row.AddressHash == hash).Select(row => row.Reason).SingleOrDefaultAsync(cancellationToken),
                await db.Sessions.CountAsync(session => session.UserId == id && session.ExpiresAt > clock.GetUtcNow(), cancellationToken), kept);
            return new { };
        }, cancellationToken);
        return file;
    }

    /// <summary>As the Worker's Appointment does. The last administrator stays one.</summary>
    public Task<bool> AppointAsync(Guid id, string? role, CancellationToken cancellationToken) =>
        desk.ChangeAsync(role is null ? "people.dismiss" : "people.appoint", Subject(id), async db =>
        {
            await db.Database.ExecuteSqlRawAsync(OneAtATime, cancellationToken);
            var before = await RoleAsync(db, id, cancellationToken);
            if (before == role || (role is not null && !OperatorRoles.All.Contains(role)) || !await db.Users.AnyAsync(person => person.Id == id && person.EmailConfirmed, cancellationToken)) return null;
            if (before is OperatorRoles.Administrator
                && !await db.UserRoles.AnyAsync(other => other.UserId != id && db.Roles.Any(known => known.Id == other.RoleId && known.Name == OperatorRoles.Administrator), cancellationToken))
            {
                return null;
            }

            await db.UserRoles.Where(row => row.UserId == id).ExecuteDeleteAsync(cancellationToken);
            if (role is not null)
            {
                var known = await db.Roles.SingleOrDefaultAsync(row => row.Name == role, cancellationToken);
                if (known is null) db.Roles.Add(known = new IdentityRole<Guid>(role) { Id = Guid.NewGuid(), NormalizedName = role.ToUpper(CultureInfo.InvariantCulture), ConcurrencyStamp = Guid.NewGuid().ToString() });
                db.UserRoles.Add(new IdentityUserRole<Guid> { UserId = id, RoleId = known.Id });
            }

            await SignOutAsync(db, id, cancellationToken);
            return new { role, before };
        }, cancellationToken);

    public Task<bool> SignOutAsync(Guid id, CancellationToken cancellationToken) => desk.ChangeAsync("people.signout", Subject(id), async db =>
        await SignOutAsync(db, id, cancellationToken) ? new { } : null, cancellationToken);

    /// <summary>Mail goes to the person no more, or again.</summary>
    public Task<bool> SuppressAsync(Guid id, bool suppress, CancellationToken cancellationToken) =>
        desk.ChangeAsync(suppress ? "people.suppress" : "people.unsuppress", Subject(id), async db =>
        {
            if (await db.Users.Where(person => person.Id == id).Select(person => person.Email).SingleOrDefaultAsync(cancellationToken) is not { } address) return null;
            var hash = AddressHash.Of(address);
            var changed = suppress
                ? await db.Database.ExecuteSqlAsync($"INSERT INTO suppressions (address_hash, reason, created_at) VALUES ({hash}, 'operator', {clock.GetUtcNow()}) ON CONFLICT (address_hash) DO NOTHING", cancellationToken)
                : await db.Suppressions.Where(row => row.AddressHash == hash).ExecuteDeleteAsync(cancellationToken);
            return changed > 0 ? new { } : null;
        }, cancellationToken);

    /// <summary>At the person's own request. An operator is dismissed first.</summary>
    public Task<bool> ForgetAsync(Guid id, CancellationToken cancellationToken) => desk.ChangeAsync("people.forget", Subject(id), async db =>
    {
        if (await RoleAsync(db, id, cancellationToken) is not null
            || await db.Users.Where(person => person.Id == id).Select(person => person.Email).SingleOrDefaultAsync(cancellationToken) is not { } address)
        {
            return null;
        }

        await db.ForgetAsync(id, address, cancellationToken);
        return new { };
    }, cancellationToken);

    private static async Task<bool> SignOutAsync(PromozillaDbContext db, Guid id, CancellationToken cancellationToken)
    {
        var stamp = Guid.NewGuid().ToString("N").ToUpperInvariant();
        await db.Sessions.Where(session => session.UserId == id).ExecuteDeleteAsync(cancellationToken);
        return await db.Users.Where(person => person.Id == id).ExecuteUpdateAsync(set => set.SetProperty(person => person.SecurityStamp, stamp), cancellationToken) > 0;
    }

    private static Task<string?> RoleAsync(PromozillaDbContext db, Guid id, CancellationToken cancellationToken) =>
        db.UserRoles.Where(member => member.UserId == id).Join(db.Roles, member => member.RoleId, role => role.Id, (_, role) => role.Name).FirstOrDefaultAsync(cancellationToken);

    private static string Subject(Guid id) => $"people/{id}";
}
