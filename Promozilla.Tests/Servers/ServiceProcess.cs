using System.Diagnostics;
using System.Globalization;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.Servers;

/// <summary>One of the product's services as a process of its own, so that it can be killed; it ends with the test run, however that ends.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly SupervisedProcess process;

    private ServiceProcess(SupervisedProcess process, string address)
    {
        this.process = process;
        Address = address;
    }

    public string Address { get; }

    /// <summary>The program of a project, as built with these tests.</summary>
    public static string Program(string project) => Path.Combine(
        Repository.Root, project, Path.GetRelativePath(Path.Combine(Repository.Root, "Promozilla.Tests"), AppContext.BaseDirectory), $"{Path.GetFileName(project)}.dll");

    /// <param name="project">Its folder.</param>
    /// <param name="environment">What it is told, given the address that it will have.</param>
    /// <param name="ready">What answers with success when it has started.</param>
    /// <param name="root">Another clone, which was built as a release is; null: this one.</param>
    public static async Task<ServiceProcess> StartAsync(string project, Func<string, IReadOnlyDictionary<string, string>> environment, string ready = "/health", string? root = null)
    {
        var name = Path.GetFileName(project);
        var program = root is null ? Program(project) : Path.Combine(root, project, "bin", "Release", "net10.0", $"{name}.dll");
        var address = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{LoopbackPorts.Take()}");
        var process = await SupervisedProcess.StartAsync(new ProcessStart(TestServers.Folder(name), "dotnet", [program, "--urls", address])
        {
            Environment = environment(address),
            WorkingDirectory = Path.Combine(root ?? Repository.Root, project),
        });
        var service = new ServiceProcess(process, address);
        using var http = new HttpClient();
        var healthy = Eventually.AssertAsync(
            async () =>
            {
                using var health = await http.GetAsync(address + ready);
                Assert.True(health.IsSuccessStatusCode, await health.Content.ReadAsStringAsync());
            },
            seconds: 120);
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
