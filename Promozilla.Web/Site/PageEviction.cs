using System.Data.Common;
using Microsoft.AspNetCore.OutputCaching;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Components.Pages.Search;
using Promozilla.Web.Components.Pages.Shelf;
using Promozilla.Web.Shop;
using StackExchange.Redis;

namespace Promozilla.Web.Site;

/// <summary>When the Worker says that prices or pictures changed, the kept pages tell yesterday's: away with them.</summary>
internal sealed partial class PageEviction(IConnectionMultiplexer redis, IOutputCacheStore pages, StoreDirectory stores, ShelfQuery shelves, SearchQuery search, Markets markets, ILogger<PageEviction> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var retry = new PeriodicTimer(TimeSpan.FromSeconds(5));
        do
        {
            try
            {
                await redis.GetSubscriber().SubscribeAsync(RedisChannel.Literal(ResourceNames.PagesChanged), async (_, why) => await EvictAsync(why, stoppingToken));
                return;
            }
            catch (Exception unreachable) when (unreachable is RedisException or TimeoutException)
            {
                LogUnreachable(logger, unreachable);
            }
        }
        while (await retry.WaitForNextTickAsync(stoppingToken));
    }

    private async Task EvictAsync(string? why, CancellationToken cancellationToken)
    {
        // Whose pages is the message's first word; any other word: everybody's.
        var market = markets.Find(why?.Split(' ')[0])?.Key;
        stores.Forget();
        await pages.EvictByTagAsync(PageCache.Of(market), cancellationToken);
        try
        {
            await Task.WhenAll(shelves.RefreshAsync(market, cancellationToken), search.RefreshAsync(market, cancellationToken));
        }
        catch (Exception unreachable) when (unreachable is DbException or TimeoutException or InvalidOperationException)
        {
            // They are read again within minutes, and the kept pages end by themselves.
            LogUnread(logger, unreachable);
        }

        // Pages made in between stand on what was remembered before.
        await pages.EvictByTagAsync(PageCache.Of(market), cancellationToken);
        LogEvicted(logger, why);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The kept pages are evicted: {Why}")]
    private static partial void LogEvicted(ILogger logger, string? why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The shelves could not be read again after a change")]
    private static partial void LogUnread(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis can't be reached to hear of changed pages; trying again")]
    private static partial void LogUnreachable(ILogger logger, Exception exception);
}
