using System.Globalization;
using Promozilla.AppHost.Servers;

namespace Promozilla.Bench.Servers;

/// <summary>A web process under load: the real site, or the bare one that it is held against.</summary>
internal sealed class SiteProcess : IAsyncDisposable
{
    private readonly SupervisedProcess process;

    private SiteProcess(SupervisedProcess process, Uri address) => (this.process, Address) = (process, address);

    public Uri Address { get; }

    public int Pid => process.Pid;

    /// <param name="keeps">Whether pages are kept, as always, or made for each request.</param>
    public static Task<SiteProcess> StartAsync(string database, string cache, bool keeps)
    {
        var project = Path.Combine(Repository.Root, "Promozilla.Web");
        var built = Path.GetRelativePath(Path.Combine(Repository.Root, "bench", "Promozilla.Bench"), AppContext.BaseDirectory);
        return StartAsync(Path.Combine(project, built, "Promozilla.Web.dll"), [], "/health", address => new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__promozilladb"] = database,
            ["ConnectionStrings__cache"] = cache,
            ["Media__Directory"] = Path.GetTempPath(),
            ["Site__PublicUrl"] = address,
            ["Site__SearchesPerMinute"] = "10000000",
            ["Site__SuggestionsPerMinute"] = "10000000",
            ["Site__KeepPages"] = keeps ? "true" : "false",
            ["Logging__LogLevel__Default"] = "Warning",
        });
    }

    /// <param name="folder">Of the answers.</param>
    public static Task<SiteProcess> StartBareAsync(string folder) =>
        StartAsync(Path.Combine(AppContext.BaseDirectory, "Promozilla.Bench.dll"), ["bare", folder], "/health", _ => new Dictionary<string, string>());

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static async Task<SiteProcess> StartAsync(
        string program, string[] arguments, string probe, Func<string, IReadOnlyDictionary<string, string>> environment)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{LoopbackPorts.Take()}");
        var process = await SupervisedProcess.StartAsync(new ProcessStart("promozilla-bench", "dotnet", [program, .. arguments, "--urls", address])
        {
            Environment = environment(address),
            WorkingDirectory = Path.GetDirectoryName(program) is { } folder && File.Exists(Path.Combine(folder, "..", "..", "..", "appsettings.json"))
                ? Path.GetFullPath(Path.Combine(folder, "..", "..", ".."))
                : AppContext.BaseDirectory,
        });
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            try
            {
                using var answer = await http.GetAsync(probe, patience.Token);
                if (answer.IsSuccessStatusCode) return new SiteProcess(process, new Uri(address));
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            if (process.Exited.IsCompleted) throw new InvalidOperationException($"{program} ended:\n{process.Tail}");
            await Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token);
        }
    }
}
