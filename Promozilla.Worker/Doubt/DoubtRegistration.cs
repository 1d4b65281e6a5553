using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.Worker.Operators;

namespace Promozilla.Worker.Doubt;

public static class DoubtRegistration
{
    public static IServiceCollection AddDoubt(this IServiceCollection services)
    {
        services.AddOptions<RecheckOptions>().BindConfiguration(RecheckOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Rechecks>();
        services.AddSingleton<PageChecks>();
        services.AddSingleton<HeldReadings>();
        services.AddSingleton<IOperatorAct, HeldConfirm>().AddSingleton<IOperatorAct, HeldReject>();
        services.AddMessageConsumer<ProductPageRead, ProductPageReadHandler>(prefetch: 4);
        return services;
    }
}
