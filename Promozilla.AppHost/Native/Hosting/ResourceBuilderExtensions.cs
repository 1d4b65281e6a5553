namespace Aspire.Hosting;

public static class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where T : IResourceWithEnvironment =>
        Change(builder, resource => resource.ConnectionStrings.Add((source.Resource, connectionName ?? source.Resource.Name)));

    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport =>
        Change(builder, resource => resource.WaitsFor.Add((Resource)dependency.Resource));

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value) where T : IResourceWithEnvironment =>
        Change(builder, resource => resource.Environment.Add((name, value ?? "")));

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReference endpointReference)
        where T : IResourceWithEnvironment => Change(builder, resource => resource.Environment.Add((name, endpointReference)));

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, EndpointReferenceExpression expression)
        where T : IResourceWithEnvironment => Change(builder, resource => resource.Environment.Add((name, expression)));

    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment => Change(builder, resource => resource.Environment.Add((name, parameter.Resource)));

    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool isProxied = true)
        where T : IResourceWithEndpoints => builder.WithEndpoint(port, targetPort, "http", name ?? "http", env, isProxied);

    public static IResourceBuilder<T> WithEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? scheme = null, string? name = null, string? env = null,
        bool isProxied = true)
        where T : IResourceWithEndpoints =>
        Change(builder, resource => resource.Endpoints.Add(new EndpointAnnotation(name ?? scheme ?? "tcp", scheme ?? "tcp", port)));

    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints =>
        Change(builder, resource =>
        {
            foreach (var endpoint in resource.Endpoints.Where(endpoint => endpoint.UriScheme is "http" or "https")) endpoint.IsExternal = true;
        });

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null) where T : IResourceWithEndpoints =>
        Change(builder, resource => resource.HealthCheck = (path ?? "/", statusCode ?? 200, endpointName));

    public static IResourceBuilder<T> WithUrlForEndpoint<T>(this IResourceBuilder<T> builder, string endpointName, Action<ResourceUrlAnnotation> callback)
        where T : IResource
    {
        var url = new ResourceUrlAnnotation();
        callback(url);
        return Change(builder, resource => resource.UrlTexts[endpointName] = url.DisplayText ?? "");
    }

    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name)
        where T : IResourceWithEndpoints => new(builder.Resource, name);

    /// <summary>Only what is published has a manifest.</summary>
    public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder) where T : IResource =>
        Change(builder, resource => resource.IsPublished = false);

    private static IResourceBuilder<T> Change<T>(IResourceBuilder<T> builder, Action<Resource> change) where T : IResource
    {
        change((Resource)(IResource)builder.Resource);
        return builder;
    }
}
