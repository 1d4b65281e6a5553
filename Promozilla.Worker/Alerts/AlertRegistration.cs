namespace Promozilla.Worker.Alerts;

public static class AlertRegistration
{
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddSingleton<Digests>();
        services.AddTick<AlertLoop>();
        return services;
    }
}
