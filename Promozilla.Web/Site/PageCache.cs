namespace Promozilla.Web.Site;

public static class PageCache
{
    public const string Catalogue = "catalogue";

    public static WebApplicationBuilder AddPageCache(this WebApplicationBuilder builder)
    {
        builder.Services.AddOutputCache(cache => cache.AddPolicy(Catalogue, policy => policy.NoCache()));
        return builder;
    }

    public static WebApplication UsePageCache(this WebApplication app)
    {
        app.UseOutputCache();
        return app;
    }
}
