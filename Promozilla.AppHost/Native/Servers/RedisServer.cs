using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Promozilla.AppHost.Servers;

public sealed class RedisServer : IServer
{
    private readonly SupervisedProcess process;

    private RedisServer(SupervisedProcess process, int port, string password)
    {
        this.process = process;
        Port = port;
        Password = password;
    }

    public int Port { get; }

    public string Password { get; }

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"localhost:{Port},password={Password}");

    public int Pid => process.Pid;

    public Task<int> Exited => process.Exited;

    public static void RequirePrograms() => Programs.Require("redis-server", "redis-server");

    public static Task<RedisServer> StartAsync(string directory, CancellationToken cancellationToken) => StartAsync(directory, new ServerStart(), cancellationToken);

    public static async Task<RedisServer> StartAsync(string directory, ServerStart start, CancellationToken cancellationToken)
    {
        var program = Programs.Require("redis-server", "redis-server");
        PrivateFile.CreateFolder(directory);
        var password = start.Password ?? new ServerSecrets(Path.Combine(directory, "secrets.json"))["redis"];
        var port = start.Port ?? LoopbackPorts.Take();
        var configuration = Path.Combine(directory, "redis.conf");
        // In a file, not as arguments: every user of the machine can read those.
        PrivateFile.Write(configuration, $"""
            bind 127.0.0.1 -::1
            port {port.ToString(CultureInfo.InvariantCulture)}
            requirepass {password}
            dir "{directory}"
            appendonly {(start.Durable ? "yes" : "no")}
            save ""
            loglevel warning
            daemonize no
            """);
        var process = await SupervisedProcess.StartAsync(new ProcessStart(directory, program, [configuration])
        {
            WorkingDirectory = directory,
            StopSignal = start.Temporary ? "KILL" : "TERM",
            Remove = start.Temporary ? directory : null,
            Log = start.Log,
        });
        await Readiness.WaitAsync("redis", process, limit => PingAsync(port, password, limit), cancellationToken);
        return new RedisServer(process, port, password);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static async Task<bool> PingAsync(int port, string password, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"AUTH {password}\r\nPING\r\nQUIT\r\n"), cancellationToken);
            using var reader = new StreamReader(client.GetStream());
            return (await reader.ReadToEndAsync(cancellationToken)).Contains("+PONG", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }
}
