namespace Promozilla.Worker.Alerts;

public static class AlertRegistration
{
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<Digests>();
        services.AddHostedService<AlertLoop>();
        return services;
    }
}
