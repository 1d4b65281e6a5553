using System.Collections.Concurrent;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Fetching;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Categories;

/// <summary>Handles the command to read one category. Every message's id follows from run, store, category, page and part: a command delivered twice says the same twice.</summary>
public sealed partial class ScrapeCategoryHandler(
    CategoryScraper scraper, StoreCoolDown coolDown, RunCancellations cancellations, MessagePublisher publisher, ILogger<ScrapeCategoryHandler> logger)
    : IMessageHandler<ScrapeCategory>
{
    private const int MostKept = 64;

    // Compiling a definition's selectors costs more than reading a page with them.
    private static readonly ConcurrentDictionary<string, StoreDefinition> Definitions = new(StringComparer.Ordinal);

    public async Task HandleAsync(ScrapeCategory message, CancellationToken cancellationToken)
    {
        var result = await ResultAsync(message, cancellationToken);
        await publisher.PublishAsync(result, cancellationToken);
        // Past nights that are played in come by the thousand.
        var level = message.ObservedAt is null || result.Outcome != ScrapeOutcome.Observed ? LogLevel.Information : LogLevel.Debug;
        Log.Done(logger, level, result.StoreKey, result.Category, result.Outcome, result.Reason, result.Pages, result.Items);
    }

    private async Task<CategoryScraped> ResultAsync(ScrapeCategory message, CancellationToken cancellationToken)
    {
        try
        {
            var store = Definition(message.Definition);
            if (store.Category(message.Category) is not { } category) return Failed(message, $"the definition has no category \"{message.Category}\"");
            if (await coolDown.ReasonAsync(store.Key, message.RunId) is { } refusal) return Ended(message, ScrapeOutcome.Blocked, refusal);
            await using var watch = await cancellations.WatchAsync(message.RunId);
            return await scraper.ScrapeAsync(message, store, category, publisher.PublishAsync, cancellationToken, watch.Cancelled);
        }
        catch (StoreDefinitionException wrong)
        {
            return Failed(message, $"the definition is wrong: {wrong.Message}");
        }
    }

    private static StoreDefinition Definition(string json)
    {
        if (Definitions.Count > MostKept) Definitions.Clear();
        return Definitions.GetOrAdd(json, StoreDefinition.Parse);
    }

    private static CategoryScraped Failed(ScrapeCategory message, string reason) => Ended(message, ScrapeOutcome.Failed, reason);

    private static CategoryScraped Ended(ScrapeCategory message, string outcome, string reason) =>
        new(message.RunId, message.StoreKey, message.Category, outcome, reason, 0, 0, 0, new FieldFill().Shares());

    private static partial class Log
    {
        [LoggerMessage(Message = "{Store} {Category}: {Outcome} {Reason}, {Items} items on {Pages} pages")]
        public static partial void Done(ILogger logger, LogLevel level, string store, string category, string outcome, string? reason, int pages, int items);
    }
}
