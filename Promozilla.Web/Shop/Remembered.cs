using System.Data.Common;

namespace Promozilla.Web.Shop;

/// <summary>
/// Something small read from the database and kept in memory: the first readers wait for it, later ones get what there is while it is read again.
/// </summary>
public sealed class Remembered<T>(Func<CancellationToken, Task<T>> read, TimeProvider clock)
    where T : class
{
    /// <summary>For whoever was not told of a change, and for what time alone changes: reading a large catalogue anew takes seconds.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private volatile Copy? current;
    private Task<T>? reading;

    public ValueTask<T> GetAsync(CancellationToken cancellationToken)
    {
        var copy = current;
        if (copy is not null && clock.GetUtcNow() - copy.At <= MaxAge)
        {
            return ValueTask.FromResult(copy.Value);
        }

        var again = StartReading();
        return copy is null ? new ValueTask<T>(again.WaitAsync(cancellationToken)) : ValueTask.FromResult(copy.Value);
    }

    /// <summary>Reads it now, for whoever knows that it changed: a reading that has begun may have begun before the change.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref reading) is { } begun)
        {
            await begun.WaitAsync(cancellationToken);
        }

        await StartReading().WaitAsync(cancellationToken);
    }

    private Task<T> StartReading()
    {
        lock (gate)
        {
            return reading ??= Task.Run(ReadAsync);
        }
    }

    private async Task<T> ReadAsync()
    {
        try
        {
            var value = await read(CancellationToken.None);
            current = new Copy(value, clock.GetUtcNow());
            return value;
        }
        catch (Exception unreachable) when (current is not null && unreachable is (DbException or TimeoutException or InvalidOperationException))
        {
            // The old copy serves; the next reader tries again.
            return current!.Value;
        }
        finally
        {
            lock (gate)
            {
                reading = null;
            }
        }
    }

    private sealed record Copy(T Value, DateTimeOffset At);
}
