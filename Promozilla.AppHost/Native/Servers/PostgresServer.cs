using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Promozilla.AppHost.Servers;

/// <summary>PostgreSQL on a loopback port, with one user and a password. Started by root it runs as the user postgres: it refuses to be root.</summary>
public sealed class PostgresServer : IServer
{
    public const string User = "postgres";

    // The password comes by a pipe that this shell already holds: the user postgres could not open a file of root's. The data appear under
    // their name only when they are whole.
    private const string Initialise = """
        umask 077
        cat >password
        rm -rf data.new
        "$1" -D data.new -U postgres --pwfile=password -A scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-instructions $2 && mv data.new data
        code=$?
        rm -f password
        exit $code
        """;

    private readonly SupervisedProcess process;
    private readonly string programs;

    private PostgresServer(SupervisedProcess process, string programs, int port, string password)
    {
        this.process = process;
        this.programs = programs;
        Port = port;
        Password = password;
    }

    public int Port { get; }

    public string Password { get; }

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"Host=localhost;Port={Port};Username={User};Password={Password}");

    public int Pid => process.Pid;

    public Task<int> Exited => process.Exited;

    public static void RequirePrograms() => FindPrograms(data: "");

    public static Task<PostgresServer> StartAsync(string directory, CancellationToken cancellationToken) =>
        StartAsync(directory, new ServerStart(), cancellationToken);

    public static async Task<PostgresServer> StartAsync(string directory, ServerStart start, CancellationToken cancellationToken)
    {
        RequirePrograms();
        var password = start.Password ?? new ServerSecrets($"{directory}.secrets.json")["postgres"];
        var home = await PrepareAsync(directory, cancellationToken);
        var data = Path.Combine(home, "data");
        var programs = FindPrograms(data);
        if (!Directory.Exists(data)) await InitialiseAsync(home, programs, password, start.Durable, cancellationToken);
        var port = start.Port ?? LoopbackPorts.Take();
        var process = await SupervisedProcess.StartAsync(new ProcessStart(directory, Path.Combine(programs, "postgres"), Arguments(data, port, start.Durable))
        {
            WorkingDirectory = home,
            User = Programs.IsRoot ? User : null,
            // Fast shutdown: sessions are ended, not waited for. Nobody reads what is temporary again: immediate.
            StopSignal = start.Temporary ? "QUIT" : "INT",
            Remove = start.Temporary ? home : null,
            Log = start.Log,
        });
        var server = new PostgresServer(process, programs, port, password);
        await Readiness.WaitAsync("postgres", process, async limit => await server.TryQueryAsync("SELECT 1", limit) == "1", cancellationToken);
        return server;
    }

    /// <summary>The server's connection string with a database in it.</summary>
    public string For(string database) => $"{ConnectionString};Database={database}";

    public async Task EnsureDatabaseAsync(string database, CancellationToken cancellationToken)
    {
        var exists = await QueryAsync($"SELECT 1 FROM pg_database WHERE datname = '{database}'", cancellationToken) == "1";
        if (!exists) await CreateDatabaseAsync(database, "template1", cancellationToken);
    }

    public Task CreateDatabaseAsync(string database, string template, CancellationToken cancellationToken) =>
        QueryAsync($"CREATE DATABASE \"{database}\" TEMPLATE \"{template}\"", cancellationToken);

    public Task DropDatabaseAsync(string database, CancellationToken cancellationToken) =>
        QueryAsync($"DROP DATABASE IF EXISTS \"{database}\" WITH (FORCE)", cancellationToken);

    public async Task<string> QueryAsync(string sql, CancellationToken cancellationToken)
    {
        var (code, output) = await PsqlAsync(sql, cancellationToken);
        return code == 0 ? output.Trim() : throw new ServerFailedException($"PostgreSQL refused: {output.Trim()}");
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static string[] Arguments(string data, int port, bool durable)
    {
        List<string> settings =
        [
            "listen_addresses=localhost", $"port={port.ToString(CultureInfo.InvariantCulture)}", "unix_socket_directories=", "max_connections=200",
            "shared_buffers=256MB", "max_wal_size=2GB", "random_page_cost=1.1", "jit=off", "timezone=UTC", "log_timezone=UTC", "log_line_prefix=", "logging_collector=off",
            // Containers give /dev/shm 64 MB: too little for a parallel query.
            "dynamic_shared_memory_type=mmap",
        ];
        if (!durable) settings.AddRange(["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=128MB"]);
        return ["-D", data, .. settings.SelectMany(setting => new[] { "-c", setting })];
    }

    private static async Task InitialiseAsync(string home, string programs, string password, bool durable, CancellationToken cancellationToken)
    {
        string[] user = Programs.IsRoot ? [$"--reuid={User}", $"--regid={User}", "--init-groups"] : [];
        var (code, output) = await Programs.RunAsync(
            Programs.Require("setpriv", "util-linux"),
            [.. user, "--", "sh", "-c", Initialise, "initialise", Path.Combine(programs, "initdb"), .. durable ? Array.Empty<string>() : ["--no-sync"]],
            cancellationToken, input: password, workingDirectory: home);
        if (code != 0) throw new ServerFailedException($"initdb failed:\n{output}");
    }

    /// <summary>A folder that the server's user can write to.</summary>
    private static async Task<string> PrepareAsync(string directory, CancellationToken cancellationToken)
    {
        if (!Programs.IsRoot)
        {
            PrivateFile.CreateFolder(directory);
            return directory;
        }

        if (await TryGiveAsync(directory, cancellationToken)) return directory;
        // A clone under /root, say, which postgres may not even pass through.
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(directory)))[..12];
        var elsewhere = Path.Combine("/var/lib/promozilla", digest);
        Directory.CreateDirectory("/var/lib/promozilla");
        return await TryGiveAsync(elsewhere, cancellationToken)
            ? elsewhere
            : throw new ServerFailedException($"The user {User} can write neither to {directory} nor to {elsewhere}: set PROMOZILLA_DATA to a folder that it can reach.");
    }

    private static async Task<bool> TryGiveAsync(string directory, CancellationToken cancellationToken)
    {
        var (code, output) = await Programs.RunAsync(
            Programs.Require("install", "coreutils"), ["-d", "-o", User, "-g", User, "-m", "700", directory], cancellationToken);
        if (code != 0) throw new ServerFailedException(output);
        (code, _) = await Programs.RunAsync(
            Programs.Require("setpriv", "util-linux"), [$"--reuid={User}", $"--regid={User}", "--init-groups", "--", "test", "-w", directory], cancellationToken);
        return code == 0;
    }

    /// <summary>The newest server that is installed, or the one of the version that wrote the data.</summary>
    private static string FindPrograms(string data)
    {
        string[] folders = [.. Programs.Versions("/usr/lib/postgresql", "", "bin").Where(folder => File.Exists(Path.Combine(folder, "initdb")))];
        var versionFile = Path.Combine(data, "PG_VERSION");
        if (data.Length > 0 && File.Exists(versionFile))
        {
            var version = File.ReadAllText(versionFile).Trim();
            return folders.FirstOrDefault(folder => Path.GetFileName(Path.GetDirectoryName(folder)) == version)
                ?? throw new MissingProgramException("postgres", $"postgresql-{version}");
        }

        return folders.FirstOrDefault() ?? Path.GetDirectoryName(Programs.Require("initdb", "postgresql"))!;
    }

    private async Task<string?> TryQueryAsync(string sql, CancellationToken cancellationToken)
    {
        var (code, output) = await PsqlAsync(sql, cancellationToken);
        if (output.Contains("password authentication failed", StringComparison.Ordinal))
            throw new ServerFailedException("PostgreSQL's data were made with another password than the one kept in secrets.json.");
        return code == 0 ? output.Trim() : null;
    }

    private Task<(int ExitCode, string Output)> PsqlAsync(string sql, CancellationToken cancellationToken) =>
        Programs.RunAsync(
            Path.Combine(programs, "psql"),
            ["-X", "-q", "-t", "-A", "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", User, "-d", "postgres", "-c", sql],
            cancellationToken,
            new Dictionary<string, string> { ["PGPASSWORD"] = Password, ["PGCONNECT_TIMEOUT"] = "5" });
}
