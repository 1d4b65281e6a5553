using Promozilla.Scraper.Fetching;

namespace Promozilla.Scraper.CommandLine;

/// <summary><c>robots ROBOTS_FILE USER_AGENT URL</c>: allowed or disallowed.</summary>
public static class RobotsCommand
{
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        if (arguments is not [var file, var userAgent, var url])
        {
            await error.WriteLineAsync("usage: robots ROBOTS_FILE USER_AGENT URL");
            return 2;
        }

        if (!File.Exists(file))
        {
            await error.WriteLineAsync($"{file}: no such file");
            return 2;
        }

        var rules = RobotsRules.Parse(await File.ReadAllTextAsync(file), userAgent);
        await output.WriteLineAsync(rules.IsAllowed(url) ? "allowed" : "disallowed");
        return 0;
    }
}
