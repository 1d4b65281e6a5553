namespace Promozilla.AppHost.Engine;

/// <summary>
/// A project of which there are several becomes so many resources. Where it is reached from outside a balancer takes its name and address; else its
/// references lead to the first.
/// </summary>
internal static class ReplicatedResources
{
    public static IReadOnlyList<Resource> Expand(IReadOnlyList<Resource> resources)
    {
        var inPlace = resources.ToDictionary(resource => resource, resource => resource is ProjectResource { Replicas: > 1 } project ? Of(project) : [resource]);
        IReadOnlyList<Resource> all = [.. resources.SelectMany(resource => inPlace[resource])];
        foreach (var resource in all)
        {
            // Who waits for all of them, waits for the balancer, which does.
            var waits = resource.WaitsFor.SelectMany(wait => inPlace.TryGetValue(wait, out var them) ? them.OfType<BalancerResource>().Any() ? them[^1..] : them : [wait]).ToList();
            resource.WaitsFor.Clear();
            resource.WaitsFor.AddRange(waits);
        }

        return all;
    }

    private static Resource[] Of(ProjectResource project)
    {
        var isBalanced = project.Endpoints.Exists(endpoint => endpoint.IsExternal);
        Resource[] processes =
        [
            .. Enumerable.Range(1, project.Replicas).Select(number => project.Replica(
                number, project.Endpoints.Select(endpoint => number == 1 && !isBalanced ? endpoint : new EndpointAnnotation(endpoint.Name, endpoint.UriScheme, null)))),
        ];
        if (!isBalanced) return processes;
        var balancer = new BalancerResource(project);
        balancer.Endpoints.AddRange(project.Endpoints);
        foreach (var (endpoint, text) in project.UrlTexts) balancer.UrlTexts[endpoint] = text;
        balancer.WaitsFor.AddRange(processes);
        return [.. processes, balancer];
    }
}
