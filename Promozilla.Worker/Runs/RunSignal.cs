using System.Collections.Concurrent;

namespace Promozilla.Worker.Runs;

/// <summary>Wakes whoever in this process waits for a run to close.</summary>
public sealed class RunSignal
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> waiting = new();

    public Task Closed(Guid run) =>
        waiting.GetOrAdd(run, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Close(Guid run)
    {
        if (waiting.TryRemove(run, out var waiter))
        {
            waiter.SetResult();
        }
    }
}
