using Promozilla.ServiceDefaults;
using StackExchange.Redis;

namespace Promozilla.Scraper.Categories;

/// <summary>
/// Notices that a run was cancelled while a category of it is read. It asks, once a second: a message that says so could be lost, and the
/// promise is five seconds.
/// </summary>
public sealed class RunCancellations(IConnectionMultiplexer redis, TimeProvider time)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    public async Task<Watch> WatchAsync(Guid run)
    {
        var watch = new Watch(new PeriodicTimer(Every, time));
        watch.Start(await IsCancelledAsync(run) ? null : () => IsCancelledAsync(run));
        return watch;
    }

    private Task<bool> IsCancelledAsync(Guid run) => redis.GetDatabase().KeyExistsAsync(ResourceNames.RunCancelled(run));

    /// <summary>Asks until it is disposed of.</summary>
    public sealed class Watch(PeriodicTimer timer) : IAsyncDisposable
    {
        private readonly CancellationTokenSource _cancelled = new();
        private Task _asking = Task.CompletedTask;

        public CancellationToken Cancelled => _cancelled.Token;

        /// <param name="isCancelled">Null: it is.</param>
        internal void Start(Func<Task<bool>>? isCancelled)
        {
            if (isCancelled is null) _cancelled.Cancel();
            else _asking = AskAsync(isCancelled);
        }

        public async ValueTask DisposeAsync()
        {
            timer.Dispose();
            await _asking;
            _cancelled.Dispose();
        }

        private async Task AskAsync(Func<Task<bool>> isCancelled)
        {
            while (await timer.WaitForNextTickAsync())
            {
                try
                {
                    if (!await isCancelled()) continue;
                    await _cancelled.CancelAsync();
                    return;
                }
                catch (Exception unreachable) when (unreachable is RedisException or TimeoutException)
                {
                    // The next second asks again.
                }
            }
        }
    }
}
