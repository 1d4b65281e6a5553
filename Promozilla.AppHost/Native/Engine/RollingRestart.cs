using Promozilla.AppHost.Servers;

namespace Promozilla.AppHost.Engine;

/// <summary>Starts a service's processes again, one after the other: each out of the balancer first, and well before the next.</summary>
internal sealed class RollingRestart(IReadOnlyList<ResourceRun> runs)
{
    public const string All = "all";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);
    private int busy;

    /// <param name="service">A project's name, or all of those that are the product's.</param>
    /// <param name="say">Told what happens.</param>
    /// <returns>Null when all are well; else why it ended before.</returns>
    public async Task<string?> RestartAsync(string service, Func<string, Task> say, CancellationToken cancellationToken)
    {
        var wanted = runs.Where(run => run.Resource is ProjectResource project && (service == All ? project.IsPublished : project.Service == service)).ToList();
        if (wanted.Count == 0) return $"there is no service '{service}'";
        if (Interlocked.Exchange(ref busy, 1) == 1) return "another restart is under way";
        try
        {
            // One that is not well is no reason to take a good one away.
            if (wanted.Find(run => run.State != ResourceState.Healthy) is { } unwell) return $"{unwell.Resource.Name} is {unwell.State.ToString().ToLowerInvariant()}: mend it first";
            foreach (var run in wanted)
            {
                if (await RestartOneAsync(run, say, cancellationToken) is { } why) return why;
            }

            return null;
        }
        finally
        {
            Volatile.Write(ref busy, 0);
        }
    }

    private async Task<string?> RestartOneAsync(ResourceRun run, Func<string, Task> say, CancellationToken cancellationToken)
    {
        var (project, since) = ((ProjectResource)run.Resource, TimeProvider.System.GetTimestamp());
        var balancer = runs.FirstOrDefault(other => other.Resource is BalancerResource before && before.Behind.Contains(project))?.Process as NginxServer;
        if (balancer is not null) await balancer.TakeOutAsync([project.Endpoints[0].AllocatedPort], cancellationToken);
        else if (project.Endpoints.Exists(endpoint => endpoint.IsExternal)) await say($"{project.Name} is the only one: nobody answers until it is back");
        try
        {
            await run.RenewAsync().WaitAsync(Longest, cancellationToken);
        }
        catch (TimeoutException)
        {
            return $"{project.Name} is not well after {Longest.TotalMinutes:0} minutes{(balancer is null ? "" : "; it gets no requests until it is restarted again")}";
        }

        if (balancer is not null) await balancer.TakeOutAsync([], cancellationToken);
        await say($"{project.Name} is well again after {TimeProvider.System.GetElapsedTime(since).TotalSeconds:0.0} s");
        return null;
    }
}
