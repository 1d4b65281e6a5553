using Microsoft.Extensions.Configuration;
using Promozilla.AppHost.Engine;
using Promozilla.AppHost.Servers;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly string[] args;
    private readonly List<Resource> resources = [];

    public DistributedApplicationBuilder(string[] args)
    {
        this.args = args;
        Configuration = new ConfigurationManager();
        Configuration.AddEnvironmentVariables();
        // A switch without a value would swallow the argument after it.
        Configuration.AddCommandLine([.. args.Where(argument => argument != EngineOptions.NoRestart)]);
        AppHostDirectory = Path.Combine(Repository.Root, "Promozilla.AppHost");
    }

    public ConfigurationManager Configuration { get; }

    public string AppHostDirectory { get; }

    public DistributedApplicationExecutionContext ExecutionContext { get; } = new();

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        if (resources.Exists(other => other.Name == resource.Name)) throw new InvalidOperationException($"Two resources are named '{resource.Name}'.");
        resources.Add((Resource)(IResource)resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource) where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build() => new(resources, EngineOptions.From(args, Configuration));
}
