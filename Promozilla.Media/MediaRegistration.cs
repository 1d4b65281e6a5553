using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults.Doctor;

namespace Promozilla.Media;

public static class MediaRegistration
{
    /// <param name="writes">False: of who only reads; the doctor then asks for no more.</param>
    public static IServiceCollection AddMediaStore(this IServiceCollection services, bool writes = true)
    {
        services.AddOptions<MediaOptions>().BindConfiguration(MediaOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<MediaOptions>>().Value;
            IMediaStore store = options.Bucket.Length > 0 ? new BucketStore(options) : new FolderStore(options.Directory);
            return ActivatorUtilities.CreateInstance<WatchedStore>(provider, store);
        });
        services.AddSingleton<IMediaStore>(provider => provider.GetRequiredService<WatchedStore>());
        // Who can't write reads on, and does the rest of its work.
        services.AddHealthChecks().AddCheck<WatchedStore>(WatchedStore.CheckName, HealthStatus.Degraded);
        services.AddSingleton<IDoctorCheck>(provider => ActivatorUtilities.CreateInstance<MediaCheck>(provider, writes));
        return services;
    }
}
