using System.Globalization;

namespace Aspire.Hosting.ApplicationModel;

public sealed class EndpointReference(IResourceWithEndpoints resource, string endpointName)
{
    public string EndpointName => endpointName;

    public IResourceWithEndpoints Resource => resource;

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    internal EndpointAnnotation Annotation => ((Resource)resource).Endpoints.Find(endpoint => endpoint.Name == endpointName)
        ?? throw new InvalidOperationException($"Resource '{resource.Name}' has no endpoint '{endpointName}'.");
}

public sealed class EndpointReferenceExpression(EndpointReference endpoint, EndpointProperty property)
{
    public EndpointReference Endpoint => endpoint;

    public EndpointProperty Property => property;

    internal string Value => (property, endpoint.Annotation) switch
    {
        (EndpointProperty.Url, var annotation) => annotation.Url,
        (EndpointProperty.Scheme, var annotation) => annotation.UriScheme,
        (EndpointProperty.Host, _) => "localhost",
        (EndpointProperty.IPV4Host, _) => "127.0.0.1",
        (EndpointProperty.HostAndPort, var annotation) => string.Create(CultureInfo.InvariantCulture, $"localhost:{annotation.AllocatedPort}"),
        (_, var annotation) => annotation.AllocatedPort.ToString(CultureInfo.InvariantCulture),
    };
}

public enum EndpointProperty
{
    Url,
    Host,
    IPV4Host,
    Port,
    Scheme,
    TargetPort,
    HostAndPort,
}
