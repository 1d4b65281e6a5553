using Microsoft.Extensions.Options;
using Promozilla.Data.Mail.Digests;

namespace Promozilla.Worker.Alerts;

public static class AlertRegistration
{
    public static IServiceCollection AddAlerts(this IServiceCollection services)
    {
        services.AddOptions<SiteOptions>().BindConfiguration(SiteOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new DigestMail(provider.GetRequiredService<IOptions<SiteOptions>>().Value.PublicUrl));
        services.AddSingleton<Digests>();
        return services;
    }
}
