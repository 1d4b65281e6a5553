using System.Globalization;

namespace Promozilla.AppHost;

/// <summary>How many processes of a service are started: <c>Replicas:web</c> and its like, one where nothing is said.</summary>
internal static class Replicas
{
    private const int Most = 16;

    public static IResourceBuilder<ProjectResource> WithConfiguredReplicas(this IResourceBuilder<ProjectResource> project, IDistributedApplicationBuilder builder)
    {
        var key = $"Replicas:{project.Resource.Name}";
        if (builder.Configuration[key] is not { Length: > 0 } asked) return project;
        if (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var replicas) || replicas is < 1 or > Most)
        {
            throw new InvalidOperationException($"{key} is a number from 1 to {Most}, not '{asked}'.");
        }

        return project.WithReplicas(replicas);
    }
}
