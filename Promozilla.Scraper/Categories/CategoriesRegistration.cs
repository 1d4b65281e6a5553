using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;

namespace Promozilla.Scraper.Categories;

public static class CategoriesRegistration
{
    public static IServiceCollection AddCategories(this IServiceCollection services)
    {
        services.AddSingleton<CategoryScraper>();
        services.AddSingleton<RunCancellations>();
        services.AddMessageConsumer<ScrapeCategory, ScrapeCategoryHandler>(prefetch: 16);
        return services;
    }
}
