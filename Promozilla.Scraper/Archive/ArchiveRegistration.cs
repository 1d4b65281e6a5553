namespace Promozilla.Scraper.Archive;

public static class ArchiveRegistration
{
    public static IServiceCollection AddPageArchive(this IServiceCollection services)
    {
        services.AddOptions<ArchiveOptions>().BindConfiguration(ArchiveOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PageArchive>();
        services.AddSingleton<ArchiveStore>();
        services.AddHostedService<ArchiveWriter>();
        return services;
    }
}
