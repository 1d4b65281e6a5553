using System.Globalization;
using System.Net.Sockets;

namespace Promozilla.AppHost.Servers;

/// <summary>nginx before several processes of one service, with a configuration of ours on loopback; never the machine's own service.</summary>
public sealed class NginxServer : IServer
{
    /// <summary>How long requests that were begun hold up the taking out of a process. Only circuits last longer, and those find their way back.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(15);

    private readonly SupervisedProcess process;
    private readonly string directory;
    private readonly IReadOnlyList<int> processes;

    private NginxServer(SupervisedProcess process, string directory, int port, IReadOnlyList<int> processes)
    {
        (this.process, this.directory, this.processes) = (process, directory, processes);
        Port = port;
    }

    public int Port { get; }

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{Port}");

    public int Pid => process.Pid;

    public Task<int> Exited => process.Exited;

    public static void RequirePrograms() => Programs.Require("nginx", "nginx");

    /// <param name="processes">Ports of this machine.</param>
    public static async Task<NginxServer> StartAsync(string directory, ServerStart start, IReadOnlyList<int> processes, CancellationToken cancellationToken)
    {
        var program = Programs.Require("nginx", "nginx");
        // The workers run as somebody else where root starts them, and keep long requests there.
        PrivateFile.CreateSharedFolder(directory);
        var port = start.Port ?? LoopbackPorts.Take();
        await ConfigureAsync(directory, port, processes, [], cancellationToken);
        var process = await SupervisedProcess.StartAsync(new ProcessStart(directory, program, ["-c", File(directory), "-p", directory])
        {
            WorkingDirectory = directory,
            StopSignal = start.Temporary ? "KILL" : "QUIT",
            Grace = 5,
            Remove = start.Temporary ? directory : null,
            Log = start.Log,
        });
        await Readiness.WaitAsync("nginx", process, limit => IsUpAsync(port, limit), cancellationToken);
        return new NginxServer(process, directory, port, processes);
    }

    /// <summary>From when this ends, those processes get nothing new, and have answered all that they were given but for circuits.</summary>
    public async Task TakeOutAsync(IReadOnlyCollection<int> outside, CancellationToken cancellationToken)
    {
        var before = Workers();
        await ConfigureAsync(directory, Port, processes, outside, cancellationToken);
        var (code, said) = await Programs.RunAsync(Programs.Require("nginx", "nginx"), ["-c", File(directory), "-p", directory, "-s", "reload"], cancellationToken);
        if (code != 0) throw new ServerFailedException($"nginx doesn't take its new configuration:\n{said}");

        // Those with the configuration before end when they have answered what they were asked.
        var since = TimeProvider.System.GetTimestamp();
        while (Workers() is var now && (now.Overlaps(before) || now.Count == 0) && !process.Exited.IsCompleted)
        {
            if (TimeProvider.System.GetElapsedTime(since) > LongestDrain && !now.IsSubsetOf(before)) return;
            await Task.Delay(50, cancellationToken);
        }
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static string File(string directory) => Path.Combine(directory, "nginx.conf");

    private static async Task ConfigureAsync(string directory, int port, IReadOnlyList<int> processes, IReadOnlyCollection<int> outside, CancellationToken cancellationToken)
    {
        // Debian's web servers run as www-data, which every installation has.
        var text = NginxConfiguration.Text(directory, port, LoopbackPorts.HasIPv6, processes, outside.Contains, Programs.IsRoot ? "www-data" : null);
        PrivateFile.Write(File(directory), text);
        var (code, said) = await Programs.RunAsync(Programs.Require("nginx", "nginx"), ["-t", "-q", "-c", File(directory), "-p", directory], cancellationToken);
        if (code != 0) throw new ServerFailedException($"nginx refuses its configuration:\n{said}");
    }

    private HashSet<int> Workers()
    {
        var master = process.Pid.ToString(CultureInfo.InvariantCulture);
        return [.. System.IO.File.ReadAllText($"/proc/{master}/task/{master}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
    }

    private static async Task<bool> IsUpAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
