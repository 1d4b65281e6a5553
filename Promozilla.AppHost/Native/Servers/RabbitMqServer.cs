using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Promozilla.AppHost.Servers;

public sealed class RabbitMqServer : IServer
{
    public const string User = "guest";

    private static readonly HttpClient Http = new();

    private readonly SupervisedProcess process;
    private readonly SupervisedProcess names;

    private RabbitMqServer(SupervisedProcess process, SupervisedProcess names, int port, string password)
    {
        this.process = process;
        this.names = names;
        Port = port;
        Password = password;
    }

    public int Port { get; }

    /// <summary>The port of the management pages, where they were asked for.</summary>
    public int? ManagementPort { get; private init; }

    public string Password { get; }

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"amqp://{User}:{Password}@localhost:{Port}");

    public int Pid => process.Pid;

    public Task<int> Exited => process.Exited;

    public static void RequirePrograms()
    {
        FindServer();
        Programs.Require("epmd", "erlang-base");
    }

    public static Task<RabbitMqServer> StartAsync(string directory, CancellationToken cancellationToken) =>
        StartAsync(directory, new ServerStart(), managementPort: LoopbackPorts.Take(), cancellationToken);

    public static async Task<RabbitMqServer> StartAsync(string directory, ServerStart start, int? managementPort, CancellationToken cancellationToken)
    {
        RequirePrograms();
        PrivateFile.CreateFolder(directory);
        var password = start.Password ?? new ServerSecrets(Path.Combine(directory, "secrets.json"))["rabbitmq"];
        var port = start.Port ?? LoopbackPorts.Take();
        var environment = Configure(directory, port, managementPort, password);
        // Erlang's name service. Started by RabbitMQ it would be a daemon that stays behind; here it is a child like any other.
        var names = await SupervisedProcess.StartAsync(new ProcessStart(directory, Programs.Require("epmd", "erlang-base"), [])
        {
            Environment = environment,
            Grace = 1,
        });
        var process = await SupervisedProcess.StartAsync(new ProcessStart(directory, FindServer(), [])
        {
            WorkingDirectory = directory,
            Environment = environment,
            StopSignal = start.Temporary ? "KILL" : "TERM",
            Remove = start.Temporary ? directory : null,
            Log = start.Log,
        });
        try
        {
            await Readiness.WaitAsync("rabbitmq", process, limit => GreetsAsync(port, limit), cancellationToken);
        }
        catch
        {
            await names.DisposeAsync();
            throw;
        }

        return new RabbitMqServer(process, names, port, password) { ManagementPort = managementPort };
    }

    /// <summary>A virtual host of its own: nobody else's queues are in it. Needs the management pages.</summary>
    /// <returns>The connection string that leads into it.</returns>
    public async Task<string> CreateVirtualHostAsync(string name, CancellationToken cancellationToken)
    {
        await PutAsync($"vhosts/{name}", "{}", cancellationToken);
        await PutAsync($"permissions/{name}/{User}", """{"configure":".*","write":".*","read":".*"}""", cancellationToken);
        return $"{ConnectionString}/{name}";
    }

    public async Task DeleteVirtualHostAsync(string name, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Delete, $"vhosts/{name}");
        (await Http.SendAsync(request, cancellationToken)).Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await names.DisposeAsync();
    }

    private static string FindServer() =>
        // Not the wrapper in /usr/sbin, which changes the user and fixes the folders.
        Programs.Versions("/usr/lib/rabbitmq/lib", "rabbitmq_server-", "sbin").Select(folder => Path.Combine(folder, "rabbitmq-server")).FirstOrDefault(File.Exists)
        ?? throw new MissingProgramException("rabbitmq-server", "rabbitmq-server");

    private static Dictionary<string, string> Configure(string directory, int port, int? managementPort, string password)
    {
        var configuration = new StringBuilder($"""
            default_user = {User}
            default_pass = {password}
            log.console = true
            log.console.level = warning
            log.file = false
            disk_free_limit.absolute = 50MB
            raft.wal_max_size_bytes = 67108864
            consumer_timeout = 10800000

            """);
        if (managementPort is { } management)
            configuration.Append(CultureInfo.InvariantCulture, $"management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = {management}\n");
        PrivateFile.Write(Path.Combine(directory, "rabbitmq.conf"), configuration.ToString());
        File.WriteAllText(Path.Combine(directory, "enabled_plugins"), managementPort is null ? "[].\n" : "[rabbitmq_management].\n");
        return new Dictionary<string, string>
        {
            ["HOME"] = directory,
            ["RABBITMQ_NODENAME"] = "promozilla@localhost",
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_DIST_PORT"] = LoopbackPorts.Take().ToString(CultureInfo.InvariantCulture),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(directory, "data"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(directory, "log"),
            ["RABBITMQ_PID_FILE"] = Path.Combine(directory, "pid"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(directory, "enabled_plugins"),
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(directory, "rabbitmq.conf"),
            ["RABBITMQ_ADVANCED_CONFIG_FILE"] = Path.Combine(directory, "advanced.config"),
            ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(directory, "rabbitmq-env.conf"),
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_EPMD_PORT"] = LoopbackPorts.Take().ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>The broker opens its port last of all; it answers the protocol header with connection.start.</summary>
    private static async Task<bool> GreetsAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            await client.GetStream().WriteAsync("AMQP\0\0\t\u0001"u8.ToArray(), cancellationToken);
            var answer = new byte[1];
            return await client.GetStream().ReadAsync(answer, cancellationToken) == 1 && answer[0] == 1;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }

    private async Task PutAsync(string path, string body, CancellationToken cancellationToken)
    {
        using var request = Request(HttpMethod.Put, path);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Http.SendAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        if (ManagementPort is not { } port) throw new InvalidOperationException("This RabbitMQ was started without its management pages.");
        var request = new HttpRequestMessage(method, string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/api/{path}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")));
        return request;
    }
}
