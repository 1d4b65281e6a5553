namespace Promozilla.Web.Shop;

/// <summary>When what we show of a store is old: a night without a good reading, and some hours for a run that takes long.</summary>
public static class Freshness
{
    public static readonly TimeSpan Limit = TimeSpan.FromHours(26);

    /// <summary>A store that was never read shows nothing, so nothing old.</summary>
    public static bool IsStale(this StoreRow store, DateTimeOffset now) => store.LastGoodRunAt is { } at && now - at > Limit;
}
