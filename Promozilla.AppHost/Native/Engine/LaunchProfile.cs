using System.Text.Json;

namespace Promozilla.AppHost.Engine;

/// <summary>The first profile of a project's launchSettings.json that starts the project itself: where Aspire, too, takes endpoints from.</summary>
internal sealed record LaunchProfile(string Name, IReadOnlyList<Uri> Urls, IReadOnlyDictionary<string, string> Environment)
{
    public static LaunchProfile? Read(string projectPath)
    {
        var file = Path.Combine(Path.GetDirectoryName(projectPath)!, "Properties", "launchSettings.json");
        if (!File.Exists(file)) return null;
        var lenient = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using var settings = JsonDocument.Parse(File.ReadAllText(file), lenient);
        foreach (var profile in settings.RootElement.GetProperty("profiles").EnumerateObject())
        {
            if (profile.Value.GetProperty("commandName").GetString() != "Project") continue;
            var urls = profile.Value.TryGetProperty("applicationUrl", out var url) ? url.GetString()!.Split(';', StringSplitOptions.RemoveEmptyEntries) : [];
            var environment = profile.Value.TryGetProperty("environmentVariables", out var variables)
                ? variables.EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString() ?? "")
                : [];
            return new LaunchProfile(profile.Name, [.. urls.Select(text => new Uri(text))], environment);
        }

        return null;
    }
}
