using StackExchange.Redis;

namespace Promozilla.Scraper.Categories;

/// <summary>A store that refused us is left alone for the rest of that run, by every scraper: its other categories end as blocked without a request.</summary>
public sealed class StoreCoolDown(IConnectionMultiplexer redis)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>Why the store is left alone in this run; null when it is not.</summary>
    public async Task<string?> ReasonAsync(Guid run, string store) => await redis.GetDatabase().StringGetAsync(Key(run, store));

    public Task StartAsync(Guid run, string store, string reason) => redis.GetDatabase().StringSetAsync(Key(run, store), reason, Longest);

    private static RedisKey Key(Guid run, string store) => $"promozilla:cool-down:{run:N}:{store}";
}
