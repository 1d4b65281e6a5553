using System.Diagnostics;
using System.Text.Json;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.AppHost;

/// <summary>The real AppHost as a process of its own, on a data folder of its own.</summary>
internal sealed class RunningAppHost : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> lines = [];
    private bool disposed;

    private RunningAppHost(Process process, string data)
    {
        this.process = process;
        Data = data;
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Data { get; }

    public int Pid => process.Id;

    public string Output
    {
        get
        {
            lock (lines) return string.Join('\n', lines);
        }
    }

    // The test's own build of it: bin/Release/net10.0 here is bin/Release/net10.0 there.
    private static string Assembly => Path.Combine(
        Repository.Root, "Promozilla.AppHost", Path.GetRelativePath(Path.Combine(Repository.Root, "Promozilla.Tests"), AppContext.BaseDirectory), "Promozilla.AppHost.dll");

    public static RunningAppHost Start(string data, IReadOnlyDictionary<string, string>? environment = null)
    {
        // Whoever runs the tests in the background made Ctrl-C an ignored signal for all that they start: here it is a signal again.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", Assembly])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PROMOZILLA_DATA"] = data;
        // No past nights, and no process for each of 1,400 pictures: other tests are about those.
        start.Environment["Samples__Nights"] = "0";
        start.Environment["Thumbnails__Convert"] = "false";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new RunningAppHost(Process.Start(start)!, data);
    }

    /// <summary>What run.json says of a resource.</summary>
    public (string State, int Pid, int Restarts, string? ConnectionString) Resource(string name)
    {
        using var run = JsonDocument.Parse(File.ReadAllText(Path.Combine(Data, "run.json")));
        var resource = run.RootElement.GetProperty("resources").GetProperty(name);
        var pid = resource.GetProperty("pid");
        return (
            resource.GetProperty("state").GetString()!,
            pid.ValueKind == JsonValueKind.Number ? pid.GetInt32() : 0,
            resource.GetProperty("restarts").GetInt32(),
            resource.GetProperty("connectionString").GetString());
    }

    public Task UntilAsync(string name, string state) => Eventually.AssertAsync(() => Assert.Equal(state, Resource(name).State), seconds: 60);

    /// <summary>The http address of a project, or of the mail catcher's page.</summary>
    public string Address(string name)
    {
        using var run = JsonDocument.Parse(File.ReadAllText(Path.Combine(Data, "run.json")));
        return run.RootElement.GetProperty("resources").GetProperty(name).GetProperty("addresses").GetProperty("http").GetString()!;
    }

    /// <summary>As `./promozilla restart` does.</summary>
    public Task<(int ExitCode, string Output)> RestartAsync(string service) => Programs.RunAsync(
        "dotnet", [Assembly, "--roll", service], CancellationToken.None, new Dictionary<string, string> { ["PROMOZILLA_DATA"] = Data });

    public async Task ReadyAsync(int seconds)
    {
        await Eventually.AssertAsync(() => Assert.True(process.HasExited || Output.Contains("ready: ", StringComparison.Ordinal), Output), seconds);
        Assert.False(process.HasExited, Output);
    }

    public async Task<int> ExitAsync(int seconds = 30)
    {
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(seconds));
        return process.ExitCode;
    }

    public void Kill() => process.Kill();

    /// <summary>Asks it to stop, as Ctrl-C does.</summary>
    public void Interrupt() => Process.Start("kill", ["-INT", $"{process.Id}"]).WaitForExit();

    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        await Eventually.AssertAsync(() => Assert.Empty(Processes.Of(Data)));
        if (Directory.Exists(Data)) Directory.Delete(Data, recursive: true);
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (lines) lines.Add(line);
    }
}

internal static class Processes
{
    /// <summary>Every process that has a folder in its command line, its environment, or as where it works.</summary>
    public static List<string> Of(string folder) =>
    [
        .. from process in Directory.EnumerateDirectories("/proc")
           where int.TryParse(Path.GetFileName(process), out var id) && id != Environment.ProcessId
           let text = Read(process, "cmdline") + "\n" + Read(process, "environ") + "\n" + WorksIn(process)
           where text.Contains(folder, StringComparison.Ordinal)
           select Path.GetFileName(process) + " " + Read(process, "cmdline").Replace('\0', ' '),
    ];

    public static Dictionary<string, string> EnvironmentOf(int pid) => File.ReadAllText($"/proc/{pid}/environ").Split('\0', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    private static string Read(string process, string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string WorksIn(string process)
    {
        try
        {
            return new FileInfo(Path.Combine(process, "cwd")).LinkTarget ?? "";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
