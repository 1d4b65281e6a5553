namespace Promozilla.Worker.Runs;

public static class RunRegistration
{
    public static IServiceCollection AddRuns(this IServiceCollection services)
    {
        services.AddOptions<RunOptions>().BindConfiguration(RunOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<RunOpening>();
        services.AddSingleton<RunPublishing>();
        services.AddSingleton<RunCancelling>();
        services.AddSingleton<RunClosing>();
        services.AddSingleton<PageNews>();
        services.AddSingleton<RunSignal>();
        services.AddTick<RunPoll>();
        return services;
    }
}
