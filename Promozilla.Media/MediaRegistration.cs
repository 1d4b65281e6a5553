using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults.Doctor;

namespace Promozilla.Media;

public static class MediaRegistration
{
    public static IServiceCollection AddMediaStore(this IServiceCollection services)
    {
        services.AddOptions<MediaOptions>().BindConfiguration(MediaOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IMediaStore>(provider =>
        {
            var options = provider.GetRequiredService<IOptions<MediaOptions>>().Value;
            return options.Bucket.Length > 0 ? new BucketStore(options) : new FolderStore(options.Directory);
        });
        services.AddSingleton<IDoctorCheck, MediaCheck>();
        return services;
    }
}
