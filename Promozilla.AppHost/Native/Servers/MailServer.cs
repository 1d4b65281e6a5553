using System.Globalization;

namespace Promozilla.AppHost.Servers;

/// <summary>maildev: takes every mail, delivers none, shows them on a page and as JSON at <c>/email</c>.</summary>
public sealed class MailServer : IServer
{
    private static readonly HttpClient Http = new();

    private readonly SupervisedProcess process;

    private MailServer(SupervisedProcess process, int smtpPort, int webPort)
    {
        this.process = process;
        Port = smtpPort;
        WebPort = webPort;
    }

    public int Port { get; }

    public int WebPort { get; }

    public Uri Web => new(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{WebPort}"));

    public string ConnectionString => string.Create(CultureInfo.InvariantCulture, $"smtp://localhost:{Port}");

    public int Pid => process.Pid;

    public Task<int> Exited => process.Exited;

    private static string Script => Path.Combine(Repository.Root, "Promozilla.AppHost", "Native", "Mail", "node_modules", "maildev", "bin", "maildev");

    public static void RequirePrograms()
    {
        Programs.Require("node", "nodejs");
        if (!File.Exists(Script)) throw new ServerFailedException("maildev is missing: run `npm ci` in Promozilla.AppHost/Native/Mail, or let ./promozilla do it.");
    }

    public static Task<MailServer> StartAsync(string directory, CancellationToken cancellationToken) =>
        StartAsync(directory, new ServerStart(), webPort: null, cancellationToken);

    public static async Task<MailServer> StartAsync(string directory, ServerStart start, int? webPort, CancellationToken cancellationToken)
    {
        RequirePrograms();
        PrivateFile.CreateFolder(directory);
        var smtp = start.Port ?? LoopbackPorts.Take();
        var web = webPort ?? LoopbackPorts.Take();
        string[] arguments =
        [
            Script, "--ip", "127.0.0.1", "--web-ip", "127.0.0.1", "--smtp", smtp.ToString(CultureInfo.InvariantCulture),
            "--web", web.ToString(CultureInfo.InvariantCulture), "--mail-directory", directory,
        ];
        var process = await SupervisedProcess.StartAsync(new ProcessStart(directory, Programs.Require("node", "nodejs"), arguments)
        {
            WorkingDirectory = directory,
            Grace = 3,
            Remove = start.Temporary ? directory : null,
            Log = start.Log,
        });
        await Readiness.WaitAsync("maildev", process, limit => IsUpAsync(web, limit), cancellationToken);
        return new MailServer(process, smtp, web);
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private static async Task<bool> IsUpAsync(int web, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{web}/healthz")), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
