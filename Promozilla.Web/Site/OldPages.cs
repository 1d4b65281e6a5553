using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Caching.Memory;

namespace Promozilla.Web.Site;

/// <summary>
/// Keeps the last copy of pages that went through the cache, evicted or not, for a day in this process's memory: while the database can't be reached, an
/// old page is better than none.
/// </summary>
internal sealed class OldPages(IOutputCacheStore pages, IHttpContextAccessor accessor) : IOutputCacheStore, IDisposable
{
    private const long MostBytes = 64 << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private readonly MemoryCache old = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        if (accessor.HttpContext?.Features.Get<DatabaseDown>() is not null)
        {
            return old.Get<byte[]>(key);
        }

        var page = await pages.GetAsync(key, cancellationToken);
        if (page is not null)
        {
            Remember(key, page);
        }

        return page;
    }

    public ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken)
    {
        Remember(key, value);
        return pages.SetAsync(key, value, tags, validFor, cancellationToken);
    }

    public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken) => pages.EvictByTagAsync(tag, cancellationToken);

    public void Dispose() => old.Dispose();

    private void Remember(string key, byte[] page)
    {
        if (old.Get<byte[]>(key) is not { } known || !ReferenceEquals(known, page))
        {
            old.Set(key, page, new MemoryCacheEntryOptions { Size = page.Length, AbsoluteExpirationRelativeToNow = Longest });
        }
    }
}

/// <summary>On a request that is tried again because the database could not be reached.</summary>
internal sealed record DatabaseDown(ExceptionDispatchInfo Why);

/// <summary>Before the cache: a page that fails because the database is down is asked for once more, of the old copies.</summary>
internal sealed partial class OldPageWhenDown(RequestDelegate next, OldPageNotice notice, ILogger<OldPageWhenDown> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception down) when (Outage.Is(down) && HttpMethods.IsGet(context.Request.Method) && !context.Response.HasStarted)
        {
            context.Features.Set(new DatabaseDown(ExceptionDispatchInfo.Capture(down)));
            LogDown(logger, context.Request.Path, down.Message);
            context.Response.Clear();
            try
            {
                await notice.AroundAsync(context, () => next(context));
            }
            finally
            {
                // The page that says so goes through here too.
                context.Features.Set<DatabaseDown>(null);
            }
        }
    }

    /// <summary>Behind the cache: there is no old copy, so it is as it was.</summary>
    public static Task StopAsync(HttpContext context, RequestDelegate next)
    {
        context.Features.Get<DatabaseDown>()?.Why.Throw();
        return next(context);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database can't be reached for {Path}: an old copy is looked for ({Reason})")]
    private static partial void LogDown(ILogger logger, string path, string reason);
}
