using System.Collections.Concurrent;
using Promozilla.Web.Site;

namespace Promozilla.Web.Shop;

/// <summary>Something small of each market, read when somebody first asks for it.</summary>
public sealed class RememberedByMarket<T>(Func<string, CancellationToken, Task<T>> read, TimeProvider clock)
    where T : class
{
    private readonly ConcurrentDictionary<string, Remembered<T>> markets = new(StringComparer.Ordinal);

    /// <summary>Of the request's market.</summary>
    public ValueTask<T> GetAsync(CancellationToken cancellationToken) =>
        markets.GetOrAdd(MarketOfRequest.Current.Key, market => new Remembered<T>(reading => read(market, reading), clock)).GetAsync(cancellationToken);

    /// <param name="market">Whose changed; null: all of them.</param>
    public Task RefreshAsync(string? market, CancellationToken cancellationToken) =>
        Task.WhenAll(markets.Where(one => market is null || one.Key == market).Select(one => one.Value.RefreshAsync(cancellationToken)));
}
