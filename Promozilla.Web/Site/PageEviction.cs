using Microsoft.AspNetCore.OutputCaching;
using Promozilla.Web.Shop;
using StackExchange.Redis;

namespace Promozilla.Web.Site;

/// <summary>When the Worker closes a run, the kept pages tell yesterday's prices: away with them.</summary>
internal sealed partial class PageEviction(IConnectionMultiplexer redis, IOutputCacheStore pages, StoreDirectory stores, ILogger<PageEviction> logger) : BackgroundService
{
    /// <summary>Where the Worker says that a run closed.</summary>
    private const string Channel = "promozilla:run-closed";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var retry = new PeriodicTimer(TimeSpan.FromSeconds(5));
        do
        {
            try
            {
                await redis.GetSubscriber().SubscribeAsync(Channel, async (_, run) => await EvictAsync(run, stoppingToken));
                return;
            }
            catch (Exception unreachable) when (unreachable is RedisException or TimeoutException)
            {
                LogUnreachable(logger, unreachable);
            }
        }
        while (await retry.WaitForNextTickAsync(stoppingToken));
    }

    private async Task EvictAsync(string? run, CancellationToken cancellationToken)
    {
        stores.Forget();
        await pages.EvictByTagAsync(PageCache.Catalogue, cancellationToken);
        LogEvicted(logger, run);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} closed: the kept pages are evicted")]
    private static partial void LogEvicted(ILogger logger, string? run);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis can't be reached to hear of closed runs; trying again")]
    private static partial void LogUnreachable(ILogger logger, Exception exception);
}
