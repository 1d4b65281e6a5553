using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Promozilla.Data;
using Promozilla.Data.People;
using Promozilla.Data.Push;
using Promozilla.Web.Accounts.Privacy;
using Promozilla.Web.Accounts.Sessions;
using Promozilla.Web.Site;

namespace Promozilla.Web.Notifications;

/// <summary>The browsers that a person is notified in. The Worker sends; here they are listed, added and taken away.</summary>
public sealed class PushDevices(
    IDbContextFactory<PromozillaDbContext> database, IOptions<PushOptions> options, IStringLocalizer<Texts> texts, ConsentLog consents, TimeProvider clock)
{
    private readonly Lazy<string?> publicKey = new(() => string.IsNullOrEmpty(options.Value.Secret) ? null : VapidKey.From(options.Value.Secret).PublicText);

    /// <summary>What a browser subscribes with; null: notifications are not set up here.</summary>
    public string? PublicKey => publicKey.Value;

    public async Task<IReadOnlyList<PushDevice>> ReadAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        var rows = await db.PushSubscriptions.Where(row => row.UserId == user).OrderByDescending(row => row.CreatedAt)
            .Select(row => new { row.Id, row.Device, row.CreatedAt, row.LastSentAt, row.Endpoint }).ToListAsync(cancellationToken);
        return rows.ConvertAll(row => new PushDevice(
            row.Id, row.Device, row.CreatedAt, row.LastSentAt, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.Endpoint)))));
    }

    /// <returns>False where the browser names no push service that we would call, or keys that are none.</returns>
    public async Task<bool> AddAsync(Guid user, CurrentSession session, string endpoint, byte[] key, byte[] secret, string device, CancellationToken cancellationToken)
    {
        if (PublicKey is null || !PushEndpoint.IsAcceptable(endpoint, options.Value.LocalService) || !PushEndpoint.AreKeys(key, secret))
        {
            return false;
        }

        var now = clock.GetUtcNow();
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            await using var whole = await db.Database.BeginTransactionAsync(cancellationToken);

            // The browser is whose who uses it now: what waits for whom it was before goes nowhere.
            await db.PushSubscriptions.Where(row => row.Endpoint == endpoint && row.UserId != user).ExecuteDeleteAsync(cancellationToken);
            await db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO push_subscriptions (id, user_id, session_id, endpoint, public_key, secret, device, market, created_at)
                VALUES ({Guid.CreateVersion7(now)}, {user}, {session.Id}, {endpoint}, {key}, {secret}, {device}, {MarketOfRequest.Current.Key}, {now})
                ON CONFLICT (endpoint) DO UPDATE SET session_id = excluded.session_id, public_key = excluded.public_key, secret = excluded.secret, device = excluded.device
                """,
                cancellationToken);
            await db.PushSubscriptions.Where(row => row.UserId == user).OrderByDescending(row => row.CreatedAt).Skip(PushSubscription.MostPerPerson)
                .ExecuteDeleteAsync(cancellationToken);
            await whole.CommitAsync(cancellationToken);
        });
        await consents.NoteAsync(user, Consents.Push, given: true, "account", cancellationToken);
        return true;
    }

    public async Task RemoveAsync(Guid user, Guid device, CancellationToken cancellationToken)
    {
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.PushSubscriptions.Where(row => row.UserId == user && row.Id == device).ExecuteDeleteAsync(cancellationToken) > 0)
        {
            await consents.NoteAsync(user, Consents.Push, given: false, "account", cancellationToken);
        }
    }

    /// <summary>One that says nothing but that they arrive.</summary>
    public async Task TryAsync(Guid user, Guid device, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var payload = JsonSerializer.Serialize(
            new { title = "Promozilla", body = texts["Push.trial.text"].Value, url = "/conta/avisos/como", tag = id.ToString("n") }, JsonSerializerOptions.Web);
        await using var db = await database.CreateDbContextAsync(cancellationToken);
        if (await db.PushSubscriptions.AnyAsync(row => row.UserId == user && row.Id == device, cancellationToken))
        {
            db.PushMessages.Add(new PushMessage { Id = id, SubscriptionId = device, Payload = payload, CreatedAt = now, NextAttemptAt = now, ExpiresAt = now.AddMinutes(10) });
            await db.SaveChangesAsync(cancellationToken);
        }
    }
}

/// <param name="Mark">By which the browser itself recognises its own row.</param>
public sealed record PushDevice(Guid Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastSentAt, string Mark);
