using Promozilla.Worker.Matching;

namespace Promozilla.Worker.Operators;

public static class OperatorsRegistration
{
    public static IServiceCollection AddOperators(this IServiceCollection services)
    {
        services.AddOptions<OperatorOptions>().BindConfiguration(OperatorOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Appointment>().AddSingleton<FirstAdministrator>();
        services.AddSingleton<IOperatorAct, MatchApply>();
        services.AddTick<OperatorLoop>();
        return services;
    }
}
