using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Promozilla.Scraper.Fetching;

/// <param name="Body">Compressed (brotli).</param>
public sealed record KeptPage(string? ETag, string? LastModified, string? ContentType, byte[] Body);

/// <summary>
/// Pages with their validators, in Redis. A page's life begins when it came whole and is not made longer by being unchanged: a store with
/// broken validators is believed for so long at most. When a store has more than its share, its oldest go.
/// </summary>
public sealed class KeptPages(IConnectionMultiplexer redis, IOptions<ScraperOptions> options)
{
    // Sizes hold the page's bytes by page, and their sum under ''. The index is in microseconds: pages come several in one millisecond.
    private const string Put =
        """
        local t = redis.call('TIME')
        local now = t[1] * 1000000 + t[2]
        local page, index, sizes, id, life, cap, prefix = KEYS[1], KEYS[2], KEYS[3], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
        local size = #ARGV[8]
        local total = tonumber(redis.call('HGET', sizes, '') or 0) - tonumber(redis.call('HGET', sizes, id) or 0) + size
        redis.call('DEL', page)
        redis.call('HMSET', page, 'etag', ARGV[5], 'modified', ARGV[6], 'type', ARGV[7], 'body', ARGV[8])
        redis.call('PEXPIRE', page, life)
        redis.call('ZADD', index, now, id)
        redis.call('HSET', sizes, id, size)
        while true do
            local oldest = redis.call('ZRANGE', index, 0, 0, 'WITHSCORES')
            if not oldest[1] or (total <= cap and tonumber(oldest[2]) > now - life * 1000) then break end
            total = total - tonumber(redis.call('HGET', sizes, oldest[1]) or 0)
            redis.call('DEL', prefix .. oldest[1])
            redis.call('HDEL', sizes, oldest[1])
            redis.call('ZREM', index, oldest[1])
        end
        redis.call('HSET', sizes, '', total)
        redis.call('PEXPIRE', index, life)
        redis.call('PEXPIRE', sizes, life)
        return total
        """;

    public async Task<KeptPage?> FindAsync(string store, Uri url)
    {
        var fields = (await redis.GetDatabase().HashGetAllAsync(Prefix(store) + Id(url))).ToDictionary(field => (string)field.Name!, field => field.Value);
        return fields.TryGetValue("body", out var body) ? new KeptPage(Text(fields["etag"]), Text(fields["modified"]), Text(fields["type"]), body!) : null;
    }

    /// <returns>Bytes that the store's kept pages are now.</returns>
    public async Task<long> KeepAsync(string store, Uri url, KeptPage page)
    {
        var cap = options.Value.KeepPagesMegabytes * 1024L * 1024;
        // One page that takes a quarter of the share would drive out all others night after night.
        if (page.Body.Length > cap / 4) return 0;
        return (long)await redis.GetDatabase().ScriptEvaluateAsync(
            Put,
            [Prefix(store) + Id(url), Prefix(store) + "index", Prefix(store) + "sizes"],
            [Id(url), (long)TimeSpan.FromHours(options.Value.KeepPagesHours).TotalMilliseconds, cap, Prefix(store), page.ETag ?? "", page.LastModified ?? "", page.ContentType ?? "", page.Body]);
    }

    public Task DropAsync(string store, Uri url) => redis.GetDatabase().KeyDeleteAsync(Prefix(store) + Id(url));

    private static string? Text(RedisValue value) => value.IsNullOrEmpty ? null : (string?)value;

    private static string Prefix(string store) => $"promozilla:kept-page:{{{store}}}:";

    private static string Id(Uri url) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url.AbsoluteUri)).AsSpan(0, 16));
}
