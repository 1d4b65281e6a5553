using Promozilla.ServiceDefaults;

// Aspire calls its probes experimental; there is no other way to have them in Azure.
#pragma warning disable ASPIREPROBES001

namespace Promozilla.AppHost.Publishing.Targets;

internal static class Probes
{
    /// <summary>
    /// Alive decides whether a process is started again; health, whether it takes part. The site is held to its health only until it was well once: without its database
    /// it goes on to show what it has, which a readiness by health would hide.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithProbes(this IResourceBuilder<ProjectResource> service)
    {
        var isSite = service.Resource.Name == ResourceNames.Web;
        if (isSite) service.WithHttpProbe(ProbeType.Startup, "/health", periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 10, endpointName: "http");
        return service
            .WithHttpProbe(ProbeType.Readiness, isSite ? "/alive" : "/health", periodSeconds: 15, timeoutSeconds: 10, failureThreshold: 3, endpointName: "http")
            .WithHttpProbe(ProbeType.Liveness, "/alive", initialDelaySeconds: 15, periodSeconds: 20, timeoutSeconds: 5, failureThreshold: 5, endpointName: "http");
    }
}
