using System.Globalization;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Promozilla.Scraper.Fetching;

/// <summary>
/// A store that refused us is left alone by every scraper: for the rest of that run, and in later runs until its time is up. It is in Redis, and
/// goes with it: a Redis that lost its memory costs a store one more request.
/// </summary>
public sealed partial class StoreCoolDown(IConnectionMultiplexer redis, IOptions<ScraperOptions> options, TimeProvider time, ILogger<StoreCoolDown> logger)
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(12);

    /// <summary>Why the store is left alone; null when it is not.</summary>
    public async Task<string?> ReasonAsync(string store, Guid? run)
    {
        RedisKey[] keys = run is { } id ? [Key(store), Key(store, id)] : [Key(store)];
        return (await redis.GetDatabase().StringGetAsync(keys)).Where(reason => reason.HasValue).Select(reason => (string?)reason).FirstOrDefault();
    }

    /// <param name="length">How long beyond the run; bounded by Scraper:LongestCoolDownMinutes.</param>
    public async Task StartAsync(string store, Guid? run, string reason, TimeSpan length)
    {
        var longest = TimeSpan.FromMinutes(options.Value.LongestCoolDownMinutes);
        if (length > longest) length = longest;
        if (run is { } id) await redis.GetDatabase().StringSetAsync(Key(store, id), $"left alone for the rest of the run: {reason}", LongestRun);
        if (length > TimeSpan.Zero)
        {
            var until = (time.GetUtcNow() + length).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
            await redis.GetDatabase().StringSetAsync(Key(store), $"left alone until {until}: {reason}", length);
        }

        Log.Started(logger, store, length.TotalMinutes, reason);
    }

    private static RedisKey Key(string store) => $"promozilla:cool-down:{store}";

    private static RedisKey Key(string store, Guid run) => $"promozilla:cool-down:{run:N}:{store}";

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "{Store} refused us and is left alone for the rest of the run and {Minutes:F1} minutes: {Reason}")]
        public static partial void Started(ILogger logger, string store, double minutes, string reason);
    }
}
