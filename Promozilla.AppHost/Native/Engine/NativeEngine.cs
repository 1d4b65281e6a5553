using System.Runtime.InteropServices;
using Promozilla.AppHost.Servers;

namespace Promozilla.AppHost.Engine;

/// <summary>Runs a topology from the machine's own programs, without containers.</summary>
internal sealed class NativeEngine : IDisposable
{
    private readonly Terminal terminal;
    private readonly List<ResourceRun> runs;
    private readonly RunFile file;
    private readonly SemaphoreSlim changed = new(0);
    private bool ready;

    private NativeEngine(IReadOnlyList<Resource> resources, EngineOptions options, DataFolder data, Terminal terminal)
    {
        this.terminal = terminal;
        var connections = new ConnectionValues(data.Secrets);
        var starter = new ResourceStarter(data, connections, new ProjectEnvironment(connections, Terminal.HasColour));
        file = new RunFile(Path.Combine(data.Path, "run.json"), connections);
        runs =
        [
            .. resources.Select(resource =>
                new ResourceRun(resource, starter, options.Restart, TimeProvider.System, line => terminal.Line(resource.Name, line))),
        ];
        foreach (var run in runs)
        {
            run.Needs = [.. runs.Where(other => run.Resource.WaitsFor.Contains(other.Resource))];
            run.Changed = () => changed.Release();
        }

        foreach (var run in runs) run.NeededBy = [.. runs.Where(other => other.Needs.Contains(run))];
    }

    public static async Task<int> RunAsync(IReadOnlyList<Resource> resources, EngineOptions options, CancellationToken cancellationToken)
    {
        if (!OperatingSystem.IsLinux()) return Refuse("The native engine runs on Linux. Elsewhere install a container engine: PROMOZILLA_ENGINE=aspire.");
        if (options.Roll is { } service) return await ControlSocket.AskAsync(options.DataDirectory, service, cancellationToken);
        if (options.Publish) return Refuse("Only Aspire publishes: set PROMOZILLA_ENGINE=aspire.");
        if (options.Only is { } only)
        {
            if (resources.FirstOrDefault(resource => resource.Name == only) is not { } wanted) return Refuse($"There is no resource '{only}'.");
            resources = [.. resources.Where(Needed(wanted).Contains)];
        }
        else
        {
            resources = ReplicatedResources.Expand(resources);
        }

        var leftOut = resources.Where(resource => ResourceStarter.IsSpare(resource) && ResourceStarter.Missing(resource) is not null).ToList();
        foreach (var spare in leftOut) Console.Out.WriteLine($"without {spare.Name}: {ResourceStarter.Missing(spare)}");
        resources = [.. resources.Except(leftOut)];
        string[] missing = [.. resources.Select(ResourceStarter.Missing).OfType<string>().Distinct()];
        if (missing.Length > 0) return Refuse(string.Join('\n', missing));

        using var data = DataFolder.TryOpen(options.DataDirectory);
        if (data is null) return Refuse($"Another AppHost runs on {options.DataDirectory}: stop it, or set PROMOZILLA_DATA to another folder.");
        if (!await data.WaitForLeftOversAsync(cancellationToken))
        {
            return Refuse($"Processes of an earlier run still work in {data.Path}: look for {ProcessStart.MarkVariable} in their environment.");
        }

        foreach (var endpoint in resources.SelectMany(resource => resource.Endpoints)) endpoint.AllocatedPort = LoopbackPorts.Take(endpoint.Port);
        var terminal = new Terminal(Console.Out, Terminal.HasColour);
        terminal.Know(resources);
        using var engine = new NativeEngine(resources, options, data, terminal);
        using var control = OpenControl(data, terminal);
        return await engine.LiveAsync(control, cancellationToken);
    }

    public void Dispose() => changed.Dispose();

    private static ControlSocket? OpenControl(DataFolder data, Terminal terminal)
    {
        try
        {
            return ControlSocket.Open(data.Path);
        }
        catch (Exception e) when (e is System.Net.Sockets.SocketException or ArgumentException)
        {
            // The name of a socket has about a hundred letters at most.
            terminal.Say($"Nothing can be restarted by ./promozilla restart: {e.Message}");
            return null;
        }
    }

    private async Task<int> LiveAsync(ControlSocket? control, CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var asked = 0L;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);

        var lives = Task.WhenAll(runs.Select(run => Task.Run(() => run.LiveAsync(stopping.Token), CancellationToken.None)));
        using var showing = new CancellationTokenSource();
        var show = ShowAsync(stopping.Token, showing.Token);
        var serve = control?.ServeAsync(new RollingRestart(runs), stopping.Token) ?? Task.CompletedTask;
        await lives;
        var wasAsked = stopping.IsCancellationRequested;
        await showing.CancelAsync();
        await show;
        await stopping.CancelAsync();
        await serve;
        file.Delete();
        terminal.Say("stopped");
        return wasAsked ? 0 : 1;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            if (stopping.IsCancellationRequested)
            {
                // Asked again: the pipes close with this process, and the supervisors do the rest. One wish may come as two signals, though,
                // to the process and to its group.
                if (TimeProvider.System.GetElapsedTime(asked) > TimeSpan.FromSeconds(1)) Environment.Exit(130);
                return;
            }

            asked = TimeProvider.System.GetTimestamp();
            terminal.Say("stopping");
            stopping.Cancel();
        }
    }

    /// <summary>Shows the table when things have come to rest, and every three seconds while they have not.</summary>
    private async Task ShowAsync(CancellationToken stopping, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await changed.WaitAsync(cancellationToken);
                for (var settling = 0; settling < 6 && await changed.WaitAsync(500, cancellationToken) && !AllHealthy; settling++) file.Write(runs, ready);
                var first = !ready && AllHealthy;
                ready |= first;
                file.Write(runs, ready);
                if (!stopping.IsCancellationRequested) terminal.Table(runs);
                if (first) terminal.Say($"ready: {SiteAddress}");
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private bool AllHealthy => runs.TrueForAll(run => run.State == ResourceState.Healthy);

    private string SiteAddress => runs.SelectMany(run => run.Resource.Endpoints).FirstOrDefault(endpoint => endpoint.IsExternal)?.Url ?? "everything";

    private static HashSet<Resource> Needed(Resource resource) => [resource, .. resource.WaitsFor.SelectMany(Needed)];

    private static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 2;
    }
}
