using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Promozilla.Data;
using Promozilla.Data.Prices;
using Promozilla.Web.Site;

namespace Promozilla.Web.Shop;

/// <summary>The few stores, kept in memory for a minute: every card names one.</summary>
public sealed partial class StoreDirectory(IDbContextFactory<PromozillaDbContext> database, TimeProvider clock, ILogger<StoreDirectory> logger)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private int reading;
    private Snapshot current = new([], DateTimeOffset.MinValue);

    private Dictionary<string, StoreRow> Here => current.Stores.GetValueOrDefault(MarketOfRequest.Current.Key) ?? [];

    /// <summary>Those of the request's market, as everything here is.</summary>
    public IReadOnlyCollection<StoreRow> All => Here.Values;

    public bool AnySample => All.Any(store => store.Sample);

    public StoreRow? Find(string? key) => key is null ? null : Here.GetValueOrDefault(key);

    public string Name(string? key) => Find(key)?.Name ?? key ?? "";

    private DateOnly Today => MarketDays.DateOf(clock.GetUtcNow());

    /// <summary>What the store asks for delivery today; null where nothing is known of it.</summary>
    public DeliveryRule? Delivery(string? key) => DeliveryTotal.InForce(Find(key)?.Delivery ?? [], Today);

    /// <summary>Price with delivery by the store to a region (<see cref="Regions"/>), EUR; null where that is not known.</summary>
    public decimal? Total(string key, decimal price, string region) =>
        DeliveryTotal.Of(price, region, Find(key)?.Delivery ?? [], Today);

    /// <summary>The next request reads the list again.</summary>
    public void Forget() => current = current with { At = DateTimeOffset.MinValue };

    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        // One request reads; the others go on with the list they have, unless there is none yet.
        if (clock.GetUtcNow() - current.At < MaxAge || (Interlocked.Exchange(ref reading, 1) is 1 && current.Stores.Count > 0))
        {
            return;
        }

        try
        {
            await using var db = await database.CreateDbContextAsync(cancellationToken);
            var rules = (await db.DeliveryRules.AsNoTracking().ToListAsync(cancellationToken)).ToLookup(rule => rule.StoreKey);
            var stores = await db.Stores.IgnoreQueryFilters()
                .Where(store => store.Enabled)
                .OrderBy(store => store.Name)
                .Select(store => new { store.Market, Row = new StoreRow(store.Key, store.Name, store.Sample, store.LastGoodRunAt, store.SickSince ?? store.FrozenSince) })
                .ToListAsync(cancellationToken);
            current = new Snapshot(
                stores.GroupBy(store => store.Market, store => store.Row with { Delivery = [.. rules[store.Row.Key]] })
                    .ToDictionary(market => market.Key, market => market.ToDictionary(store => store.Key)),
                clock.GetUtcNow());
        }
        catch (Exception unreachable) when (unreachable is DbException or TimeoutException or RetryLimitExceededException or InvalidOperationException)
        {
            // Names of stores are not worth a page: the page's own query says what is wrong.
            LogUnreachable(logger, unreachable);
        }
        finally
        {
            Volatile.Write(ref reading, 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The stores could not be read; the last list stays")]
    private static partial void LogUnreachable(ILogger logger, Exception exception);

    private sealed record Snapshot(Dictionary<string, Dictionary<string, StoreRow>> Stores, DateTimeOffset At);
}

public sealed record StoreRow(string Key, string Name, bool Sample, DateTimeOffset? LastGoodRunAt, DateTimeOffset? SickSince)
{
    /// <summary>All that was ever asked, and what will be from a day on.</summary>
    public IReadOnlyList<DeliveryRule> Delivery { get; init; } = [];
}
