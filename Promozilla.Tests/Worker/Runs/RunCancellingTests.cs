using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Runs;
using StackExchange.Redis;

namespace Promozilla.Tests.Worker.Runs;

[Trait("needs", "servers")]
public sealed class RunCancellingTests(PostgresFixture postgres, RedisFixture redis) : IClassFixture<PostgresFixture>, IClassFixture<RedisFixture>
{
    [Fact]
    public async Task A_run_that_is_asked_to_end_tells_the_scrapers_and_closes_with_what_it_has()
    {
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString, ("ConnectionStrings:cache", redis.ConnectionString));
        var nights = new Nights(worker);
        await nights.AddStoreAsync();
        var run = await nights.OpenAsync(Nights.First);
        var other = await nights.OpenAsync(Nights.First.AddDays(1));
        await worker.HandleAsync(nights.Message(run, Nights.First, 1, Nights.Item("a", 50)));
        await worker.ExecuteAsync("UPDATE scrape_runs SET status = 'cancelling' WHERE id = $1", run);

        await worker.Get<RunCancelling>().CancelAskedAsync(CancellationToken.None);
        await worker.Get<RunClosing>().TryCloseAsync(run, CancellationToken.None);

        Assert.Equal("closed", await worker.ValueAsync<string>("SELECT status FROM scrape_runs WHERE id = $1", run));
        Assert.Equal("cancelled", await worker.ValueAsync<string>("SELECT outcome FROM scrape_tasks WHERE run_id = $1", run));
        Assert.Equal(50m, await worker.ValueAsync<decimal>("SELECT price FROM listings WHERE item_id = 'a'"));
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString);
        Assert.True(await connection.GetDatabase().KeyExistsAsync(ResourceNames.RunCancelled(run)));

        // The scraper's own word comes after and changes nothing; another run is not touched.
        await worker.HandleAsync(nights.End(run, 1, 1, ScrapeOutcome.Cancelled));
        Assert.Equal("running", await worker.ValueAsync<string>("SELECT status FROM scrape_runs WHERE id = $1", other));
        Assert.False(await connection.GetDatabase().KeyExistsAsync(ResourceNames.RunCancelled(other)));
    }

    [Fact]
    public async Task Without_Redis_the_run_closes_all_the_same()
    {
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        var nights = new Nights(worker, "loja-2");
        await nights.AddStoreAsync();
        var run = await nights.OpenAsync(Nights.First);
        await worker.ExecuteAsync("UPDATE scrape_runs SET status = 'cancelling' WHERE id = $1", run);
        await worker.Get<RunCancelling>().CancelAskedAsync(CancellationToken.None);
        await worker.Get<RunClosing>().TryCloseAsync(run, CancellationToken.None);
        Assert.Equal("closed", await worker.ValueAsync<string>("SELECT status FROM scrape_runs WHERE id = $1", run));
    }
}
