using System.Collections.Concurrent;

namespace Promozilla.Scraper.Fetching;

/// <summary>The pace within one process, for a command that runs without Redis.</summary>
public sealed class LocalHostPace(TimeProvider time) : IHostPace
{
    private readonly ConcurrentDictionary<string, Turn> _turns = new(StringComparer.OrdinalIgnoreCase);

    public async Task<string> TakeAsync(string host, TimeSpan lease, TimeSpan pause, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(host, _ => new Turn());
        await turn.Gate.WaitAsync(cancellationToken);
        try
        {
            if (turn.Next - time.GetUtcNow() is var wait && wait > TimeSpan.Zero) await Task.Delay(wait, time, cancellationToken);
            return host;
        }
        catch
        {
            turn.Gate.Release();
            throw;
        }
    }

    public Task GiveAsync(string host, string holder, TimeSpan pause)
    {
        var turn = _turns[host];
        turn.Next = time.GetUtcNow() + pause;
        turn.Gate.Release();
        return Task.CompletedTask;
    }

    private sealed class Turn
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public DateTimeOffset Next { get; set; }
    }
}
