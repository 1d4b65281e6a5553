using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Promozilla.Data;
using Promozilla.Data.People;
using Promozilla.Web.Site;

namespace Promozilla.Web.Accounts.Sessions;

/// <summary>
/// Ties the sign-in cookie to a row of sessions and to the person's security stamp, both looked up at every request: signing out elsewhere,
/// a new password or a deleted account count at once, not when some interval has passed.
/// </summary>
public sealed class SessionCookie(IDbContextFactory<PromozillaDbContext> database, IOptions<IdentityOptions> identity, TimeProvider clock)
    : CookieAuthenticationEvents
{
    /// <summary>Remembered and not remembered, each counted from the last visit.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromDays(30);
    private static readonly TimeSpan NotRemembered = TimeSpan.FromHours(12);
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(5);
    private const string Key = "session";

    public override async Task SigningIn(CookieSigningInContext context)
    {
        var user = context.Principal!.Id();
        var now = clock.GetUtcNow();
        var lifetime = Lifetime(context.Properties);
        context.Properties.ExpiresUtc = now + lifetime;
        var cancellation = context.HttpContext.RequestAborted;
        await using var db = await database.CreateDbContextAsync(cancellation);
        if (Id(context.Properties) is { } kept && await db.Sessions.AnyAsync(row => row.Id == kept && row.UserId == user, cancellation))
        {
            return;
        }

        // One browser, one session: whoever was signed in here before is not any more.
        if (context.HttpContext.Features.Get<CurrentSession>() is { } before)
        {
            await db.Sessions.Where(row => row.Id == before.Id).ExecuteDeleteAsync(cancellation);
        }

        var device = DeviceName.Of(context.Request.Headers.UserAgent);
        var session = new Session
        {
            Id = Guid.NewGuid(),
            UserId = user,
            CreatedAt = now,
            LastSeenAt = now,
            VerifiedAt = now,
            ExpiresAt = now + lifetime,
            Device = device.Words,
            DeviceKind = device.Kind,
            Network = NetworkName.Of(context.HttpContext.Connection.RemoteIpAddress),
        };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(cancellation);
        await SeenAsync(db, user, now, cancellation);
        if (ShopperRegion.Chosen(context.HttpContext) is { } region)
        {
            // Chosen before there was an account, or before it was entered.
            await db.Users.Where(person => person.Id == user && person.Region == null)
                .ExecuteUpdateAsync(set => set.SetProperty(person => person.Region, region), cancellation);
        }

        context.Properties.Items[Key] = session.Id.ToString();
        context.HttpContext.Features.Set(new CurrentSession(session.Id, now, now));
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var now = clock.GetUtcNow();
        var user = context.Principal!.Id();
        var stamp = context.Principal!.FindFirstValue(identity.Value.ClaimsIdentity.SecurityStampClaimType);
        var cancellation = context.HttpContext.RequestAborted;
        await using var db = await database.CreateDbContextAsync(cancellation);
        var found = Id(context.Properties) is not { } id ? null : await db.Sessions
            .Where(row => row.Id == id && row.UserId == user && row.ExpiresAt > now)
            .Join(db.Users, row => row.UserId, person => person.Id, (row, person) => new { row.Id, row.CreatedAt, row.VerifiedAt, row.LastSeenAt, person.SecurityStamp })
            .SingleOrDefaultAsync(cancellation);
        if (found is null || found.SecurityStamp != stamp)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
            return;
        }

        context.HttpContext.Features.Set(new CurrentSession(found.Id, found.CreatedAt, found.VerifiedAt));
        if (now - found.LastSeenAt > TouchEvery)
        {
            var until = now + Lifetime(context.Properties);
            await db.Sessions.Where(row => row.Id == found.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAt, now).SetProperty(row => row.ExpiresAt, until), cancellation);
            await SeenAsync(db, user, now, cancellation);
        }
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        if (context.HttpContext.Features.Get<CurrentSession>() is { } session)
        {
            await using var db = await database.CreateDbContextAsync(context.HttpContext.RequestAborted);
            await db.Sessions.Where(row => row.Id == session.Id).ExecuteDeleteAsync(context.HttpContext.RequestAborted);
        }
    }

    private static TimeSpan Lifetime(AuthenticationProperties properties) => properties.IsPersistent ? Remembered : NotRemembered;

    private static Guid? Id(AuthenticationProperties properties) =>
        properties.Items.TryGetValue(Key, out var text) && Guid.TryParse(text, out var id) ? id : null;

    private static Task<int> SeenAsync(PromozillaDbContext db, Guid user, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hourAgo = now.AddHours(-1);
        return db.Users.Where(person => person.Id == user && (person.LastSeenAt < hourAgo || person.IdleWarnedAt != null)).ExecuteUpdateAsync(
            set => set.SetProperty(person => person.LastSeenAt, now).SetProperty(person => person.IdleWarnedAt, (DateTimeOffset?)null), cancellationToken);
    }
}
