using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Categories;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.ProductPages;

/// <summary>Handles the command to read one product's page: a refusal, and a run that is called off, end here as they end a category.</summary>
public sealed partial class ReadProductPageHandler(
    ProductPageScraper scraper, RunCancellations cancellations, MessagePublisher publisher, ILogger<ReadProductPageHandler> logger) : IMessageHandler<ReadProductPage>
{
    public async Task HandleAsync(ReadProductPage message, CancellationToken cancellationToken)
    {
        var result = await ResultAsync(message, cancellationToken);
        await publisher.PublishAsync(result, cancellationToken);
        Log.Done(logger, result.StoreKey, message.Url, result.Outcome, result.Reason);
    }

    private async Task<ProductPageRead> ResultAsync(ReadProductPage message, CancellationToken cancellationToken)
    {
        try
        {
            var store = StoreDefinition.Parse(message.Definition);
            await using var watch = await cancellations.WatchAsync(message.RunId);
            return await scraper.ReadAsync(message, store, cancellationToken, watch.Cancelled);
        }
        catch (StoreDefinitionException wrong)
        {
            return scraper.Nothing(message, ScrapeOutcome.Failed, $"the definition is wrong: {wrong.Message}");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Store} {Url}: {Outcome} {Reason}")]
        public static partial void Done(ILogger logger, string store, string url, string outcome, string? reason);
    }
}

public static class ProductPagesRegistration
{
    public static IServiceCollection AddProductPages(this IServiceCollection services)
    {
        services.AddSingleton<ProductPageScraper>();
        services.AddMessageConsumer<ReadProductPage, ReadProductPageHandler>(prefetch: 4);
        return services;
    }
}
