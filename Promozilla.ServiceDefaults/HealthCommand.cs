using System.Globalization;
using System.Net;

namespace Promozilla.ServiceDefaults;

/// <summary>
/// The command line `healthcheck [PATH]` of every service: asks the process that runs beside it whether it is well, for container engines that judge by a
/// command's exit. An image then needs no program of its own for it.
/// </summary>
public static class HealthCommand
{
    private const string Name = "healthcheck";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <returns>False: the service itself is meant.</returns>
    public static async Task<bool> RunsAsync(string[] arguments, TextWriter output)
    {
        if (arguments is not ([Name] or [Name, ['/', ..]])) return false;
        Environment.ExitCode = await AskAsync(Port(Environment.GetEnvironmentVariable), arguments is [_, var path] ? path : "/health", output);
        return true;
    }

    /// <summary>Where the service beside us listens, by the settings that say it to Kestrel, in its order.</summary>
    internal static int Port(Func<string, string?> setting)
    {
        var address = (setting("URLS") ?? setting("ASPNETCORE_URLS"))?.Split(';', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        if (address is not null && Uri.TryCreate(address.Replace("//+", "//any", StringComparison.Ordinal).Replace("//*", "//any", StringComparison.Ordinal), UriKind.Absolute, out var parsed))
        {
            return parsed.Port;
        }

        var ports = setting("HTTP_PORTS") ?? setting("ASPNETCORE_HTTP_PORTS");
        return int.TryParse(ports?.Split(';')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 8080;
    }

    internal static async Task<int> AskAsync(int port, string path, TextWriter output)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(new UriBuilder("http", IPAddress.Loopback.ToString(), port, path).Uri);
            await output.WriteLineAsync(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            await output.WriteLineAsync(silent.Message);
            return 1;
        }
    }
}
