namespace Aspire.Hosting.ApplicationModel;

/// <summary>What the topology says about one resource; the engine reads it.</summary>
public abstract class Resource(string name) : IResource
{
    public string Name => name;

    internal List<EndpointAnnotation> Endpoints { get; } = [];

    internal List<(string Name, object Value)> Environment { get; } = [];

    internal List<(IResourceWithConnectionString Source, string Name)> ConnectionStrings { get; } = [];

    internal List<Resource> WaitsFor { get; } = [];

    internal (string Path, int Status, string? Endpoint)? HealthCheck { get; set; }

    /// <summary>Part of the product, not only of running it here.</summary>
    internal bool IsPublished { get; set; } = true;

    /// <summary>The text that the process table shows beside an endpoint's address, by the endpoint's name.</summary>
    internal Dictionary<string, string> UrlTexts { get; } = [];
}

public class ContainerResource(string name) : Resource(name), IResourceWithEnvironment, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal string Image { get; init; } = "";

    internal List<string> BindMounts { get; } = [];
}

public sealed class PostgresServerResource(string name) : ContainerResource(name), IResourceWithConnectionString;

public sealed class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource parent) : Resource(name), IResourceWithConnectionString
{
    public string DatabaseName => databaseName;

    public PostgresServerResource Parent => parent;
}

public sealed class RabbitMQServerResource(string name) : ContainerResource(name), IResourceWithConnectionString;

public sealed class RedisResource(string name) : ContainerResource(name), IResourceWithConnectionString;

public sealed class ProjectResource(string name, IProjectMetadata project)
    : Resource(name), IResourceWithEnvironment, IResourceWithEndpoints, IResourceWithWaitSupport
{
    internal IProjectMetadata Project => project;

    internal IReadOnlyDictionary<string, string> ProfileEnvironment { get; init; } = new Dictionary<string, string>();

    internal string? ProfileName { get; init; }

    internal int Replicas { get; set; } = 1;

    /// <summary>The processes that stand for it where there are several; empty: it is one itself.</summary>
    internal List<ProjectResource> Processes { get; } = [];

    /// <summary>What it is one of.</summary>
    internal string Service { get; init; } = name;

    /// <summary>One of several: all as this, but for the name and the addresses.</summary>
    internal ProjectResource Replica(int number, IEnumerable<EndpointAnnotation> endpoints)
    {
        var replica = new ProjectResource($"{Name}-{number}", project)
        {
            ProfileEnvironment = ProfileEnvironment,
            ProfileName = ProfileName,
            Service = Name,
            HealthCheck = HealthCheck,
            IsPublished = IsPublished,
        };
        replica.Endpoints.AddRange(endpoints);
        replica.Environment.AddRange(Environment);
        replica.ConnectionStrings.AddRange(ConnectionStrings);
        replica.WaitsFor.AddRange(WaitsFor);
        Processes.Add(replica);
        return replica;
    }
}

/// <summary>Stands before the processes of a project that is reached from outside, at the project's own address and under its name.</summary>
public sealed class BalancerResource(ProjectResource project) : Resource(project.Name)
{
    internal IReadOnlyList<ProjectResource> Behind => project.Processes;
}

public sealed class ParameterResource(string name, Func<string> value, bool secret) : Resource(name)
{
    public bool Secret => secret;

    internal string Value => value();
}
