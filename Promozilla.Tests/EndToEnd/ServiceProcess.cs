using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.EndToEnd;

/// <summary>One of the product's services as a process of its own, so that it can be killed.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();

    private ServiceProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static async Task<ServiceProcess> StartAsync(string project, IReadOnlyDictionary<string, string> environment)
    {
        var built = Path.GetRelativePath(Path.Combine(Repository.Root, "Promozilla.Tests"), AppContext.BaseDirectory);
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPorts.Take()}");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Repository.Root, project, built, project + ".dll"), "--urls", address])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var service = new ServiceProcess(Process.Start(start)!);
        using var http = new HttpClient();
        await Eventually.AssertAsync(
            async () =>
            {
                Assert.False(service.process.HasExited, string.Join('\n', service.lines));
                using var health = await http.GetAsync(address + "/health");
                Assert.True(health.IsSuccessStatusCode, await health.Content.ReadAsStringAsync());
            },
            seconds: 60);
        return service;
    }

    /// <summary>SIGKILL: no shutdown, nothing flushed.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) await KillAsync();
        process.Dispose();
    }
}
