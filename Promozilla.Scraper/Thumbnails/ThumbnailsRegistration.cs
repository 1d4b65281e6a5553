using Promozilla.Media;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults.Doctor;

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
        services.AddSingleton<IDoctorCheck>(new ProgramCheck("vipsthumbnail", "libvips-tools", "pictures are kept as stores send them, larger"));
        return services;
    }
}
