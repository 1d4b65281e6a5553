using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;

namespace Promozilla.Worker.Ingest;

public static class IngestRegistration
{
    public static IServiceCollection AddIngest(this IServiceCollection services)
    {
        services.AddSingleton<Partitions>();
        services.AddMessageConsumer<ListingsObserved, ListingsObservedHandler>(prefetch: 8);
        services.AddMessageConsumer<CategoryScraped, CategoryScrapedHandler>(prefetch: 4);
        return services;
    }
}
