using StackExchange.Redis;

namespace Promozilla.Scraper.Fetching;

/// <summary>One request at a time per host across all scrapers, and a pause after each: a lease in Redis, by Redis's own clock.</summary>
public sealed class HostPace(IConnectionMultiplexer redis)
{
    private const string Take =
        """
        local t = redis.call('TIME')
        local now = t[1] * 1000 + math.floor(t[2] / 1000)
        local state = redis.call('HMGET', KEYS[1], 'holder', 'till', 'next')
        if state[1] and state[1] ~= '' and tonumber(state[2]) > now then return math.min(tonumber(state[2]) - now, 250) end
        if state[3] and tonumber(state[3]) > now then return tonumber(state[3]) - now end
        redis.call('HMSET', KEYS[1], 'holder', ARGV[1], 'till', now + ARGV[2])
        redis.call('PEXPIRE', KEYS[1], 3600000)
        return 0
        """;

    private const string Give =
        """
        local t = redis.call('TIME')
        local now = t[1] * 1000 + math.floor(t[2] / 1000)
        if redis.call('HGET', KEYS[1], 'holder') == ARGV[1] then redis.call('HMSET', KEYS[1], 'holder', '', 'next', now + ARGV[2]) end
        return 0
        """;

    /// <summary>Waits for the host's turn. The lease runs out by itself after <paramref name="lease"/>: a scraper that died holds nobody up.</summary>
    public async Task<string> TakeAsync(string host, TimeSpan lease, CancellationToken cancellationToken)
    {
        var holder = Guid.CreateVersion7().ToString("N");
        while (true)
        {
            var wait = (long)await redis.GetDatabase().ScriptEvaluateAsync(Take, [Key(host)], [holder, (long)lease.TotalMilliseconds]);
            if (wait <= 0) return holder;
            await Task.Delay(TimeSpan.FromMilliseconds(wait), cancellationToken);
        }
    }

    public Task GiveAsync(string host, string holder, TimeSpan pause) =>
        redis.GetDatabase().ScriptEvaluateAsync(Give, [Key(host)], [holder, (long)pause.TotalMilliseconds]);

    private static RedisKey Key(string host) => $"promozilla:pace:{host.ToLowerInvariant()}";
}
