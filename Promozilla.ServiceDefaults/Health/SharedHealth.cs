using System.Globalization;
using System.Text.Json;
using Promozilla.ServiceDefaults.Errors;
using StackExchange.Redis;

namespace Promozilla.ServiceDefaults.Health;

/// <summary>What a process says of itself.</summary>
/// <param name="Service">web, worker or scraper.</param>
/// <param name="Instance">Machine and process.</param>
/// <param name="At">When it last said so.</param>
public sealed record ServiceHealth(string Service, string Instance, string Version, DateTimeOffset At, IReadOnlyList<Missing> Missing);

/// <summary>An outage that is over.</summary>
/// <param name="Service">Whose; null: not told yet.</param>
public sealed record PastOutage(Missing Was, DateTimeOffset Until, string? Service = null);

/// <summary>
/// All processes' health, in the cache: the site, which can reach neither broker nor mail server, shows it to operators. Nobody depends on it, and while the cache is lost nobody hears of
/// the others.
/// </summary>
public sealed class SharedHealth(IConnectionMultiplexer redis, ErrorTallies process, TimeProvider clock)
{
    private const string Now = "promozilla:health";
    private const string Past = "promozilla:outages";
    private const int MostPast = 50;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>A process that says nothing for so long was ended from outside; it is shown for an hour.</summary>
    public static readonly TimeSpan Silent = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Forgotten = TimeSpan.FromHours(1);

    private readonly List<PastOutage> untold = [];
    private readonly string instance = string.Create(CultureInfo.InvariantCulture, $"{Environment.MachineName}:{Environment.ProcessId}");

    /// <summary>One call at a time. What ended while the cache was lost is told when it is back.</summary>
    internal Task TellAsync(IReadOnlyList<Missing> missing, IReadOnlyList<PastOutage> ended)
    {
        untold.AddRange(ended.Select(one => one with { Service = process.Service }));
        return TryAsync(async cache =>
        {
            var mine = new ServiceHealth(process.Service, instance, ProgramVersion.Current.ToString(), clock.GetUtcNow(), missing);
            await cache.HashSetAsync(Now, instance, JsonSerializer.Serialize(mine));
            await cache.KeyExpireAsync(Now, Kept);
            foreach (var one in untold) await cache.ListLeftPushAsync(Past, JsonSerializer.Serialize(one));
            if (untold.Count > 0) await cache.ListTrimAsync(Past, 0, MostPast - 1);
            untold.Clear();
            return true;
        });
    }

    /// <summary>This process ends in good order.</summary>
    internal Task LeaveAsync() => TryAsync(cache => cache.HashDeleteAsync(Now, instance));

    /// <summary>Null: the cache can't be reached.</summary>
    public Task<HealthOfAll?> ReadAsync() => TryAsync(async cache =>
    {
        var all = (await cache.HashGetAllAsync(Now)).Select(row => JsonSerializer.Deserialize<ServiceHealth>(row.Value.ToString())!).ToList();
        foreach (var old in all.Where(one => clock.GetUtcNow() - one.At > Forgotten)) await cache.HashDeleteAsync(Now, old.Instance);
        var past = (await cache.ListRangeAsync(Past)).Select(row => JsonSerializer.Deserialize<PastOutage>(row.ToString())!);
        return new HealthOfAll([.. all.Where(one => clock.GetUtcNow() - one.At <= Forgotten).OrderBy(one => one.Service, StringComparer.Ordinal).ThenBy(one => one.Instance, StringComparer.Ordinal)], [.. past]);
    });

    private async Task<T?> TryAsync<T>(Func<IDatabase, Task<T>> act)
    {
        // A client that is not connected would let everybody wait for it.
        if (!redis.IsConnected) return default;
        try
        {
            return await act(redis.GetDatabase());
        }
        catch (Exception unreachable) when (unreachable is RedisException or TimeoutException)
        {
            return default;
        }
    }
}

/// <param name="Past">The last fifty outages, newest first.</param>
public sealed record HealthOfAll(IReadOnlyList<ServiceHealth> Services, IReadOnlyList<PastOutage> Past);
