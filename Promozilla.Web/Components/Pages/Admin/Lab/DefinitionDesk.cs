using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Catalogue;
using Promozilla.Web.Accounts;
using Promozilla.Web.Components.Pages.Admin.Stores;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Lab;

/// <summary>
/// Drafts of a store's definition and what is in force. A draft is published only after the scraper's lab replayed this very text; what was in force before can be again.
/// Each write answers with a word under Said, or null where all went well.
/// </summary>
public sealed class DefinitionDesk(OperatorDesk desk, StoreActs acts, IHttpContextAccessor accessor, TimeProvider clock)
{
    /// <summary>Many times the longest definition there is.</summary>
    private const int MostCharacters = 200_000;

    /// <summary>The store's one open draft.</summary>
    public async Task<StoreDefinitionVersion?> DraftAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        return await Draft(db, key).AsNoTracking().FirstOrDefaultAsync(cancellationToken);
    }

    /// <param name="seen">The hash of the draft that the person saw; empty: there was none.</param>
    public async Task<string?> SaveAsync(string key, string json, string? note, string seen, CancellationToken cancellationToken)
    {
        if (json.Length > MostCharacters) return "Lab.long";
        string? refused = null;
        await desk.ChangeAsync("definition.draft", StoreActs.Subject(key), async db =>
        {
            await LockAsync(db, key, cancellationToken);
            var draft = await Draft(db, key).FirstOrDefaultAsync(cancellationToken);
            if ((draft is null ? "" : StoreDefinitionVersion.HashOf(draft.Json)) != seen)
            {
                refused = "Lab.meanwhile";
                return null;
            }

            if (draft is not null && draft.Json == json && draft.Note == note) return null;
            if (draft is null)
            {
                var last = await db.StoreDefinitions.Where(version => version.StoreKey == key).MaxAsync(version => (int?)version.Version, cancellationToken) ?? 0;
                draft = new StoreDefinitionVersion { StoreKey = key, Version = last + 1, Json = json, Author = accessor.HttpContext?.User.Id(), Status = DefinitionStatus.Draft };
                db.StoreDefinitions.Add(draft);
            }

            (draft.Json, draft.Note, draft.CreatedAt) = (json, note, clock.GetUtcNow());
            return new { version = draft.Version };
        }, cancellationToken);
        return refused;
    }

    /// <summary>The lab replayed this text.</summary>
    public async Task TriedAsync(string key, string json, int broken, CancellationToken cancellationToken) =>
        await desk.ChangeAsync("definition.replay", StoreActs.Subject(key), async db => await Draft(db, key).Where(draft => draft.Json == json).ExecuteUpdateAsync(
            draft => draft.SetProperty(one => one.TriedHash, StoreDefinitionVersion.HashOf(json)).SetProperty(one => one.TriedAt, clock.GetUtcNow()).SetProperty(one => one.BrokenPages, broken),
            cancellationToken) > 0 ? new { broken } : null, cancellationToken);

    /// <param name="seen">The hash of the draft that the person saw.</param>
    /// <param name="anyway">Although pages that read well turn bad.</param>
    public async Task<string?> PublishAsync(string key, string seen, bool anyway, CancellationToken cancellationToken)
    {
        var refused = "Lab.meanwhile";
        var done = await desk.ChangeAsync("definition.publish", StoreActs.Subject(key), async db =>
        {
            await LockAsync(db, key, cancellationToken);
            if (await Draft(db, key).FirstOrDefaultAsync(cancellationToken) is not { } draft || StoreDefinitionVersion.HashOf(draft.Json) != seen) return null;
            refused = draft.TriedHash != seen ? "Lab.untried"
                : draft.BrokenPages > 0 && !anyway ? "Lab.breaks"
                : DefinitionText.Word(draft.Json, "key") != key ? "Lab.otherkey"
                : null;
            return refused is null ? await InForceAsync(db, draft, new { version = draft.Version, broken = draft.BrokenPages }, cancellationToken) : null;
        }, cancellationToken);
        return done ? null : refused;
    }

    /// <summary>A version that was in force, or came with the program, is in force again: it needs no trying.</summary>
    public async Task<string> RollBackAsync(string key, int version, CancellationToken cancellationToken)
    {
        var done = await desk.ChangeAsync("definition.rollback", StoreActs.Subject(key), async db =>
        {
            await LockAsync(db, key, cancellationToken);
            var again = await db.StoreDefinitions.FirstOrDefaultAsync(
                row => row.StoreKey == key && row.Version == version && (row.Status == DefinitionStatus.Retired || (row.Status == DefinitionStatus.Draft && row.Author == null)), cancellationToken);
            return again is null ? null : await InForceAsync(db, again, new { version }, cancellationToken);
        }, cancellationToken);
        return done ? "Versions.inforce" : "Stores.same";
    }

    public async Task<string?> DropAsync(string key, CancellationToken cancellationToken)
    {
        var done = await desk.ChangeAsync("definition.drop", StoreActs.Subject(key), async db => await Draft(db, key).ExecuteDeleteAsync(cancellationToken) > 0 ? new { } : null, cancellationToken);
        return done ? null : "Stores.same";
    }

    private async Task<object> InForceAsync(PromozillaDbContext db, StoreDefinitionVersion version, object details, CancellationToken cancellationToken)
    {
        // First the one before: two are never in force.
        await db.StoreDefinitions.Where(row => row.StoreKey == version.StoreKey && row.Status == DefinitionStatus.Published)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.Status, DefinitionStatus.Retired), cancellationToken);
        (version.Status, version.PublishedAt) = (DefinitionStatus.Published, clock.GetUtcNow());
        var store = await db.Stores.SingleAsync(row => row.Key == version.StoreKey, cancellationToken);
        store.Definition = DefinitionText.Pretty(version.Json);
        acts.Apply(db, version.StoreKey);
        return details;
    }

    private static Task<int> LockAsync(PromozillaDbContext db, string key, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT FROM stores WHERE key = {key} FOR UPDATE", cancellationToken);

    private static IQueryable<StoreDefinitionVersion> Draft(PromozillaDbContext db, string key) =>
        db.StoreDefinitions.Where(version => version.StoreKey == key && version.Status == DefinitionStatus.Draft && version.Author != null);
}
