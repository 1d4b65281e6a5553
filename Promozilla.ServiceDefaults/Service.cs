using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Promozilla.ServiceDefaults.Doctor;
using Promozilla.ServiceDefaults.Settings;

namespace Promozilla.ServiceDefaults;

/// <summary>The life of each of our services: put together, checked, run. With the one argument `doctor` it is examined instead of run; with `healthcheck`, the one that runs beside it is asked.</summary>
public static class Service
{
    /// <summary>EX_CONFIG of sysexits.h: what starts services need not try again before somebody changes something.</summary>
    public const int WrongSettings = 78;

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, Action<WebApplicationBuilder> add, Action<WebApplication>? map = null)
    {
        if (await HealthCommand.RunsAsync(arguments, Console.Out)) return Environment.ExitCode;
        try
        {
            var builder = WebApplication.CreateBuilder(arguments);
            builder.AddServiceDefaults();
            add(builder);
            var examined = arguments is ["doctor"];
            if (examined) builder.Logging.ClearProviders();
            await using var app = builder.Build();
            if (examined) return await Examination.RunAsync(app.Services, Console.Out);
            map?.Invoke(app);
            app.MapDefaultEndpoints();
            await app.RunAsync();
            return 0;
        }
        catch (Exception failure) when (failure.Complaints() is { Count: > 0 } complaints)
        {
            foreach (var complaint in complaints) await Console.Error.WriteLineAsync($"{complaint} (docs/settings.md)");
            return WrongSettings;
        }
    }
}
