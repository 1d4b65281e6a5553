using Promozilla.ServiceDefaults;

namespace Promozilla.AppHost.Monitoring;

/// <summary>
/// Prometheus with our scrape configuration and alert rules, Grafana with our dashboards. The native engine runs Prometheus where Debian's package is
/// installed, and goes without Grafana: /admin/paineis shows the dashboards there.
/// </summary>
internal static class MonitoringResources
{
    private const string Template = "/etc/promozilla";

    // The services' addresses are known when the container starts; Prometheus' configuration knows no variables.
    private const string Start = $$"""
        cp {{Template}}/rules.yml /prometheus/rules.yml &&
        sed -e "s|\${WEB}|$WEB|;s|\${WORKER}|$WORKER|;s|\${SCRAPER}|$SCRAPER|" {{Template}}/prometheus.yml >/prometheus/prometheus.yml &&
        exec /bin/prometheus --config.file=/prometheus/prometheus.yml --storage.tsdb.path=/prometheus/data --storage.tsdb.retention.time=30d
        """;

    public static void AddMonitoring(
        this IDistributedApplicationBuilder builder,
        IResourceBuilder<ProjectResource> web, IResourceBuilder<ProjectResource> worker, IResourceBuilder<ProjectResource> scraper)
    {
        var prometheus = builder.AddContainer(ResourceNames.Prometheus, "prom/prometheus", "v3.5.0")
            .WithBindMount("Monitoring", Template, isReadOnly: true)
            .WithVolume("promozilla-prometheus", "/prometheus")
            .WithEntrypoint("/bin/sh")
            .WithArgs("-c", Start)
            .WithEnvironment("WEB", web.GetEndpoint("http").Property(EndpointProperty.HostAndPort))
            .WithEnvironment("WORKER", worker.GetEndpoint("http").Property(EndpointProperty.HostAndPort))
            .WithEnvironment("SCRAPER", scraper.GetEndpoint("http").Property(EndpointProperty.HostAndPort))
            .WithHttpEndpoint(port: 5084, targetPort: 9090, name: "http")
            .WithHttpHealthCheck("/-/ready")
            .WithUrlForEndpoint("http", url => url.DisplayText = "Prometheus")
            .ExcludeFromManifest();
        // The site draws the same dashboards, and neither waits for Prometheus nor minds that it is gone.
        web.WithEnvironment("Panels__PrometheusUrl", prometheus.GetEndpoint("http"));

        var password = builder.AddParameter("grafana-password", new GenerateParameterDefault { MinLength = 22, Special = false }, secret: true, persist: true);
        builder.AddContainer(ResourceNames.Grafana, "grafana/grafana", "12.1.0")
            .WithBindMount("Monitoring/grafana/provisioning", "/etc/grafana/provisioning", isReadOnly: true)
            .WithBindMount("Monitoring/grafana/dashboards", "/var/lib/grafana/dashboards", isReadOnly: true)
            .WithEnvironment("PROMETHEUS", prometheus.GetEndpoint("http"))
            .WithEnvironment("GF_SECURITY_ADMIN_PASSWORD", password)
            .WithEnvironment("GF_ANALYTICS_REPORTING_ENABLED", "false")
            .WithEnvironment("GF_ANALYTICS_CHECK_FOR_UPDATES", "false")
            .WithHttpEndpoint(port: 5085, targetPort: 3000, name: "http")
            .WithHttpHealthCheck("/api/health")
            .WaitFor(prometheus)
            .WithUrlForEndpoint("http", url => url.DisplayText = "Dashboards")
            .ExcludeFromManifest();
    }
}
