using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Caching.Memory;
using StackExchange.Redis;

namespace Promozilla.Web.Site;

/// <summary>
/// Rendered pages in Redis, each tag a set of keys. A Redis that can't be reached is a miss, never an error page. What was fetched is at hand for some seconds: a page that
/// everybody wants travels once, not once for each of them.
/// </summary>
public sealed class RedisPageStore(IConnectionMultiplexer redis, IHttpContextAccessor accessor) : IOutputCacheStore, IDisposable
{
    private const long MostAtHand = 64 << 20;

    /// <summary>How long another replica's page may outlive its eviction here.</summary>
    private static readonly TimeSpan AtHand = TimeSpan.FromSeconds(5);

    private const string Prefix = "promozilla:page:";

    // Each in one step: a page that is kept while its tag is evicted must not be left behind without the tag, where no eviction finds it.
    private const string Keep =
        """
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        for i = 2, #KEYS do
            redis.call('SADD', KEYS[i], KEYS[1])
            redis.call('PEXPIRE', KEYS[i], 2 * ARGV[2])
        end
        return 1
        """;

    private const string Evict =
        """
        for _, page in ipairs(redis.call('SMEMBERS', KEYS[1])) do redis.call('DEL', page) end
        return redis.call('DEL', KEYS[1])
        """;

    private static readonly object Begun = new();

    private readonly MemoryCache near = new(new MemoryCacheOptions { SizeLimit = MostAtHand });
    private int evictions;

    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        if (near.TryGetValue(key, out byte[]? known))
        {
            return known;
        }

        var before = Volatile.Read(ref evictions);
        if (accessor.HttpContext is { } request)
        {
            request.Items[Begun] = before;
        }

        var page = await TryAsync(async pages => (byte[]?)await pages.StringGetAsync(Prefix + key));
        if (page is not null && before == Volatile.Read(ref evictions))
        {
            near.Set(key, page, new MemoryCacheEntryOptions { Size = page.Length, AbsoluteExpirationRelativeToNow = AtHand });
        }

        return page;
    }

    /// <summary>A page that was begun before an eviction may tell what was true before it, and is not kept.</summary>
    public async ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken)
    {
        if (IsOld())
        {
            return;
        }

        await TryAsync(pages => pages.ScriptEvaluateAsync(Keep, [Prefix + key, .. (tags ?? []).Select(Tag)], [value, (long)validFor.TotalMilliseconds]));
        if (IsOld())
        {
            await TryAsync(pages => pages.KeyDeleteAsync(Prefix + key));
        }

        bool IsOld() => accessor.HttpContext?.Items[Begun] is int begun && begun != Volatile.Read(ref evictions);
    }

    public async ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken)
    {
        // Before Redis: no page that is being made now comes after it. And after: what is fetched from then on was made anew.
        Interlocked.Increment(ref evictions);
        await TryAsync(pages => pages.ScriptEvaluateAsync(Evict, [Tag(tag)]));
        Interlocked.Increment(ref evictions);
        near.Clear();
    }

    public void Dispose() => near.Dispose();

    private static RedisKey Tag(string tag) => $"promozilla:pages:{tag}";

    private async Task<T?> TryAsync<T>(Func<IDatabase, Task<T>> act)
    {
        try
        {
            return await act(redis.GetDatabase());
        }
        catch (Exception unreachable) when (unreachable is RedisException or RedisTimeoutException or TimeoutException)
        {
            return default;
        }
    }
}
