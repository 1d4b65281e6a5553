using Promozilla.AppHost.Engine;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new()
    {
        var project = new TProject();
        var profile = LaunchProfile.Read(project.ProjectPath);
        var resource = new ProjectResource(name, project)
        {
            ProfileName = profile?.Name,
            ProfileEnvironment = profile?.Environment ?? new Dictionary<string, string>(),
        };
        foreach (var url in profile?.Urls ?? []) resource.Endpoints.Add(new EndpointAnnotation(url.Scheme, url.Scheme, url.Port));
        return builder.AddResource(resource);
    }

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas)
    {
        builder.Resource.Replicas = replicas;
        return builder;
    }
}
