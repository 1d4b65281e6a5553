namespace Promozilla.Worker.Operators;

public static class OperatorsRegistration
{
    public static IServiceCollection AddOperators(this IServiceCollection services)
    {
        services.AddOptions<OperatorOptions>().BindConfiguration(OperatorOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Appointment>().AddSingleton<FirstAdministrator>();
        services.AddSingleton<OperatorLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<OperatorLoop>());
        return services;
    }
}
