using Promozilla.Media;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;

namespace Promozilla.Scraper.Thumbnails;

public static class ThumbnailsRegistration
{
    public static IServiceCollection AddThumbnails(this IServiceCollection services)
    {
        services.AddOptions<ThumbnailOptions>().BindConfiguration(ThumbnailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddMediaStore();
        services.AddSingleton<Vips>();
        services.AddSingleton<ThumbnailStore>();
        services.AddMessageConsumer<FetchThumbnail, FetchThumbnailHandler>(prefetch: 4);
        return services;
    }
}
