using System.Globalization;
using Promozilla.AppHost.Servers;

namespace Promozilla.AppHost.Engine;

internal enum ResourceState
{
    Waiting,
    Starting,
    Running,
    Healthy,
    Unhealthy,
    Restarting,
    Failed,
    Stopping,
    Stopped,
}

/// <summary>The life of one resource: waits for what it needs, starts, is watched, is started again when it dies, stops after those that need it.</summary>
internal sealed class ResourceRun(Resource resource, ResourceStarter starter, bool restart, TimeProvider clock, Action<string> log)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<TaskCompletionSource> renewal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Resource Resource => resource;

    public ResourceState State { get; private set; } = ResourceState.Waiting;

    public int? Pid { get; private set; }

    /// <summary>What runs; null while nothing does.</summary>
    public IAsyncDisposable? Process { get; private set; }

    public int Restarts { get; private set; }

    public Action Changed { get; set; } = () => { };

    public IReadOnlyList<ResourceRun> Needs { get; set; } = [];

    public IReadOnlyList<ResourceRun> NeededBy { get; set; } = [];

    /// <summary>Stops it in good order and starts it again, which is no failure of it; ends when it is healthy.</summary>
    public async Task RenewAsync()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        renewal.TrySetResult(begun);
        await begun.Task;
        await healthy.Task;
    }

    public async Task LiveAsync(CancellationToken stopping)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            var since = clock.GetTimestamp();
            try
            {
                Become(ResourceState.Waiting);
                await Task.WhenAll(Needs.Select(need => need.healthy.Task)).WaitAsync(stopping);
                Become(ResourceState.Starting);
                await LiveOnceAsync(await starter.StartAsync(resource, log, stopping), stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // Whatever it is, the other resources run on, and this one gets another chance.
                log(e is ServerFailedException or MissingProgramException ? e.Message : e.ToString());
            }

            if (stopping.IsCancellationRequested) break;
            if (renewal.Task.IsCompleted)
            {
                Become(ResourceState.Restarting);
                var begun = await renewal.Task;
                renewal = new(TaskCreationOptions.RunContinuationsAsynchronously);
                begun.SetResult();
                continue;
            }

            if (!restart)
            {
                Become(ResourceState.Failed);
                break;
            }

            failures = clock.GetElapsedTime(since) > TimeSpan.FromMinutes(1) ? 1 : failures + 1;
            var pause = TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, Math.Pow(2, failures - 1)));
            log(string.Create(CultureInfo.InvariantCulture, $"starts again in {pause.TotalSeconds:0} s"));
            Become(ResourceState.Restarting);
            Restarts++;
            await Task.Delay(pause, clock, stopping).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        if (stopping.IsCancellationRequested) Become(ResourceState.Stopped);
        stopped.TrySetResult();
    }

    private async Task LiveOnceAsync(Started started, CancellationToken stopping)
    {
        (Pid, Process) = (started.Pid, started.Process);
        try
        {
            Become(resource.HealthCheck is null || resource is not ProjectResource ? ResourceState.Healthy : ResourceState.Running);
            for (var probes = 1; !started.Exited.IsCompleted && !renewal.Task.IsCompleted && !stopping.IsCancellationRequested; probes++)
            {
                if (resource is ProjectResource) await ProbeAsync(stopping);
                var pause = State == ResourceState.Healthy ? TimeSpan.FromSeconds(5) : TimeSpan.FromMilliseconds(Math.Min(1000, 100 * probes));
                await Task.WhenAny(started.Exited, renewal.Task, Task.Delay(pause, clock, stopping));
            }

            if (started.Exited.IsCompleted) log($"ended with {(await started.Exited).ToString(CultureInfo.InvariantCulture)}");
        }
        finally
        {
            if (stopping.IsCancellationRequested)
            {
                await Task.WhenAll(NeededBy.Select(other => other.stopped.Task));
                Become(ResourceState.Stopping);
            }
            else if (renewal.Task.IsCompleted)
            {
                Become(ResourceState.Restarting);
            }

            if (started.Process is not null) await started.Process.DisposeAsync();
            (Pid, Process) = (null, null);
        }
    }

    private async Task ProbeAsync(CancellationToken stopping)
    {
        if (resource.HealthCheck is not { } check) return;
        var endpoint = resource.Endpoints.Find(endpoint => check.Endpoint is null ? endpoint.UriScheme == "http" : endpoint.Name == check.Endpoint);
        if (endpoint is null) return;
        bool fine;
        try
        {
            using var answer = await Http.GetAsync(new Uri(endpoint.Url + check.Path), stopping);
            fine = (int)answer.StatusCode == check.Status;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !stopping.IsCancellationRequested)
        {
            fine = false;
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (fine) Become(ResourceState.Healthy);
        else if (State == ResourceState.Healthy) Become(ResourceState.Unhealthy);
    }

    private void Become(ResourceState state)
    {
        if (State == state) return;
        State = state;
        if (state == ResourceState.Healthy) healthy.TrySetResult();
        else if (healthy.Task.IsCompleted) healthy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Changed();
    }
}
