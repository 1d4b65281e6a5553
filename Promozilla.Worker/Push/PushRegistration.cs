using Promozilla.Data.Push;

namespace Promozilla.Worker.Push;

public static class PushRegistration
{
    public static IServiceCollection AddPush(this IServiceCollection services)
    {
        services.AddOptions<PushOptions>().BindConfiguration(PushOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PushSockets>().AddSingleton<PushSender>().AddSingleton<PushOutbox>().AddSingleton<PushLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<PushLoop>());
        return services;
    }
}
