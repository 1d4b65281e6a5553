using System.Diagnostics;
using Promozilla.Scraper.Fetching;
using Promozilla.Tests.Servers;
using StackExchange.Redis;

namespace Promozilla.Tests.Scraper.Fetching;

[Trait("needs", "servers")]
public sealed class HostPaceTests(RedisFixture redis) : IClassFixture<RedisFixture>
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Three_scrapers_never_ask_one_host_at_once_nor_sooner_than_the_pause()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var (running, most, clock) = (0, 0, Stopwatch.StartNew());
        var turns = new List<(TimeSpan From, TimeSpan To)>();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ =>
        {
            var pace = new HostPace(connection);
            for (var i = 0; i < 4; i++)
            {
                var holder = await pace.TakeAsync("busy.example", Lease, Pause, CancellationToken.None);
                most = Math.Max(most, Interlocked.Increment(ref running));
                var from = clock.Elapsed;
                await Task.Yield();
                Interlocked.Decrement(ref running);
                lock (turns) turns.Add((from, clock.Elapsed));
                await pace.GiveAsync("busy.example", holder, Pause);
            }
        }));
        Assert.Equal(1, most);
        Assert.Equal(12, turns.Count);
        var ordered = turns.OrderBy(turn => turn.From).ToList();
        // Redis counts whole milliseconds.
        Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.True(pair.Second.From - pair.First.To >= Pause - TimeSpan.FromMilliseconds(2)));
    }

    [Fact]
    public async Task Whoever_came_first_is_served_first_and_who_gave_up_holds_nobody_up()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var pace = new HostPace(connection);
        var holder = await pace.TakeAsync("queue.example", Lease, Pause, CancellationToken.None);
        using var impatience = new CancellationTokenSource();
        var served = new List<int>();
        var waiting = new List<Task>();
        for (var n = 0; n < 6; n++)
        {
            waiting.Add(WaitAsync(n, n == 2 ? impatience.Token : CancellationToken.None));
            await Eventually.AssertAsync(async () => Assert.Equal(waiting.Count, await connection.GetDatabase().SortedSetLengthAsync("promozilla:pace:{queue.example}:waiting")));
        }

        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting[2]);
        await pace.GiveAsync("queue.example", holder, TimeSpan.FromMilliseconds(5));
        await Task.WhenAll(waiting.Where(task => task != waiting[2]));
        Assert.Equal([0, 1, 3, 4, 5], served);

        async Task WaitAsync(int number, CancellationToken cancellationToken)
        {
            var turn = await pace.TakeAsync("queue.example", Lease, Pause, cancellationToken);
            served.Add(number);
            await pace.GiveAsync("queue.example", turn, TimeSpan.FromMilliseconds(5));
        }
    }

    [Fact]
    public async Task A_scraper_that_died_holds_nobody_up_for_longer_than_its_lease()
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        var pace = new HostPace(connection);
        await pace.TakeAsync("dead.example", TimeSpan.FromMilliseconds(200), Pause, CancellationToken.None);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        Assert.NotEmpty(await pace.TakeAsync("dead.example", Lease, Pause, limit.Token));
    }
}
