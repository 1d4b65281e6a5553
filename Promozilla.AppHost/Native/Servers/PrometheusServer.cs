using System.Globalization;

namespace Promozilla.AppHost.Servers;

/// <summary>Prometheus: asks the services for their metrics, keeps them for 30 days, evaluates the alert rules.</summary>
public sealed class PrometheusServer : IServer
{
    private static readonly HttpClient Http = new();

    private readonly SupervisedProcess process;

    private PrometheusServer(SupervisedProcess process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{Port}");

    public int Pid => process.Pid;

    public Task<int> Exited => process.Exited;

    public static void RequirePrograms() => Programs.Require("prometheus", "prometheus");

    /// <param name="configuration">The folder of prometheus.yml and rules.yml.</param>
    /// <param name="variables">What is put in for ${NAME} in prometheus.yml.</param>
    public static async Task<PrometheusServer> StartAsync(
        string directory, ServerStart start, string configuration, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        var program = Programs.Require("prometheus", "prometheus");
        PrivateFile.CreateFolder(directory);
        var text = await File.ReadAllTextAsync(Path.Combine(configuration, "prometheus.yml"), cancellationToken);
        foreach (var (name, value) in variables) text = text.Replace($"${{{name}}}", value, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(directory, "prometheus.yml"), text, cancellationToken);
        File.Copy(Path.Combine(configuration, "rules.yml"), Path.Combine(directory, "rules.yml"), overwrite: true);
        var port = start.Port ?? LoopbackPorts.Take();
        var process = await SupervisedProcess.StartAsync(new ProcessStart(
            directory, program,
            [
                $"--config.file={Path.Combine(directory, "prometheus.yml")}", $"--storage.tsdb.path={Path.Combine(directory, "data")}", "--storage.tsdb.retention.time=30d",
                string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{port}"), "--log.level=warn",
            ])
        {
            WorkingDirectory = directory,
            StopSignal = start.Temporary ? "KILL" : "TERM",
            Remove = start.Temporary ? directory : null,
            Log = start.Log,
        });
        await Readiness.WaitAsync("prometheus", process, limit => IsReadyAsync(port, limit), cancellationToken);
        return new PrometheusServer(process, port);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static async Task<bool> IsReadyAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/-/ready")), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
