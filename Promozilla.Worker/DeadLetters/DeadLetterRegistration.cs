using Promozilla.Worker.Operators;

namespace Promozilla.Worker.DeadLetters;

public static class DeadLetterRegistration
{
    public static IServiceCollection AddDeadLetters(this IServiceCollection services)
    {
        services.AddSingleton<DeadLetterShelf>();
        services.AddSingleton<IOperatorAct, DeadReplay>().AddSingleton<IOperatorAct, DeadDrop>();
        services.AddTick<DeadLetterLoop>();
        return services;
    }
}
