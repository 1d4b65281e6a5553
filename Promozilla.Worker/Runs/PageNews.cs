using Promozilla.ServiceDefaults;
using StackExchange.Redis;

namespace Promozilla.Worker.Runs;

/// <summary>Tells the site that its kept pages are old. It comes after the commit and may be lost: kept pages expire by themselves.</summary>
public sealed partial class PageNews(IConnectionMultiplexer redis, ILogger<PageNews> logger)
{
    /// <param name="market">Whose pages; null: all markets'.</param>
    public async Task TellAsync(string why, string? market = null)
    {
        try
        {
            await redis.GetSubscriber().PublishAsync(RedisChannel.Literal(ResourceNames.PagesChanged), $"{market ?? "all"} {why}");
        }
        catch (Exception unreachable) when (unreachable is RedisException or TimeoutException)
        {
            Log.NotTold(logger, why, unreachable.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The site was not told that pages changed ({Why}): {Reason}")]
        public static partial void NotTold(ILogger logger, string why, string reason);
    }
}
