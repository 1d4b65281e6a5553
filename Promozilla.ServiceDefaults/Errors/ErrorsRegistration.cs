using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Promozilla.ServiceDefaults.Errors;

internal static class ErrorsRegistration
{
    /// <summary>Counts this process's errors, and tells of them where an <see cref="IErrorSink"/> is registered.</summary>
    public static void AddErrors(this WebApplicationBuilder builder)
    {
        var service = ServiceName(builder);
        builder.Services.AddSingleton(services => new ErrorTallies(service, services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<ILoggerProvider, ErrorLog>();
        // The first to start is the last to stop: the others' last errors are told too.
        builder.Services.AddHostedService<ErrorShipping>();
    }

    /// <summary>web, worker, scraper.</summary>
    public static string ServiceName(WebApplicationBuilder builder) =>
        (builder.Configuration["OTEL_SERVICE_NAME"] ?? builder.Environment.ApplicationName).Replace("Promozilla.", "", StringComparison.Ordinal).ToLowerInvariant();
}
