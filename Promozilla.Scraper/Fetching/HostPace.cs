using StackExchange.Redis;

namespace Promozilla.Scraper.Fetching;

/// <summary>
/// The pace across all scrapers: a lease in Redis, by Redis's own clock, first come, first served. A scraper that died holds nobody up for longer
/// than its lease, one that died waiting for longer than ten seconds.
/// </summary>
public sealed class HostPace(IConnectionMultiplexer redis) : IHostPace
{
    // Who dies with the lease gives no pause: what it leaves behind is one, from the lease's end.
    private const string Take =
        """
        local t = redis.call('TIME')
        local now = t[1] * 1000 + math.floor(t[2] / 1000)
        for _, gone in ipairs(redis.call('ZRANGEBYSCORE', KEYS[3], '-inf', now - 10000)) do
            redis.call('ZREM', KEYS[2], gone)
            redis.call('ZREM', KEYS[3], gone)
        end
        if not redis.call('ZSCORE', KEYS[2], ARGV[1]) then redis.call('ZADD', KEYS[2], redis.call('HINCRBY', KEYS[1], 'arrivals', 1), ARGV[1]) end
        redis.call('ZADD', KEYS[3], now, ARGV[1])
        redis.call('PEXPIRE', KEYS[1], 3600000)
        redis.call('PEXPIRE', KEYS[2], 3600000)
        redis.call('PEXPIRE', KEYS[3], 3600000)
        local state = redis.call('HMGET', KEYS[1], 'holder', 'till', 'next')
        if state[1] and state[1] ~= '' and tonumber(state[2]) > now then return math.min(tonumber(state[2]) - now, 250) end
        if state[3] and tonumber(state[3]) > now then return math.min(tonumber(state[3]) - now, 4000) end
        if redis.call('ZRANGE', KEYS[2], 0, 0)[1] ~= ARGV[1] then return 20 end
        redis.call('ZREM', KEYS[2], ARGV[1])
        redis.call('ZREM', KEYS[3], ARGV[1])
        redis.call('HMSET', KEYS[1], 'holder', ARGV[1], 'till', now + ARGV[2], 'next', now + ARGV[2] + ARGV[3])
        return 0
        """;

    private const string Give =
        """
        local t = redis.call('TIME')
        local now = t[1] * 1000 + math.floor(t[2] / 1000)
        if redis.call('HGET', KEYS[1], 'holder') == ARGV[1] then redis.call('HMSET', KEYS[1], 'holder', '', 'next', now + ARGV[2]) end
        return 0
        """;

    public async Task<string> TakeAsync(string host, TimeSpan lease, TimeSpan pause, CancellationToken cancellationToken)
    {
        var holder = Guid.CreateVersion7().ToString("N");
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var wait = (long)await redis.GetDatabase().ScriptEvaluateAsync(
                    Take, [Key(host), Waiting(host), Seen(host)], [holder, Milliseconds(lease), Milliseconds(pause)]);
                if (wait <= 0) return holder;
                await Task.Delay(TimeSpan.FromMilliseconds(wait), cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Whoever is behind need not find out that nobody is there.
            await redis.GetDatabase().SortedSetRemoveAsync(Waiting(host), holder);
            throw;
        }
    }

    public Task GiveAsync(string host, string holder, TimeSpan pause) => redis.GetDatabase().ScriptEvaluateAsync(Give, [Key(host)], [holder, Milliseconds(pause)]);

    private static long Milliseconds(TimeSpan time) => (long)Math.Ceiling(time.TotalMilliseconds);

    private static RedisKey Key(string host) => $"promozilla:pace:{{{host.ToLowerInvariant()}}}";

    private static RedisKey Waiting(string host) => Key(host).Append(":waiting");

    private static RedisKey Seen(string host) => Key(host).Append(":seen");
}
