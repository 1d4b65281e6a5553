namespace Promozilla.Scraper.Lab;

public static class LabRegistration
{
    public static IServiceCollection AddLab(this IServiceCollection services)
    {
        services.AddOptions<LabOptions>().BindConfiguration(LabOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<LabReader>();
        services.AddSingleton<LabFetcher>();
        services.AddSingleton<ReadEndpoint>();
        services.AddSingleton<ReplayEndpoint>();
        return services;
    }

    /// <summary>Tries a draft of a store's definition, for whoever mends a store. Only from inside, and only with the key.</summary>
    public static void MapLab(this WebApplication app)
    {
        var lab = app.MapGroup("/lab").AddEndpointFilter<LabGuard>();
        lab.MapPost("/read", (HttpContext context, ReadEndpoint endpoint) => endpoint.HandleAsync(context));
        lab.MapPost("/replay", (HttpContext context, ReplayEndpoint endpoint) => endpoint.HandleAsync(context));
    }
}
