using System.Collections.Concurrent;
using System.Security.Cryptography;
using Promozilla.ServiceDefaults;
using StackExchange.Redis;

namespace Promozilla.Web.Visits;

/// <summary>
/// Each market's salt of the day and of the day before, so that a visit may cross midnight. They are in Redis alone, for 48 hours, the same for all replicas; a copy is at hand here,
/// so that no request waits for it. While Redis can't be reached, or there is none, a day's salt is this process's own: whoever comes then is counted anew.
/// </summary>
internal sealed class DaySalts(Markets markets, TimeProvider clock)
{
    private const int Bytes = 16;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(48);

    /// <summary>The next day's is agreed on before the day begins: no replica begins it with one of its own.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<(string Market, DateOnly Day), byte[]> salts = [];
    private DateOnly rewritten;

    public (byte[] Today, byte[]? Yesterday) Of(Market market, DateTimeOffset now)
    {
        var day = market.DateOf(now);
        return (salts.GetOrAdd((market.Key, day), _ => RandomNumberGenerator.GetBytes(Bytes)), salts.GetValueOrDefault((market.Key, day.AddDays(-1))));
    }

    /// <summary>Agrees with the other replicas, and forgets what is over.</summary>
    /// <exception cref="RedisException">It can't be reached.</exception>
    public async Task AgreeAsync(IDatabase? redis)
    {
        var now = clock.GetUtcNow();
        foreach (var market in markets.All)
        {
            var today = market.DateOf(now);
            foreach (var old in salts.Keys.Where(salt => salt.Market == market.Key && salt.Day < today.AddDays(-1))) salts.TryRemove(old, out _);
            if (redis is null)
            {
                continue;
            }

            foreach (var day in new[] { today, market.DateOf(now + Ahead) }.Distinct())
            {
                var made = salts.GetValueOrDefault((market.Key, day)) ?? RandomNumberGenerator.GetBytes(Bytes);
                await redis.StringSetAsync(Name(market, day), made, Kept, When.NotExists);
                Adopt(market, day, await redis.StringGetAsync(Name(market, day)));
            }

            Adopt(market, today.AddDays(-1), await redis.StringGetAsync(Name(market, today.AddDays(-1))));
        }

        if (redis is not null && markets.Main.DateOf(now) is var date && date != rewritten)
        {
            await ForgetOnDiskAsync(redis);
            rewritten = date;
        }
    }

    /// <summary>A Redis that writes down its commands still has those that set a salt when the salt is long gone: it makes the file anew.</summary>
    private static async Task ForgetOnDiskAsync(IDatabase redis)
    {
        try
        {
            await redis.ExecuteAsync("BGREWRITEAOF");
        }
        catch (RedisServerException)
        {
            // At it already, or not allowed to: of a Redis that somebody else runs, they say what is on its disk.
        }
    }

    internal static RedisKey Name(Market market, DateOnly day) => $"promozilla:visits:salt:{market.Key}:{day:yyyy-MM-dd}";

    private void Adopt(Market market, DateOnly day, RedisValue salt)
    {
        if (salt.HasValue)
        {
            salts[(market.Key, day)] = salt!;
        }
    }
}
