using Npgsql;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Operators;
using Promozilla.Worker.Stores;

namespace Promozilla.Tests.Worker.Stores;

/// <summary>What came with the program and what a person wrote, and which of them is in force.</summary>
[Trait("needs", "postgres")]
public sealed class StoreVersionTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly string key = $"loja{Guid.NewGuid():n}";
    private WorkerUnderTest worker = null!;

    public async Task InitializeAsync() => worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);

    public async Task DisposeAsync()
    {
        await worker.ExecuteAsync("UPDATE stores SET enabled = false WHERE key = $1", key);
        await worker.DisposeAsync();
    }

    [Fact]
    public async Task A_file_that_changed_is_a_new_version_in_force_and_the_same_file_is_not()
    {
        await StartAsync(fee: 1);
        await StartAsync(fee: 1);
        Assert.Equal(["1 published"], await VersionsAsync());
        await StartAsync(fee: 2);
        Assert.Equal(["1 retired", "2 published"], await VersionsAsync());
        Assert.Equal(2m, await FeeAsync());
    }

    [Fact]
    public async Task A_persons_version_stays_in_force_and_the_newer_file_waits()
    {
        await StartAsync(fee: 1);
        await worker.ExecuteAsync("UPDATE store_definitions SET status = 'retired' WHERE store_key = $1", key);
        await worker.ExecuteAsync(
            "INSERT INTO store_definitions (store_key, version, json, author, created_at, status, broken_pages) VALUES ($1, 2, $2, gen_random_uuid(), now(), 'published', 0)", key, Json(fee: 7));
        await StartAsync(fee: 1);
        Assert.Equal(7m, await FeeAsync());
        await StartAsync(fee: 2);
        await StartAsync(fee: 2);
        Assert.Equal(["1 retired", "2 published", "3 draft"], await VersionsAsync());
        Assert.Equal(7m, await FeeAsync());
    }

    [Fact]
    public async Task A_person_switches_a_store_off_and_no_start_switches_it_on()
    {
        await StartAsync(fee: 1);
        Assert.True(await worker.ValueAsync<bool>("SELECT enabled FROM stores WHERE key = $1", key));
        await worker.ExecuteAsync("UPDATE stores SET switched_to = false WHERE key = $1", key);
        await ApplyAsync();
        await StartAsync(fee: 1);
        Assert.False(await worker.ValueAsync<bool>("SELECT enabled FROM stores WHERE key = $1", key));
        await worker.ExecuteAsync("UPDATE stores SET switched_to = NULL WHERE key = $1", key);
        await ApplyAsync();
        Assert.True(await worker.ValueAsync<bool>("SELECT enabled FROM stores WHERE key = $1", key));
    }

    [Fact]
    public async Task What_a_person_says_of_delivery_counts_from_its_day_on_whatever_the_file_says()
    {
        await StartAsync(fee: 1);
        await worker.ExecuteAsync("INSERT INTO delivery_rules (store_key, since, mainland_fee, by_person) VALUES ($1, (now() + interval '3 days')::date, 9, true)", key);
        await StartAsync(fee: 2);
        worker.Clock.Ahead = TimeSpan.FromDays(4);
        await StartAsync(fee: 3);
        Assert.Equal([2m, 9m], (await worker.RowsAsync("SELECT mainland_fee FROM delivery_rules WHERE store_key = $1 ORDER BY since", key)).Select(row => (decimal)row[0]!));
    }

    [Fact]
    public async Task A_frozen_store_tells_nobody_and_loses_nothing_until_a_person_lifts_it()
    {
        var nights = new Nights(worker, key);
        await nights.AddStoreAsync();
        var (stays, goes) = (Nights.Item("fica", 40), Nights.Item("some", 20));
        await nights.PassAsync(Nights.First, "nightly", stays, goes);
        await worker.ExecuteAsync("UPDATE stores SET frozen_since = now() WHERE key = $1", key);
        foreach (var night in new[] { 1, 2, 3 }) await nights.PassAsync(Nights.First.AddDays(night), "nightly", stays);
        Assert.Equal(0L, await MissingAsync());
        Assert.True(await worker.ValueAsync<bool>("SELECT frozen_since IS NOT NULL AND sick_since IS NULL FROM stores WHERE key = $1", key));
        await worker.ExecuteAsync("UPDATE stores SET frozen_since = NULL WHERE key = $1", key);
        await nights.PassAsync(Nights.First.AddDays(4), "nightly", stays);
        Assert.Equal(1L, await MissingAsync());
    }

    [Fact]
    public async Task Who_switches_a_store_while_another_change_of_it_is_applied_is_not_written_over()
    {
        await StartAsync(fee: 1);
        await using var meanwhile = await worker.Database.OpenConnectionAsync();
        await using var transaction = await meanwhile.BeginTransactionAsync();
        await using var off = new NpgsqlCommand("UPDATE stores SET switched_to = false WHERE key = $1", meanwhile) { Parameters = { new() { Value = key } } };
        await off.ExecuteNonQueryAsync();
        var applied = worker.Get<StoreSettings>().ApplyAsync(key, CancellationToken.None);
        await Eventually.AssertAsync(async () => Assert.Equal(1, await worker.ValueAsync<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")));
        await transaction.CommitAsync();
        Assert.True(await applied);
        Assert.Equal([[false, "desligada por uma pessoa"]], await worker.RowsAsync("SELECT enabled, disabled_reason FROM stores WHERE key = $1", key));
    }

    private Task<long> MissingAsync() => worker.ValueAsync<long>("SELECT count(*) FROM listings WHERE store_key = $1 AND missing_since IS NOT NULL", key);

    private async Task StartAsync(int fee)
    {
        var json = Json(fee);
        await worker.Get<ShippedDefinitions>().TakeAsync(StoreDefinition.Parse(json), json, sample: false, CancellationToken.None);
        await worker.Get<StoreSettings>().ApplyAsync(key, CancellationToken.None);
    }

    private async Task ApplyAsync()
    {
        await using var connection = await worker.Database.OpenConnectionAsync();
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
        var act = Assert.Single(worker.Get<IEnumerable<IOperatorAct>>(), act => act.Action == "store.apply");
        await act.DoAsync(new OperatorOrder(Guid.NewGuid(), $"stores/{key}", "{}", null), connection, transaction, CancellationToken.None);
    }

    private string Json(int fee) => $$"""
        {
          "key": "{{key}}", "name": "Loja", "market": "PT", "enabled": true, "hosts": ["loja.example"],
          "delivery": { "fee": {{fee}} }, "categories": [{ "name": "jogos" }]
        }
        """;

    private async Task<IEnumerable<string>> VersionsAsync() =>
        (await worker.RowsAsync("SELECT version || ' ' || status FROM store_definitions WHERE store_key = $1 ORDER BY version", key)).Select(row => (string)row[0]!);

    private Task<decimal> FeeAsync() => worker.ValueAsync<decimal>("SELECT (definition->'delivery'->>'fee')::numeric FROM stores WHERE key = $1", key);
}
