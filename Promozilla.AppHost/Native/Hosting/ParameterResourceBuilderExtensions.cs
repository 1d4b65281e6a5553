using Promozilla.AppHost.Engine;
using Promozilla.AppHost.Servers;

namespace Aspire.Hosting;

public static class ParameterResourceBuilderExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.CreateResourceBuilder(new ParameterResource(
            name, () => builder.Configuration[$"Parameters:{name}"] ?? throw new InvalidOperationException($"Set Parameters:{name}."), secret));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.CreateResourceBuilder(new ParameterResource(name, () => builder.Configuration[$"Parameters:{name}"] ?? value, secret));

    /// <summary>A generated value is kept beside the servers' passwords, whether it is to persist or not.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false, bool persist = false)
    {
        var secrets = new ServerSecrets(Path.Combine(EngineOptions.From([], builder.Configuration).DataDirectory, DataFolder.SecretsFile));
        return builder.CreateResourceBuilder(new ParameterResource(name, () => builder.Configuration[$"Parameters:{name}"] ?? secrets[name], secret));
    }

    /// <summary>Whoever deploys is told it; nobody is asked here.</summary>
    public static IResourceBuilder<ParameterResource> WithDescription(
        this IResourceBuilder<ParameterResource> builder, string description, bool enableMarkdown = false) => builder;
}
