using Promozilla.AppHost.Servers;

namespace Promozilla.AppHost.Engine;

internal sealed record Started(IAsyncDisposable? Process, int? Pid, Task<int> Exited)
{
    /// <summary>What has no process of its own lives as long as the run.</summary>
    public static Started WithoutProcess { get; } = new(null, null, new TaskCompletionSource<int>().Task);

    public static Started From(IServer server) => new(server, server.Pid, server.Exited);
}

/// <summary>Turns a resource of the topology into a process.</summary>
internal sealed class ResourceStarter(DataFolder data, ConnectionValues connections, ProjectEnvironment environment)
{
    private const string MailCatcher = "axllent/mailpit";
    private const string Prometheus = "prom/prometheus";
    private const string Grafana = "grafana/grafana";

    private PostgresServer? postgres;

    /// <summary>What the topology does its work without: where it can't be run here, it is left out.</summary>
    public static bool IsSpare(Resource resource) => resource is ContainerResource { Image: Prometheus or Grafana };

    /// <summary>What is missing on this machine to start the resource, or null.</summary>
    public static string? Missing(Resource resource)
    {
        try
        {
            switch (resource)
            {
                case PostgresServerResource: PostgresServer.RequirePrograms(); break;
                case RabbitMQServerResource: RabbitMqServer.RequirePrograms(); break;
                case RedisResource: RedisServer.RequirePrograms(); break;
                case ContainerResource { Image: MailCatcher }: MailServer.RequirePrograms(); break;
                case ContainerResource { Image: Prometheus }: PrometheusServer.RequirePrograms(); break;
                case ContainerResource container: return $"'{container.Image}' needs a container engine: the native engine has no stand-in for it.";
                case BalancerResource: NginxServer.RequirePrograms(); break;
                case ProjectResource project when !File.Exists(Assembly(project)): return $"{Assembly(project)} is missing: run `dotnet build Promozilla.sln`.";
            }

            return null;
        }
        catch (Exception e) when (e is MissingProgramException or ServerFailedException)
        {
            return e.Message;
        }
    }

    public async Task<Started> StartAsync(Resource resource, Action<string> log, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(data.Path, resource.Name);
        switch (resource)
        {
            case PostgresServerResource server:
                postgres = await PostgresServer.StartAsync(folder, Start(server, log), cancellationToken);
                return Started.From(postgres);
            case PostgresDatabaseResource database:
                await postgres!.EnsureDatabaseAsync(database.DatabaseName, cancellationToken);
                return Started.WithoutProcess;
            case RabbitMQServerResource server:
                var management = server.Endpoints.Find(endpoint => endpoint.Name == "management")?.AllocatedPort;
                return Started.From(await RabbitMqServer.StartAsync(folder, Start(server, log), management, cancellationToken));
            case RedisResource server:
                return Started.From(await RedisServer.StartAsync(folder, Start(server, log), cancellationToken));
            case ContainerResource { Image: Prometheus } prometheus:
                return Started.From(await PrometheusServer.StartAsync(
                    folder,
                    new ServerStart { Port = prometheus.Endpoints.Find(endpoint => endpoint.Name == "http")!.AllocatedPort, Log = log },
                    prometheus.BindMounts[0],
                    prometheus.Environment.ToDictionary(variable => variable.Name, variable => ProjectEnvironment.ResolveAll(variable.Value)),
                    cancellationToken));
            case ContainerResource mail:
                return Started.From(await MailServer.StartAsync(
                    folder,
                    new ServerStart { Port = mail.Endpoints.Find(endpoint => endpoint.Name == "smtp")!.AllocatedPort, Log = log },
                    mail.Endpoints.Find(endpoint => endpoint.Name == "http")!.AllocatedPort,
                    cancellationToken));
            case BalancerResource balancer:
                return Started.From(await NginxServer.StartAsync(
                    folder, new ServerStart { Port = ConnectionValues.Port(balancer), Log = log }, [.. balancer.Behind.Select(ConnectionValues.Port)], cancellationToken));
            case ProjectResource project:
                var process = await SupervisedProcess.StartAsync(new ProcessStart(folder, Programs.Require("dotnet", "dotnet-sdk-10.0"), [Assembly(project)])
                {
                    WorkingDirectory = Path.GetDirectoryName(project.Project.ProjectPath)!,
                    Environment = environment.For(project),
                    // Longer than a service takes to end what it has begun.
                    Grace = 25,
                    Log = log,
                });
                return new Started(process, process.Pid, process.Exited);
            default:
                return Started.WithoutProcess;
        }
    }

    private ServerStart Start(Resource server, Action<string> log) =>
        new() { Port = ConnectionValues.Port(server), Password = connections.Password(server), Log = log };

    /// <summary>Built with the AppHost, in the same configuration and for the same framework: bin/Release/net10.0.</summary>
    private static string Assembly(ProjectResource project)
    {
        var output = Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "..", "..", ".."), AppContext.BaseDirectory);
        return Path.Combine(
            Path.GetDirectoryName(project.Project.ProjectPath)!, output, Path.GetFileNameWithoutExtension(project.Project.ProjectPath) + ".dll");
    }
}
