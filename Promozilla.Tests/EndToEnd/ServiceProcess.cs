using System.Diagnostics;
using System.Globalization;
using Promozilla.AppHost.Servers;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.EndToEnd;

/// <summary>One of the product's services as a process of its own, so that it can be killed; it ends with the test run, however that ends.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly SupervisedProcess process;

    private ServiceProcess(SupervisedProcess process) => this.process = process;

    public static async Task<ServiceProcess> StartAsync(string project, IReadOnlyDictionary<string, string> environment)
    {
        var built = Path.GetRelativePath(Path.Combine(Repository.Root, "Promozilla.Tests"), AppContext.BaseDirectory);
        var program = Path.Combine(Repository.Root, project, built, project + ".dll");
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPorts.Take()}");
        var process = await SupervisedProcess.StartAsync(new ProcessStart(TestServers.Folder(project), "dotnet", [program, "--urls", address])
        {
            Environment = environment,
            WorkingDirectory = Path.GetDirectoryName(program)!,
        });
        var service = new ServiceProcess(process);
        using var http = new HttpClient();
        var healthy = Eventually.AssertAsync(
            async () =>
            {
                using var health = await http.GetAsync(address + "/health");
                Assert.True(health.IsSuccessStatusCode, await health.Content.ReadAsStringAsync());
            },
            seconds: 60);
        if (await Task.WhenAny(healthy, process.Exited) == process.Exited) Assert.Fail($"{project} ended with {await process.Exited}:\n{process.Tail}");
        await healthy;
        return service;
    }

    /// <summary>SIGKILL: no shutdown, nothing flushed.</summary>
    public async Task KillAsync()
    {
        using (var running = Process.GetProcessById(process.Pid)) running.Kill();
        await process.Exited;
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
