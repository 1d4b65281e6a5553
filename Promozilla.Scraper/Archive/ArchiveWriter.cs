namespace Promozilla.Scraper.Archive;

/// <summary>Writes what the archive was offered, one page at a time, and removes what is too old, at start and as new pages come.</summary>
public sealed partial class ArchiveWriter(PageArchive archive, ArchiveStore store, ILogger<ArchiveWriter> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TryAsync("sweep", SweepAsync, stoppingToken);
        try
        {
            await foreach (var page in archive.Waiting.ReadAllAsync(stoppingToken))
            {
                await TryAsync($"{page.Store} {page.Category} page {page.Page}", token => KeepAsync(page, token), stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (await store.SweepAsync(cancellationToken) is > 0 and var gone) PageArchive.Count("expired", gone);
    }

    private async Task KeepAsync(ArchivedPage page, CancellationToken cancellationToken) =>
        PageArchive.Count(!await store.KeepAsync(page, cancellationToken) ? "too_large" : page is { Page: > 0, IsGood: false } ? "failed" : page.Page is 1 ? "good" : "read");

    private async Task TryAsync(string what, Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await work(stoppingToken);
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            PageArchive.Count("not_written");
            Log.NotKept(logger, failure, what);
        }
        catch (OperationCanceledException)
        {
            // Stopping: what waits is not kept.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The page archive failed ({What}); scraping goes on")]
        public static partial void NotKept(ILogger logger, Exception failure, string what);
    }
}
