using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Stores;

namespace Promozilla.Tests.Worker.Stores;

[Trait("needs", "postgres")]
public sealed class StoreHealthTests(PostgresFixture postgres) : NightTests(postgres, ("Operators:MailAddress", "operador@promozilla.test"))
{
    private static readonly string[] Shelf = [.. Enumerable.Range(0, 30).Select(number => $"item-{number:00}")];

    [Theory]
    [InlineData("price", "price read in 70 % of items, usually 95 %")]
    [InlineData("title", "title read in 70 % of items, usually 95 %")]
    [InlineData("image", "image read in 70 % of items, usually 95 %")]
    [InlineData("gtin", "gtin read in 70 % of items, usually 95 %")]
    [InlineData("availability", "availability read in 70 % of items, usually 95 %")]
    public async Task A_store_whose_field_is_missing_on_many_more_items_than_usual_is_sick(string field, string reason)
    {
        await PassAsync(4, 0, Prices(50), (field, 0.95m));
        await PassAsync(1, 4, Prices(50), (field, 0.76m));
        Assert.Null(await SickAsync());
        await PassAsync(1, 5, Prices(50), (field, 0.70m));
        Assert.Contains(reason, (await SickAsync())!, StringComparison.Ordinal);
        Assert.Equal("fill", await KindAsync());
        var fill = await worker.ValueAsync<string>("SELECT field_fill->>$2 FROM store_runs WHERE store_key = $1 ORDER BY observed_at DESC LIMIT 1", store, field);
        Assert.Equal("0.7000", fill);
    }

    [Fact]
    public async Task In_a_sick_run_no_price_changes_and_no_stock_and_nothing_new_is_taken_up()
    {
        await PassAsync(4, 0, Prices(50));
        var changed = Prices(45)[..15].Concat(Prices(50)[15..].Select(item => item with { Availability = Availability.OutOfStock })).Append(Nights.Item("new", 10));
        await PassAsync(1, 4, [.. changed]);

        Assert.Equal("15 of 30 prices moved", await SickAsync());
        Assert.Equal([[50m, Availability.InStock, 30L]], await worker.RowsAsync("SELECT price, availability, count(*) FROM listings WHERE store_key = $1 GROUP BY 1, 2", store));
        Assert.Equal([["sick_store", 45m, 15L]], await HeldAsync());
        Assert.Equal(30, await ObservationsAsync());
        Assert.Equal(30, await worker.ValueAsync<long>("SELECT count(*) FROM listing_sightings JOIN listings ON id = listing_id WHERE store_key = $1 AND last_seen_at = $2", store, Night.AddDays(4)));
        Assert.Equal(0, await worker.ValueAsync<long>("SELECT count(*) FROM pending_readings WHERE store_key = $1", store));
        Assert.Equal(0, await worker.ValueAsync<long>("SELECT count(*) FROM promotions JOIN listings l ON l.id = listing_id WHERE store_key = $1", store));
    }

    [Fact]
    public async Task What_a_sick_run_read_becomes_true_when_a_good_one_reads_the_same_and_is_forgotten_when_it_does_not()
    {
        await PassAsync(4, 0, Prices(50));
        await PassAsync(1, 4, Prices(45));
        await PassAsync(1, 5, [.. Prices(45)[..20], .. Prices(50)[20..]]);
        Assert.Null(await SickAsync());
        Assert.Equal([[45m, 20L], [50m, 10L]], await worker.RowsAsync("SELECT price, count(*) FROM listings WHERE store_key = $1 GROUP BY 1 ORDER BY 1", store));
        Assert.Empty(await HeldAsync());
        Assert.Equal(30 + 20, await ObservationsAsync());
        Assert.Equal([[Night.AddDays(5).UtcDateTime, 20L]], await worker.RowsAsync(
            "SELECT started_at, count(*) FROM promotions JOIN listings l ON l.id = listing_id WHERE store_key = $1 GROUP BY 1", store));
    }

    [Fact]
    public async Task A_list_that_is_read_wrong_on_one_field_confirms_nothing_however_often()
    {
        await PassAsync(4, 0, Prices(50), ("image", 1));
        await PassAsync(3, 4, [Nights.Item(Shelf[0], 45), .. Prices(50)[1..]], ("image", 0.1m));
        Assert.Equal("fill", await KindAsync());
        Assert.Equal([["sick_store", 45m, 1L]], await HeldAsync());
        await PassAsync(1, 7, [Nights.Item(Shelf[0], 45), .. Prices(50)[1..]], ("image", 1));
        Assert.Equal(45m, await worker.ValueAsync<decimal>("SELECT price FROM listings WHERE store_key = $1 AND item_id = 'item-00'", store));
    }

    [Fact]
    public async Task Where_only_a_category_was_not_read_the_others_are_believed_a_night_later()
    {
        await nights.PassAsync(Night, "nightly", Prices(50));
        ObservedListing[] fallen = [Nights.Item(Shelf[0], 45), .. Prices(50)[1..], Nights.Item("new", 10)];
        await PassWithoutConsolesAsync(1, fallen);
        Assert.Equal("consolas: blocked", await SickAsync());
        Assert.Equal([["sick_store", 45m, 1L]], await HeldAsync());
        Assert.Equal(10m, await worker.ValueAsync<decimal>("SELECT price FROM listings WHERE store_key = $1 AND item_id = 'new'", store));
        await PassWithoutConsolesAsync(2, fallen);
        Assert.Equal(45m, await worker.ValueAsync<decimal>("SELECT price FROM listings WHERE store_key = $1 AND item_id = 'item-00'", store));
        Assert.Empty(await HeldAsync());
    }

    [Fact]
    public async Task A_category_that_never_had_anything_may_be_empty_and_one_that_had_may_not()
    {
        for (var night = 0; night < 3; night++)
        {
            var run = await nights.OpenAsync(Night.AddDays(night), "nightly", "consolas");
            await worker.HandleAsync(nights.Message(run, Night.AddDays(night), 1, Prices(50)));
            await worker.HandleAsync(nights.End(run, 1, 30));
            await worker.HandleAsync(nights.End(run, 0, 0, ScrapeOutcome.Empty, "consolas"));
        }

        Assert.Null(await SickAsync());
        var empty = await nights.OpenAsync(Night.AddDays(3));
        await worker.HandleAsync(nights.End(empty, 0, 0, ScrapeOutcome.Empty));
        Assert.Equal("jogos: empty", await SickAsync());
    }

    [Fact]
    public async Task Readings_that_come_after_the_runs_end_are_believed_as_far_as_the_run_was()
    {
        await PassAsync(4, 0, Prices(50));
        var sick = await nights.OpenAsync(Night.AddDays(4));
        await worker.HandleAsync(nights.Message(sick, Night.AddDays(4), 1, Prices(45)[1..]));
        await worker.HandleAsync(nights.End(sick, 1, 29));
        await worker.HandleAsync(nights.Message(sick, Night.AddDays(4), 2, Prices(45)[0]));
        Assert.Equal([["sick_store", 45m, 30L]], await HeldAsync());

        var good = await nights.OpenAsync(Night.AddDays(5));
        await worker.HandleAsync(nights.Message(good, Night.AddDays(5), 1, Prices(50)[1..]));
        await worker.HandleAsync(nights.End(good, 1, 29));
        await worker.HandleAsync(nights.Message(good, Night.AddDays(5), 2, Nights.Item(Shelf[0], 48)));
        Assert.Equal(48m, await worker.ValueAsync<decimal>("SELECT price FROM listings WHERE store_key = $1 AND item_id = 'item-00'", store));
        Assert.Empty(await HeldAsync());
    }

    [Fact]
    public async Task A_canary_that_reads_wrong_makes_the_run_sick_and_the_run_waits_for_it()
    {
        await PassAsync(1, 0, Prices(50));
        var run = await nights.OpenAsync(Night.AddDays(1));
        var check = Guid.NewGuid();
        await worker.ExecuteAsync(
            """
            INSERT INTO page_checks (id, run_id, purpose, store_key, url, attempt, expected, asked_at, publishes)
            VALUES ($1, $2, 'canary', $3, 'https://loja.test/canary', 1, '{"title": "Mario", "priceFrom": 20, "priceTo": 70}', now(), 1)
            """,
            check, run, store);
        await worker.HandleAsync(nights.Message(run, Night.AddDays(1), 1, Nights.Item(Shelf[0], 45)));
        await worker.HandleAsync(nights.End(run, 1, 1));
        Assert.Equal("running", await worker.ValueAsync<string>("SELECT status FROM scrape_runs WHERE id = $1", run));

        var seen = new SeenProduct("Super Mario", "super mario", 0.59m, "EUR", Availability.InStock, null);
        await worker.HandleAsync(new ProductPageRead(check, run, store, ScrapeOutcome.Observed, null, Night.AddDays(1), seen));
        Assert.Equal("closed", await worker.ValueAsync<string>("SELECT status FROM scrape_runs WHERE id = $1", run));
        Assert.Equal("canary https://loja.test/canary: the price 0.59 is not from 20.00 to 70.00", await SickAsync());
        Assert.Equal([["sick_store", 45m, 1L]], await HeldAsync());
    }

    [Theory]
    [InlineData(ScrapeOutcome.Unreadable, "canary", "wrong")]
    [InlineData(ScrapeOutcome.Gone, "canary", "wrong")]
    [InlineData(ScrapeOutcome.Blocked, null, "unchecked")]
    [InlineData(ScrapeOutcome.Failed, null, "unchecked")]
    public async Task A_canary_that_could_not_be_fetched_says_nothing_and_one_that_could_not_be_read_does(string outcome, string? kind, string word)
    {
        var run = await nights.OpenAsync(Night);
        var check = Guid.NewGuid();
        await worker.ExecuteAsync(
            "INSERT INTO page_checks (id, run_id, purpose, store_key, url, attempt, expected, asked_at, publishes) VALUES ($1, $2, 'canary', $3, 'x', 1, '{}', now(), 1)",
            check, run, store);
        await worker.HandleAsync(nights.Message(run, Night, 1, Prices(50)));
        await worker.HandleAsync(nights.End(run, 1, 30));
        await worker.HandleAsync(new ProductPageRead(check, run, store, outcome, "so it is", Night, null));
        Assert.Equal(kind, await KindAsync());
        Assert.Equal(word, await worker.ValueAsync<string>("SELECT outcome FROM page_checks WHERE id = $1", check));
    }

    [Fact]
    public async Task The_operator_is_told_of_a_sickness_once_and_of_the_next_one_again()
    {
        await PassAsync(4, 0, Prices(50));
        await PassAsync(1, 4, Prices(45));
        await PassAsync(1, 5, []);
        Assert.Equal([["Promozilla: a loja Loja " + store + " está doente (preços a mais a mudar)", "operador@promozilla.test", "operator"]], await MailsAsync());
        Assert.Equal([["few_items", null]], await worker.RowsAsync("SELECT kind, until FROM store_sicknesses WHERE store_key = $1", store));

        await PassAsync(1, 6, Prices(50));
        await PassAsync(1, 7, Prices(40));
        Assert.Equal(2, (await MailsAsync()).Count);
        Assert.Equal(2, await worker.ValueAsync<long>("SELECT count(*) FROM store_sicknesses WHERE store_key = $1", store));
        Assert.Equal(1, await worker.ValueAsync<long>("SELECT count(*) FROM store_sicknesses WHERE store_key = $1 AND until IS NULL", store));
    }

    [Fact]
    public async Task Several_workers_that_see_a_store_without_a_good_run_for_26_hours_tell_of_it_once()
    {
        await PassAsync(1, 0, Prices(50));
        var now = worker.Clock.GetUtcNow();
        await worker.ExecuteAsync("UPDATE stores SET last_good_run_at = $2 WHERE key = $1", store, now.AddHours(-25.9));
        await worker.Get<StoreWatch>().LookAsync(CancellationToken.None);
        Assert.Null(await SickAsync());

        worker.Clock.Ahead = TimeSpan.FromMinutes(10);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => worker.Get<StoreWatch>().LookAsync(CancellationToken.None)));
        Assert.StartsWith("no good run since 20", await SickAsync(), StringComparison.Ordinal);
        Assert.Single(await MailsAsync());
        Assert.Equal(1, await worker.ValueAsync<long>("SELECT count(*) FROM store_sicknesses WHERE store_key = $1", store));

        await PassAsync(1, 300, Prices(50));
        Assert.Null(await SickAsync());
    }

    private static ObservedListing[] Prices(decimal price) => [.. Shelf.Select(id => Nights.Item(id, price))];

    private async Task PassAsync(int count, int from, ObservedListing[] items, params (string Field, decimal Share)[] fill)
    {
        for (var night = from; night < from + count; night++)
        {
            var run = await nights.OpenAsync(Night.AddDays(night));
            await worker.HandleAsync(nights.Message(run, Night.AddDays(night), 1, items));
            await worker.HandleAsync(nights.End(run, 1, items.Length, fill: fill));
        }
    }

    private async Task PassWithoutConsolesAsync(int night, ObservedListing[] items)
    {
        var run = await nights.OpenAsync(Night.AddDays(night), "nightly", "consolas");
        await worker.HandleAsync(nights.Message(run, Night.AddDays(night), 1, items));
        await worker.HandleAsync(nights.End(run, 1, items.Length));
        await worker.HandleAsync(nights.End(run, 0, 0, ScrapeOutcome.Blocked, "consolas"));
    }

    private Task<string?> SickAsync() => worker.ValueAsync<string>("SELECT sick_reason FROM stores WHERE key = $1 AND sick_since IS NOT NULL", store);

    private Task<string?> KindAsync() => worker.ValueAsync<string>("SELECT sick_kind FROM stores WHERE key = $1 AND sick_since IS NOT NULL", store);

    private Task<long> ObservationsAsync() => worker.ValueAsync<long>("SELECT count(*) FROM price_observations JOIN listings ON id = listing_id WHERE store_key = $1", store);

    private Task<List<object?[]>> MailsAsync() =>
        worker.RowsAsync("SELECT subject, to_address, kind FROM outgoing_mails WHERE subject LIKE '%' || $1 || '%' ORDER BY created_at", store);

    private Task<List<object?[]>> HeldAsync() => worker.RowsAsync(
        "SELECT held.reason, held.price, count(*) FROM held_readings held JOIN listings listing ON listing.id = held.listing_id WHERE store_key = $1 GROUP BY 1, 2", store);
}
