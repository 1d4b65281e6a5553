using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;

namespace Promozilla.Worker.Thumbnails;

public static class ThumbnailRegistration
{
    public static IServiceCollection AddThumbnails(this IServiceCollection services)
    {
        services.AddSingleton<ThumbnailRequests>();
        services.AddMessageConsumer<ThumbnailStored, ThumbnailStoredHandler>(prefetch: 4);
        return services;
    }
}
