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
}

public sealed class ParameterResource(string name, Func<string> value, bool secret) : Resource(name)
{
    public bool Secret => secret;

    internal string Value => value();
}
