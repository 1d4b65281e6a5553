using Promozilla.ServiceDefaults.Doctor;
using Promozilla.Worker.Operators;
using Promozilla.Worker.SampleHistory;
using Promozilla.Worker.Stores;

namespace Promozilla.Worker.Start;

public static class StartRegistration
{
    public static IServiceCollection AddStart(this IServiceCollection services)
    {
        services.AddOptions<SamplesOptions>().BindConfiguration(SamplesOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<HttpClient>(_ => new HttpClient { Timeout = TimeSpan.FromSeconds(20) });
        services.AddSingleton<DatabaseGate>();
        services.AddSingleton<SchemaMigration>();
        services.AddSingleton<StoreLoader>().AddSingleton<ShippedDefinitions>().AddSingleton<StoreSettings>().AddSingleton<IOperatorAct, StoreApply>();
        services.AddSingleton<ShownProducts>();
        services.AddSingleton<SampleNights>();
        services.AddHostedService<WorkerStart>();
        services.AddHealthChecks().AddCheck<DatabaseGate>("worker", tags: [Examination.Started]);
        return services;
    }
}
