namespace Aspire.Hosting;

public static class ParameterResourceBuilderExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.CreateResourceBuilder(new ParameterResource(
            name, () => builder.Configuration[$"Parameters:{name}"] ?? throw new InvalidOperationException($"Set Parameters:{name}."), secret));

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false, bool secret = false) =>
        builder.CreateResourceBuilder(new ParameterResource(name, () => builder.Configuration[$"Parameters:{name}"] ?? value, secret));
}
