using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Worker.Ingest;

[Trait("needs", "postgres")]
public sealed class ListingsObservedHandlerTests(PostgresFixture postgres) : NightTests(postgres)
{
    [Fact]
    public async Task A_message_that_comes_twice_is_recorded_once()
    {
        var run = await nights.OpenAsync(Night);
        var message = nights.Message(run, Night, 1, Nights.Item("a", 50), Nights.Item("b", 30));
        await worker.HandleAsync(message);
        await worker.HandleAsync(message);
        await worker.HandleAsync(nights.End(run, 1, 2));
        await worker.HandleAsync(message);

        Assert.Equal(2, await CountAsync("listings"));
        Assert.Equal(2, await ObservationsAsync());
        Assert.Equal(1, await worker.ValueAsync<int>("SELECT messages_recorded FROM scrape_tasks WHERE run_id = $1", run));
        Assert.Equal(2, await worker.ValueAsync<int>("SELECT items_recorded FROM scrape_tasks WHERE run_id = $1", run));
    }

    [Fact]
    public async Task A_run_closes_when_the_end_comes_before_the_readings()
    {
        var run = await nights.OpenAsync(Night);
        await worker.HandleAsync(nights.End(run, 2, 2));
        await worker.HandleAsync(nights.Message(run, Night, 1, Nights.Item("a", 50)));
        Assert.Equal("running", await StatusAsync(run));
        await worker.HandleAsync(nights.Message(run, Night, 2, Nights.Item("b", 50)));
        Assert.Equal("closed", await StatusAsync(run));
    }

    [Fact]
    public async Task An_unchanged_night_writes_no_observation_and_moves_the_sighting()
    {
        await nights.PassAsync(Night, "nightly", Nights.Item("a", 50));
        await nights.PassAsync(Night.AddDays(1), "nightly", Nights.Item("a", 50));

        Assert.Equal(1, await ObservationsAsync());
        Assert.Equal(
            Night.AddDays(1).UtcDateTime,
            await worker.ValueAsync<DateTime>(
                "SELECT last_seen_at FROM listing_sightings JOIN listings ON id = listing_id WHERE store_key = $1", store));
    }

    [Fact]
    public async Task What_could_not_be_read_keeps_its_last_good_value()
    {
        await nights.PassAsync(Night, "nightly", Nights.Item("a", 50) with { Gtin = "0045496420000", Image = "https://loja.test/a.jpg" });
        await nights.PassAsync(Night.AddDays(1), "nightly", Nights.Item("a", null) with { Availability = Availability.Unknown, Currency = null });

        var row = Assert.Single(await worker.RowsAsync(
            "SELECT price, currency, gtin, image_url, availability FROM listings WHERE store_key = $1", store));
        Assert.Equal([50m, "EUR", "0045496420000", "https://loja.test/a.jpg", "in_stock"], row);
        Assert.Equal(1, await ObservationsAsync());
    }

    [Fact]
    public async Task An_older_night_after_a_newer_one_completes_the_history_and_changes_nothing_else()
    {
        await nights.PassAsync(Night, "nightly", Nights.Item("a", 50));
        var late = await nights.OpenAsync(Night.AddDays(1));
        await nights.PassAsync(Night.AddDays(2), "nightly", Nights.Item("a", 50));
        await worker.HandleAsync(nights.Message(late, Night.AddDays(1), 1, Nights.Item("a", 45)));
        await worker.HandleAsync(nights.End(late, 1, 1));

        Assert.Equal(50m, await worker.ValueAsync<decimal>("SELECT price FROM listings WHERE store_key = $1", store));
        var prices = await worker.RowsAsync(
            "SELECT o.price FROM price_observations o JOIN listings ON id = listing_id WHERE store_key = $1 ORDER BY at", store);
        Assert.Equal([50m, 45m, 50m], prices.Select(row => (decimal)row[0]!));
        Assert.Equal(0, await worker.ValueAsync<long>("SELECT count(*) FROM promotions JOIN listings l ON l.id = listing_id WHERE store_key = $1", store));
    }

    [Fact]
    public async Task Workers_that_record_the_same_items_at_once_neither_lock_each_other_out_nor_double_anything()
    {
        var ids = Enumerable.Range(0, 150).Select(number => $"item-{number:000}").ToArray();
        await nights.PassAsync(Night, "nightly", [.. ids.Take(100).Select(id => Nights.Item(id, 50))]);
        var messages = new List<ListingsObserved>();
        for (var night = 1; night <= 8; night++)
        {
            var at = Night.AddDays(night);
            var run = await nights.OpenAsync(at);
            var shuffled = Random.Shared.GetItems(ids, 400).Distinct().ToArray();
            messages.Add(nights.Message(run, at, 1, [.. shuffled.Select((id, place) => Nights.Item(id, place % 10 == 0 ? 49 : 50))]));
        }

        await Task.WhenAll(messages.Concat(messages).Select(worker.HandleAsync));
        await Task.WhenAll(messages.Select(message => worker.HandleAsync(nights.End(message.RunId, 1, message.Items.Count))));

        Assert.Equal(150, await CountAsync("listings"));
        Assert.Equal(9, await worker.ValueAsync<long>(
            "SELECT sum(messages_recorded)::bigint FROM scrape_tasks WHERE store_key = $1", store));
        Assert.Equal(0, await worker.ValueAsync<long>(
            "SELECT count(*) FROM (SELECT listing_id FROM promotions WHERE ended_at IS NULL GROUP BY listing_id HAVING count(*) > 1) twice"));
    }

    [Fact]
    public async Task One_broken_item_does_not_spoil_the_others()
    {
        var run = await nights.OpenAsync(Night);
        await worker.HandleAsync(nights.Message(
            run, Night, 1,
            Nights.Item("good", 50), Nights.Item("zero", 0), Nights.Item("nul", 20) with { Title = "a\0b" }, Nights.Item("huge", 99_999_999_999_999m)));
        await worker.HandleAsync(nights.End(run, 1, 4));

        var rows = await worker.RowsAsync("SELECT item_id, price FROM listings WHERE store_key = $1 ORDER BY item_id", store);
        Assert.Equal([["good", 50m], ["huge", null], ["zero", null]], rows);
    }

    [Fact]
    public async Task A_message_of_an_unknown_store_fails_whole()
    {
        var run = await nights.OpenAsync(Night);
        var message = nights.Message(run, Night, 1, Nights.Item("a", 50)) with { StoreKey = "nobody" };
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => worker.HandleAsync(message));
        Assert.Null(await worker.ValueAsync<object>("SELECT id FROM inbox_messages WHERE id = $1", message.MessageId));
    }

    [Fact]
    public async Task A_doubtful_price_is_held_and_a_second_reading_an_hour_later_confirms_it()
    {
        await nights.PassAsync(Night, "nightly", Nights.Item("a", 60));
        var doubtful = Nights.Item("a", 30);
        await nights.PassAsync(Night.AddDays(1), "nightly", doubtful);
        Assert.Equal((60m, 1L), (await PriceAsync("a"), await HeldAsync()));

        await nights.PassAsync(Night.AddDays(1).AddMinutes(59), "asked", doubtful);
        Assert.Equal((60m, 1L), (await PriceAsync("a"), await HeldAsync()));

        var confirmed = Night.AddDays(1).AddMinutes(61);
        await nights.PassAsync(confirmed, "asked", doubtful);
        Assert.Equal((30m, 0L), (await PriceAsync("a"), await HeldAsync()));
        var promotion = Assert.Single(await worker.RowsAsync(
            "SELECT started_at, price_before FROM promotions JOIN listings l ON l.id = listing_id WHERE store_key = $1", store));
        Assert.Equal([confirmed.UtcDateTime, 60m], promotion);
    }

    [Fact]
    public async Task A_price_that_comes_back_to_normal_ends_the_hold()
    {
        await nights.PassAsync(Night, "nightly", Nights.Item("a", 60));
        await nights.PassAsync(Night.AddDays(1), "nightly", Nights.Item("a", 6000));
        Assert.Equal((60m, 1L), (await PriceAsync("a"), await HeldAsync()));
        await nights.PassAsync(Night.AddDays(2), "nightly", Nights.Item("a", 60));
        Assert.Equal((60m, 0L), (await PriceAsync("a"), await HeldAsync()));
        Assert.Equal(1, await ObservationsAsync());
    }

    private Task<decimal> PriceAsync(string item) =>
        worker.ValueAsync<decimal>("SELECT price FROM listings WHERE store_key = $1 AND item_id = $2", store, item);

    private Task<long> HeldAsync() =>
        worker.ValueAsync<long>("SELECT count(*) FROM held_readings JOIN listings listing ON listing.id = listing_id WHERE store_key = $1", store);

    private Task<long> CountAsync(string table) => worker.ValueAsync<long>($"SELECT count(*) FROM {table} WHERE store_key = $1", store);

    private Task<long> ObservationsAsync() =>
        worker.ValueAsync<long>("SELECT count(*) FROM price_observations JOIN listings ON id = listing_id WHERE store_key = $1", store);

    private Task<string?> StatusAsync(Guid run) => worker.ValueAsync<string>("SELECT status FROM scrape_runs WHERE id = $1", run);
}
