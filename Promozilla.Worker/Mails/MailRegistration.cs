using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Promozilla.Worker.Mails;

public static class MailRegistration
{
    public static IServiceCollection AddMails(this IServiceCollection services)
    {
        services.AddOptions<SmtpOptions>().BindConfiguration(SmtpOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Outbox>();
        services.AddSingleton<MailServerHealth>();
        services.AddHealthChecks().AddCheck<MailServerHealth>(MailServerHealth.CheckName, HealthStatus.Degraded);
        services.AddTransient<IMailTransport, SmtpTransport>();
        services.AddSingleton<Func<IMailTransport>>(provider => provider.GetRequiredService<IMailTransport>);
        services.AddSingleton<MailLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<MailLoop>());
        return services;
    }
}
