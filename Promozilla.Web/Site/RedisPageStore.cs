using Microsoft.AspNetCore.OutputCaching;
using StackExchange.Redis;

namespace Promozilla.Web.Site;

/// <summary>Rendered pages in Redis, each tag a set of keys. A Redis that can't be reached is a miss, never an error page.</summary>
internal sealed class RedisPageStore(IConnectionMultiplexer redis) : IOutputCacheStore
{
    private const string Prefix = "promozilla:page:";

    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) =>
        await TryAsync(async pages => (byte[]?)await pages.StringGetAsync(Prefix + key));

    public async ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken) =>
        await TryAsync(async pages =>
        {
            foreach (var tag in tags ?? [])
            {
                await pages.SetAddAsync(Tag(tag), Prefix + key);
                await pages.KeyExpireAsync(Tag(tag), validFor + validFor);
            }

            await pages.StringSetAsync(Prefix + key, value, validFor);
            return true;
        });

    public async ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken) =>
        await TryAsync(async pages =>
        {
            var keys = await pages.SetMembersAsync(Tag(tag));
            await pages.KeyDeleteAsync([.. keys.Select(key => (RedisKey)(string?)key), Tag(tag)]);
            return true;
        });

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
