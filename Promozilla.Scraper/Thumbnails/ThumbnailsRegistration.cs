namespace Promozilla.Scraper.Thumbnails;

public static class ThumbnailsRegistration
{
    public static IServiceCollection AddThumbnails(this IServiceCollection services)
    {
        services.AddOptions<MediaOptions>().BindConfiguration(MediaOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Vips>();
        services.AddSingleton<ThumbnailStore>();
        return services;
    }
}
