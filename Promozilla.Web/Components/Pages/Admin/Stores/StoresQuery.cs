using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Promozilla.Data;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Prices;
using Promozilla.Data.Scraping;
using Promozilla.Web.Operators;

namespace Promozilla.Web.Components.Pages.Admin.Stores;

/// <summary>A store as its operator sees it.</summary>
/// <param name="Runs">The last ones, oldest first.</param>
public sealed record StoreHealthRow(Store Store, IReadOnlyList<StoreRun> Runs, int Listings, int Missing, int Held)
{
    public StoreRun? Last => Runs.Count > 0 ? Runs[^1] : null;

    /// <summary>A word under Health in AdminTexts, and how it is marked.</summary>
    public (string Word, string? Mark) Health => this switch
    {
        { Store.Enabled: false } => ("off", null),
        { Store.SickSince: not null } => ("sick", "admin-mark-bad"),
        { Store.FrozenSince: not null } => ("frozen", "admin-mark-warn"),
        { Store.LastGoodRunAt: null } => ("never", "admin-mark-warn"),
        _ => ("well", "admin-mark-good"),
    };

    public IReadOnlyList<decimal?> Shares(string field) => [.. Runs.Select(run => Fill(run).TryGetValue(field, out var share) ? share : (decimal?)null)];

    public IReadOnlyList<string> Fields => [.. Runs.SelectMany(run => Fill(run).Keys).Distinct().Order(StringComparer.Ordinal)];

    private static Dictionary<string, decimal> Fill(StoreRun run) => run.FieldFill is { } json ? JsonSerializer.Deserialize<Dictionary<string, decimal>>(json)! : [];
}

/// <summary>One store's room.</summary>
public sealed record StoreRoom(
    StoreHealthRow Health, IReadOnlyList<DeliveryRule> Delivery, IReadOnlyList<(StoreDefinitionVersion Version, string? Author)> Versions, IReadOnlyList<StoreSickness> Sicknesses)
{
    public StoreDefinitionVersion? Published => Versions.Select(row => row.Version).FirstOrDefault(version => version.Status is DefinitionStatus.Published);

    /// <summary>Came with the program while a person's version is in force.</summary>
    public StoreDefinitionVersion? Waiting => Versions.Select(row => row.Version).FirstOrDefault(version => version is { Author: null, Status: DefinitionStatus.Draft });
}

public sealed class StoresQuery(OperatorDesk desk, TimeProvider clock)
{
    private const int Runs = 30;

    public async Task<IReadOnlyList<StoreHealthRow>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        var rows = await RowsAsync(db, null, cancellationToken);
        return [.. rows.OrderBy(row => row.Health.Word switch { "sick" => 0, "frozen" => 1, "never" => 2, "well" => 3, _ => 4 }).ThenBy(row => row.Store.Name, StringComparer.CurrentCulture)];
    }

    public async Task<StoreRoom?> OneAsync(string key, CancellationToken cancellationToken)
    {
        await using var db = await desk.OpenAsync(cancellationToken);
        if (await RowsAsync(db, key, cancellationToken) is not [var health]) return null;
        var rules = await db.DeliveryRules.AsNoTracking().Where(rule => rule.StoreKey == key).OrderByDescending(rule => rule.Since).ToListAsync(cancellationToken);
        var versions = await db.StoreDefinitions.AsNoTracking().Where(version => version.StoreKey == key).OrderByDescending(version => version.Version).ToListAsync(cancellationToken);
        var authors = versions.Select(version => version.Author).OfType<Guid>().Distinct().ToList();
        var names = await db.Users.Where(user => authors.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.Email, cancellationToken);
        var sicknesses = await db.StoreSicknesses.AsNoTracking().Where(row => row.StoreKey == key).OrderByDescending(row => row.Since).Take(10).ToListAsync(cancellationToken);
        return new StoreRoom(health, rules, [.. versions.Select(version => (version, version.Author is { } author ? names.GetValueOrDefault(author) : null))], sicknesses);
    }

    private async Task<List<StoreHealthRow>> RowsAsync(PromozillaDbContext db, string? key, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().AddDays(-120);
        var stores = await db.Stores.AsNoTracking().Where(store => key == null || store.Key == key).ToListAsync(cancellationToken);
        var runs = (await db.StoreRuns.AsNoTracking().Where(run => (key == null || run.StoreKey == key) && run.ObservedAt > since).OrderByDescending(run => run.ObservedAt).ToListAsync(cancellationToken))
            .GroupBy(run => run.StoreKey).ToDictionary(group => group.Key, group => group.Take(Runs).Reverse().ToList());
        var listings = await db.Listings.Where(listing => key == null || listing.StoreKey == key).GroupBy(listing => listing.StoreKey)
            .Select(group => new { group.Key, All = group.Count(), Missing = group.Count(listing => listing.MissingSince != null) }).ToDictionaryAsync(row => row.Key, cancellationToken);
        var held = await db.HeldReadings.Join(db.Listings, row => row.ListingId, listing => listing.Id, (row, listing) => listing.StoreKey)
            .GroupBy(store => store).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(row => row.Key, row => row.Count, cancellationToken);
        return stores.ConvertAll(store => new StoreHealthRow(
            store, runs.GetValueOrDefault(store.Key) ?? [], listings.GetValueOrDefault(store.Key)?.All ?? 0, listings.GetValueOrDefault(store.Key)?.Missing ?? 0, held.GetValueOrDefault(store.Key)));
    }
}
