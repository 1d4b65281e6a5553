using Aspire.Hosting.Docker.Resources;
using Aspire.Hosting.Docker.Resources.ServiceNodes;
using Aspire.Hosting.Docker.Resources.ServiceNodes.Swarm;
using Promozilla.ServiceDefaults;

namespace Promozilla.AppHost.Publishing.Targets;

/// <summary>One machine with Docker Compose. What stands before it on the internet (certificates, limits) is deploy/compose: publishing can't say it.</summary>
internal sealed class ComposeTarget : Target
{
    public const string Name = "compose";

    private const string Media = "promozilla-media";
    private const string Backups = "promozilla-backups";
    private readonly bool sharesFolder;

    public ComposeTarget(IDistributedApplicationBuilder builder)
    {
        sharesFolder = !builder.UsesBucket(otherwise: false);
        builder.AddDockerComposeEnvironment("compose").WithDashboard(false).ConfigureComposeFile(Complete);
    }

    public override bool KnowsTheAddress => false;

    public override string? MediaDirectory => sharesFolder ? "/media" : null;

    public override string? BackupDirectory => "/backups";

    public override void Shape(IResourceBuilder<ProjectResource> web, IResourceBuilder<ProjectResource> worker, IResourceBuilder<ProjectResource> scraper)
    {
        foreach (var service in new[] { web, worker, scraper })
        {
            service.DisableForwardedHeaders();
            // The site is held to being alive, not to its health: without its database it goes on to show what it has.
            var (program, path) = service.Resource.Name switch
            {
                ResourceNames.Web => ("Promozilla.Web", "/alive"),
                ResourceNames.Worker => ("Promozilla.Worker", "/health"),
                _ => ("Promozilla.Scraper", "/health"),
            };
            service.PublishAsDockerComposeService((_, compose) =>
            {
                compose.Healthcheck = new Healthcheck
                {
                    Test = ["CMD", "dotnet", $"/app/{program}.dll", "healthcheck", path],
                    Interval = "20s",
                    Timeout = "10s",
                    StartPeriod = "60s",
                    Retries = 3,
                };
                compose.ReadOnly = true;
                compose.Tmpfs = ["/tmp"];
                compose.CapDrop = ["ALL"];
                if (MediaDirectory is { } folder) compose.AddVolume(new Volume { Name = Media, Type = "volume", Source = Media, Target = folder });
            });
        }

        worker.PublishAsDockerComposeService((_, compose) =>
            compose.AddVolume(new Volume { Name = Backups, Type = "volume", Source = Backups, Target = "/backups" }));
        // On this machine alone: a proxy in front makes it a site.
        web.PublishAsDockerComposeService((_, compose) => compose.Ports = ["127.0.0.1:8080:${WEB_PORT}"]);
    }

    /// <summary>For all services, the servers among them.</summary>
    private static void Complete(ComposeFile file)
    {
        foreach (var service in file.Services.Values)
        {
            service.Restart = "unless-stopped";
            service.SecurityOpt = ["no-new-privileges:true"];
            service.Logging = new Logging { Driver = "json-file", Options = new Dictionary<string, string> { ["max-size"] = "10m", ["max-file"] = "5" } };
            service.Deploy = new Deploy { Resources = new Resources { Limits = new ResourceSpec { Cpus = "1.0", Memory = "1G" } } };
        }

        // Its data lie in a folder that is named after the host; unnamed, every new container would begin anew.
        if (file.Services.TryGetValue(ResourceNames.Messaging, out var broker)) broker.Hostname = ResourceNames.Messaging;
    }
}
