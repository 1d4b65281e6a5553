using System.Diagnostics.Metrics;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Runs;

namespace Promozilla.Tests.Worker.Runs;

[Trait("needs", "postgres")]
public sealed class RunClosingTests(PostgresFixture postgres) : NightTests(postgres)
{
    [Fact]
    public async Task Every_listing_of_a_shelf_gets_its_product_and_its_best_price()
    {
        var title = $"Aventura {store}";
        await nights.PassAsync(
            Night, "nightly",
            Nights.Item("a", 50, title: title), Nights.Item("b", 45, title: title), Nights.Item("c", 20, title: title) with { Condition = Condition.Used },
            Nights.Item("d", 10, title: title) with { Availability = Availability.OutOfStock }, Nights.Item("e", 60, title: $"Outra {store}"),
            Nights.Item("f", 9, title: $"Caneca {store}") with { Kind = ProductKind.Other });

        var products = await worker.RowsAsync(
            """
            SELECT p.title, p.slug, p.best_price, p.best_used_price, p.offer_count, p.in_stock, p.low_price FROM products p
            WHERE id IN (SELECT product_id FROM listings WHERE store_key = $1) ORDER BY best_price
            """,
            store);
        Assert.Equal(
            [
                [title, $"aventura-{store}-switch", 45m, 20m, 3, true, 45m],
                [$"Outra {store}", $"outra-{store}-switch", 60m, null, 1, true, 60m],
            ],
            products);
        Assert.Equal(0, await worker.ValueAsync<long>("SELECT product_id FROM listings WHERE item_id = 'f' AND store_key = $1", store));
    }

    [Fact]
    public async Task The_same_gtin_is_the_same_product_whatever_the_title()
    {
        var gtin = TradeNumbers.Next();
        await nights.PassAsync(
            Night, "nightly",
            Nights.Item("a", 50, title: $"Kirby {store}") with { Gtin = gtin }, Nights.Item("b", 45, title: $"Kirby e a Terra Esquecida {store}") with { Gtin = gtin });
        await nights.PassAsync(Night.AddDays(1), "nightly", Nights.Item("c", 45, title: $"KIRBY TERRA {store}") with { Gtin = gtin });

        Assert.Equal(1, await worker.ValueAsync<long>("SELECT count(DISTINCT product_id) FROM listings WHERE store_key = $1 AND product_id IS NOT NULL", store));
        Assert.Equal(3, await worker.ValueAsync<long>("SELECT count(product_id) FROM listings WHERE store_key = $1", store));
    }

    [Fact]
    public async Task A_fall_after_thirty_days_is_a_verified_promotion_and_a_claimed_excess_is_inflated()
    {
        await nights.KeepAsync(Night, Night.AddDays(39), Nights.Item("true", 60), Nights.Item("inflated", 60));
        await nights.PassAsync(Night.AddDays(40), "nightly", Nights.Item("true", 48), Nights.Item("inflated", 54, claimed: 90));

        var promotions = await worker.RowsAsync(
            """
            SELECT item_id, verdict, p.price, price_before, reference, real_percent, p.claimed_price, step, told_step FROM promotions p
            JOIN listings l ON l.id = listing_id WHERE store_key = $1 ORDER BY item_id
            """,
            store);
        Assert.Equal(
            [["inflated", "inflated", 54m, 60m, 60m, 10m, 90m, 1, 1], ["true", "verified", 48m, 60m, 60m, 20m, null, 1, 1]],
            promotions);
    }

    [Fact]
    public async Task Messages_are_remembered_for_thirty_days()
    {
        var (old, recent) = (Guid.NewGuid(), Guid.NewGuid());
        await worker.ExecuteAsync("INSERT INTO inbox_messages VALUES ($1, now() - interval '31 days'), ($2, now() - interval '29 days')", old, recent);
        await nights.PassAsync(Night, "nightly", Nights.Item("a", 50));
        Assert.Equal([[recent]], await worker.RowsAsync("SELECT id FROM inbox_messages WHERE id IN ($1, $2)", old, recent));
    }

    [Fact]
    public async Task A_listing_that_two_good_runs_did_not_see_is_missing_until_it_is_seen()
    {
        var stays = Nights.Item("stays", 50);
        var goes = Nights.Item("goes", 40);
        await nights.PassAsync(Night, "nightly", stays, goes);
        await nights.PassAsync(Night.AddDays(1), "nightly", stays);
        Assert.False(await MissingAsync("goes"));
        await nights.PassAsync(Night.AddDays(2), "nightly", stays);
        Assert.True(await MissingAsync("goes"));
        Assert.False(await MissingAsync("stays"));
        await nights.PassAsync(Night.AddDays(3), "nightly", stays, goes);
        Assert.False(await MissingAsync("goes"));
    }

    [Fact]
    public async Task A_store_whose_prices_all_move_is_sick_and_well_again_after_a_good_run()
    {
        var shelf = Enumerable.Range(0, 30).Select(number => $"item-{number}").ToArray();
        await nights.PassAsync(Night, "nightly", [.. shelf.Select(id => Nights.Item(id, 50))]);
        Assert.Null(await SickAsync());
        await nights.PassAsync(Night.AddDays(1), "nightly", [.. shelf.Select(id => Nights.Item(id, 45))]);
        Assert.Equal("30 of 30 prices moved", await SickAsync());
        await nights.PassAsync(Night.AddDays(2), "nightly", [.. shelf.Select(id => Nights.Item(id, 45))]);
        Assert.Null(await SickAsync());
        Assert.Equal(
            Night.AddDays(2).UtcDateTime, await worker.ValueAsync<DateTime>("SELECT last_good_run_at FROM stores WHERE key = $1", store));
    }

    [Fact]
    public async Task A_store_that_shows_half_of_its_shelf_or_was_not_read_is_sick_and_nothing_goes_missing()
    {
        var shelf = Enumerable.Range(0, 10).Select(number => Nights.Item($"item-{number}", 50)).ToArray();
        for (var night = 0; night < 4; night++)
        {
            await nights.PassAsync(Night.AddDays(night), "nightly", shelf);
        }

        for (var night = 4; night < 8; night++)
        {
            await nights.PassAsync(Night.AddDays(night), "nightly", shelf[..4]);
        }

        Assert.Equal("4 items, usually 10", await SickAsync());
        Assert.Equal(0, await worker.ValueAsync<long>("SELECT count(*) FROM listings WHERE store_key = $1 AND missing_since IS NOT NULL", store));

        var blocked = await nights.OpenAsync(Night.AddDays(8));
        await worker.HandleAsync(nights.End(blocked, 0, 0, ScrapeOutcome.Blocked));
        Assert.Equal("jogos: blocked", await SickAsync());
    }

    [Fact]
    public async Task An_unclaimed_fall_is_the_normal_price_after_thirty_days()
    {
        await nights.PassAsync(Night, "history", Nights.Item("a", 60));
        await nights.PassAsync(Night.AddDays(35), "nightly", Nights.Item("a", 50));
        await nights.PassAsync(Night.AddDays(64), "nightly", Nights.Item("a", 50));
        Assert.Equal(1, await OpenAsync());
        await nights.PassAsync(Night.AddDays(65), "nightly", Nights.Item("a", 50));
        Assert.Equal(0, await OpenAsync());
    }

    [Fact]
    public async Task A_run_that_can_not_be_closed_holds_up_no_other_is_told_and_waits_longer_each_time()
    {
        var (bad, good) = (await nights.OpenAsync(Night), await nights.OpenAsync(Night.AddDays(1)));
        await worker.ExecuteAsync("UPDATE scrape_tasks SET completed_at = now() WHERE run_id IN ($1, $2)", bad, good);
        await worker.ExecuteAsync(
            $"""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;
            CREATE TRIGGER refuse BEFORE UPDATE ON scrape_runs FOR EACH ROW WHEN (new.status = 'closed' AND new.id = '{bad}') EXECUTE FUNCTION refuse()
            """);
        var told = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name == "promozilla.runs.not_closed") listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref told, value));
        listener.Start();
        try
        {
            await TickAsync();
            Assert.Equal([["running"], ["closed"]], await StatusesAsync());
            Assert.Equal(1, told);
            worker.Clock.Ahead += TimeSpan.FromSeconds(11);
            await TickAsync();
            Assert.Equal(2, told);
        }
        finally
        {
            await worker.ExecuteAsync("DROP FUNCTION refuse CASCADE");
        }

        worker.Clock.Ahead += TimeSpan.FromSeconds(11);
        await TickAsync();
        Assert.Equal([["running"], ["closed"]], await StatusesAsync());
        worker.Clock.Ahead += TimeSpan.FromSeconds(10);
        await TickAsync();
        Assert.Equal([["closed"], ["closed"]], await StatusesAsync());

        Task TickAsync() => worker.Get<RunPoll>().TickAsync(CancellationToken.None);
        Task<List<object?[]>> StatusesAsync() => worker.RowsAsync("SELECT status FROM scrape_runs WHERE id IN ($1, $2) ORDER BY observed_at", bad, good);
    }

    private Task<long> OpenAsync() =>
        worker.ValueAsync<long>("SELECT count(*) FROM promotions p JOIN listings l ON l.id = listing_id WHERE store_key = $1 AND ended_at IS NULL", store);

    private Task<string?> SickAsync() => worker.ValueAsync<string>("SELECT sick_reason FROM stores WHERE key = $1 AND sick_since IS NOT NULL", store);

    private Task<bool> MissingAsync(string item) => worker.ValueAsync<bool>(
        "SELECT missing_since IS NOT NULL FROM listings WHERE store_key = $1 AND item_id = $2", store, item);
}
