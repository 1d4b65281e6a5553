namespace Promozilla.AppHost.Engine;

/// <summary>
/// The environment that Aspire 13.5 gives a project in run mode, name by name. Telemetry leaves only where the AppHost's own environment says to.
/// </summary>
internal sealed class ProjectEnvironment(ConnectionValues connections, bool colour)
{
    public Dictionary<string, string> For(ProjectResource project)
    {
        var variables = new Dictionary<string, string>
        {
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory",
            ["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true",
            ["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true",
            ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={Guid.NewGuid():N}",
            ["OTEL_SERVICE_NAME"] = project.Service,
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "1000",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "1000",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
            ["OTEL_TRACES_SAMPLER"] = "always_on",
            ["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based",
            ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true",
            ["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = colour ? "true" : "false",
            ["LOGGING__CONSOLE__FORMATTERNAME"] = "simple",
        };
        if (project.Endpoints.Count > 0) variables["ASPNETCORE_URLS"] = string.Join(';', project.Endpoints.Select(endpoint => endpoint.Url));
        if (project.ProfileName is { } profile) variables["DOTNET_LAUNCH_PROFILE"] = profile;
        foreach (var (name, value) in project.ProfileEnvironment) variables.TryAdd(name, value);
        foreach (var (source, name) in project.ConnectionStrings)
        {
            variables[$"ConnectionStrings__{name}"] = connections.ConnectionString(source);
            foreach (var (variable, value) in connections.Variables(source, name)) variables[variable] = value;
        }

        // What doesn't run here has no address to tell.
        foreach (var (name, value) in project.Environment.Where(variable => variable.Value is not EndpointReference { Annotation.AllocatedPort: 0 })) variables[name] = Resolve(value);
        return variables;
    }

    /// <summary>The same for Prometheus: where there are several processes, the addresses of all, as its list of targets is written.</summary>
    public static string ResolveAll(object value) => value is EndpointReferenceExpression { Endpoint: var endpoint } expression && endpoint.Resource is ProjectResource { Processes: { Count: > 0 } all }
        ? string.Join("\", \"", all.Select(process => new EndpointReference(process, endpoint.EndpointName).Property(expression.Property).Value))
        : Resolve(value);

    public static string Resolve(object value) => value switch
    {
        EndpointReference endpoint => endpoint.Property(EndpointProperty.Url).Value,
        EndpointReferenceExpression expression => expression.Value,
        ParameterResource parameter => parameter.Value,
        _ => (string)value,
    };
}
