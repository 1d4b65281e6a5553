using System.Text.Json;
using System.Text.RegularExpressions;
using Promozilla.AppHost.Servers;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.AppHost;

/// <summary>The AppHost built against real Aspire, in a folder of its own beside the native one that these tests run on, and the manifest that it writes.</summary>
public sealed partial class AspireTopology : IAsyncLifetime
{
    private readonly string folder = TestServers.Folder("aspire");
    private JsonDocument? manifest;

    /// <summary>Why there is none; null: there is.</summary>
    public string? Missing { get; private set; }

    public string BuildOutput { get; private set; } = "";

    public string Text { get; private set; } = "";

    public JsonElement Resources => manifest!.RootElement.GetProperty("resources");

    /// <summary>Given for each parameter that is a secret.</summary>
    public static string Given(string parameter) => $"told-for-{parameter}";

    /// <summary>A service's or a server's environment variables.</summary>
    public Dictionary<string, string> Variables(string resource) =>
        Resources.GetProperty(resource).GetProperty("env").EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!);

    public async Task InitializeAsync()
    {
        var restored = await DotnetAsync(["restore", "Promozilla.AppHost", "--artifacts-path", folder]);
        if (restored.ExitCode != 0 && NotServed().Match(restored.Output) is { Success: true } reason)
        {
            Missing = $"Aspire's packages can't be restored here: {reason.Value}";
            return;
        }

        Assert.True(restored.ExitCode == 0, restored.Output);
        // What it starts is built by the native engine already, and needn't be to describe it.
        (var code, BuildOutput) = await DotnetAsync(
            ["build", "Promozilla.AppHost", "--no-restore", "-c", "Release", "--nologo", "--artifacts-path", folder, "-p:BuildProjectReferences=false", "-p:UseSharedCompilation=false"]);
        Assert.True(code == 0, BuildOutput);
        var file = Path.Combine(folder, "manifest.json");
        var published = await DotnetAsync(
            [Path.Combine(folder, "bin", "Promozilla.AppHost", "release", "Promozilla.AppHost.dll"), "--operation", "publish", "--publisher", "manifest", "--output-path", file]);
        Assert.True(published.ExitCode == 0, published.Output);
        Text = await File.ReadAllTextAsync(file);
        manifest = JsonDocument.Parse(Text);
    }

    public Task DisposeAsync()
    {
        manifest?.Dispose();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return Task.CompletedTask;
    }

    public Task<(int ExitCode, string Output)> PublishAsync(string target) => DotnetAsync(
        [Path.Combine(folder, "bin", "Promozilla.AppHost", "release", "Promozilla.AppHost.dll"), "--operation", "publish", "--publisher", "manifest", "--output-path", Path.Combine(folder, "other.json")],
        ("Promozilla__Target", target));

    private static Task<(int ExitCode, string Output)> DotnetAsync(string[] arguments, params (string Name, string Value)[] more)
    {
        var environment = new Dictionary<string, string>
        {
            ["PROMOZILLA_ENGINE"] = "aspire",
            ["PromozillaPublishers"] = "none",
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["Promozilla__SignIn"] = "Google",
        };
        foreach (var secret in (string[])["smtp-password", "lab-key", "push-secret", "postgres-password", "media-secret-key"]) environment[$"Parameters__{secret}"] = Given(secret);
        foreach (var (name, value) in more) environment[name] = value;
        return Programs.RunAsync("dotnet", arguments, CancellationToken.None, environment, workingDirectory: Repository.Root);
    }

    // No such package or version, no answer from the feed, no such SDK.
    [GeneratedRegex("(error NU1101|error NU1102|error NU1301|error MSB4236|could not be resolved).*")]
    private static partial Regex NotServed();
}
