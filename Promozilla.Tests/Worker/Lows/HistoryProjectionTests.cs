using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Lows;
using Promozilla.Worker.Runs;

namespace Promozilla.Tests.Worker.Lows;

[Trait("needs", "postgres")]
public sealed class HistoryProjectionTests(PostgresFixture postgres) : NightTests(postgres)
{
    [Fact]
    public async Task Lows_stand_apart_for_each_store_for_used_and_for_what_is_downloaded()
    {
        var title = $"Jogo {store}";
        var other = new Nights(worker, $"{store}b");
        await other.AddStoreAsync();
        await other.PassAsync(Night, "nightly", Nights.Item("x", 55, title: title));
        await nights.PassAsync(
            Night, "nightly",
            Nights.Item("a", 60, title: title), Nights.Item("b", 30, title: title) with { Condition = Condition.Used },
            Nights.Item("c", 20, title: title) with { Condition = Condition.Refurbished }, Nights.Item("d", 25, title: title) with { Format = Format.Digital },
            Nights.Item("e", 5, title: title) with { Availability = Availability.OutOfStock });
        Assert.Equal(
            [["", "new", "digital", 25m], ["", "new", "physical", 55m], ["", "used", "physical", 20m]],
            await worker.RowsAsync(
                "SELECT store_key, wear, medium, price_ever FROM product_lows JOIN products ON id = product_id WHERE title = $1 AND store_key = '' ORDER BY 2, 3", title));
        Assert.Equal(
            [["new", 60m], ["used", 20m]],
            await worker.RowsAsync(
                "SELECT wear, price30 FROM product_lows JOIN products ON id = product_id WHERE title = $1 AND store_key = $2 AND medium = 'physical' ORDER BY 1",
                title, store));
    }

    [Fact]
    public async Task A_wrong_low_that_is_removed_is_gone_from_all_lows_at_the_next_close()
    {
        await nights.PassAsync(Night, "nightly", Item("a", 60));
        await nights.PassAsync(Night.AddDays(1), "nightly", Item("a", 40));
        await nights.PassAsync(Night.AddDays(2), "nightly", Item("a", 58));
        Assert.Equal(40m, await LowAsync("a"));
        await worker.ExecuteAsync(
            "DELETE FROM price_observations WHERE price = 40 AND listing_id = (SELECT id FROM listings WHERE store_key = $1 AND item_id = 'a')", store);
        await nights.PassAsync(Night.AddDays(3), "nightly", Item("a", 58));
        Assert.Equal(58m, await LowAsync("a"));
        Assert.Equal([[60m], [58m]], await worker.RowsAsync(
            "SELECT price FROM best_price_spans WHERE product_id = (SELECT product_id FROM listings WHERE store_key = $1) ORDER BY from_at", store));
    }

    [Fact]
    public async Task A_listing_that_nobody_saw_for_days_leaves_no_verdict_and_no_price_in_force_meanwhile()
    {
        await nights.KeepAsync(Night, Night.AddDays(33), Item("a", 60), Item("stays", 50));
        await nights.KeepAsync(Night.AddDays(36), Night.AddDays(45), Item("stays", 50));
        Assert.Equal(
            Night.AddDays(33).UtcDateTime,
            await worker.ValueAsync<DateTime>(
                "SELECT to_at FROM best_price_spans s JOIN listings l USING (product_id) WHERE store_key = $1 AND item_id = 'a'", store));
        await nights.PassAsync(Night.AddDays(46), "nightly", Item("a", 45, 60), Item("stays", 40, 50));
        Assert.Equal(
            [["a", "no_data", 17], ["stays", "verified", 30]],
            await worker.RowsAsync(
                "SELECT item_id, verdict, observed_days FROM promotions p JOIN listings l ON l.id = listing_id WHERE store_key = $1 ORDER BY 1", store));
    }

    [Fact]
    public async Task A_time_in_another_currency_is_none_that_was_observed()
    {
        await nights.KeepAsync(Night, Night.AddDays(9), Item("a", 60));
        for (var night = 10; night < 20; night++)
        {
            // Believed from the second reading on, a day after the first.
            await nights.PassAsync(Night.AddDays(night), "history", Item("a", 55) with { Currency = "USD" });
        }

        await nights.KeepAsync(Night.AddDays(20), Night.AddDays(41), Item("a", 60));
        await nights.PassAsync(Night.AddDays(42), "nightly", Item("a", 45, 60));
        Assert.Equal([["no_data"]], await worker.RowsAsync(
            "SELECT verdict FROM promotions p JOIN listings l ON l.id = listing_id WHERE store_key = $1 AND ended_at IS NULL", store));
        await nights.KeepAsync(Night.AddDays(45), Night.AddDays(81), Item("a", 60));
        await nights.PassAsync(Night.AddDays(82), "nightly", Item("a", 45, 60));
        Assert.Equal([["verified"]], await worker.RowsAsync(
            "SELECT verdict FROM promotions p JOIN listings l ON l.id = listing_id WHERE store_key = $1 AND ended_at IS NULL", store));
    }

    [Fact]
    public async Task What_a_page_sold_before_is_no_low_of_what_it_sells_now()
    {
        await nights.PassAsync(Night, "nightly", Nights.Item("a", 20, title: $"Peluche Yoshi {store}"));
        var other = Nights.Item("a", 70, title: $"Comando Preto Brilhante");
        await nights.PassAsync(Night.AddDays(1), "nightly", other);
        await nights.PassAsync(Night.AddDays(2), "nightly", other);
        await nights.PassAsync(Night.AddDays(3), "nightly", other);
        Assert.Equal(70m, await LowAsync("a"));
    }

    /// <summary>Random shelves over many nights: whatever is kept step by step is what reckoning everything anew gives.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Reckoned_anew_everything_is_as_it_was_kept(int seed)
    {
        var random = new Random(seed);
        var at = Night;
        var shelf = Enumerable.Range(0, 12).Select(number => Listing(number, random.Next(20, 90))).ToArray();
        for (var night = 0; night < 70; night++)
        {
            at = at.AddHours(random.Next(10) switch { 0 => 80, 1 => 24 * random.Next(20, 60), _ => 24 });
            for (var place = 0; place < shelf.Length; place++)
            {
                shelf[place] = random.Next(12) switch
                {
                    0 => shelf[place] with { Price = Math.Round(shelf[place].Price!.Value * random.Next(70, 130) / 100, 2) },
                    1 => shelf[place] with { Availability = random.Next(3) == 0 ? Availability.OutOfStock : Availability.InStock },
                    _ => shelf[place],
                };
            }

            await nights.PassAsync(at, "history", [.. shelf.Where(_ => random.Next(15) > 0)]);
            if (night % 10 == 9)
            {
                await AssertAnewAsync(at);
            }
        }
    }

    private ObservedListing Item(string id, decimal price, decimal? claimed = null) => Nights.Item(id, price, claimed, title: $"Jogo {id} {store}");

    private ObservedListing Listing(int number, decimal price) => Nights.Item($"item-{number}", price, title: $"Jogo {number / 3} {store}") with
    {
        Condition = number % 3 == 2 ? Condition.Used : Condition.New,
    };

    private async Task AssertAnewAsync(DateTimeOffset at)
    {
        var kept = await StateAsync();
        await worker.ExecuteAsync("DELETE FROM product_lows");
        await worker.ExecuteAsync("DELETE FROM best_price_spans");
        await worker.ExecuteAsync("INSERT INTO price_changes (listing_id) SELECT id FROM listings");
        await using (var connection = await worker.Database.OpenConnectionAsync())
        {
            await HistoryProjection.UpdateAsync(new ClosingRun(connection, Guid.NewGuid(), "history", Market: null, at, at), CancellationToken.None);
        }

        Assert.NotEmpty(kept);
        Assert.Equal(await StateAsync(), kept);
    }

    private async Task<List<string>> StateAsync() =>
    [
        .. (await worker.RowsAsync(
            """
            SELECT row_to_json(low)::text FROM product_lows low WHERE product_id IN (SELECT product_id FROM listings WHERE store_key = $1)
            UNION ALL
            SELECT row_to_json(span)::text FROM best_price_spans span WHERE product_id IN (SELECT product_id FROM listings WHERE store_key = $1)
            UNION ALL
            SELECT jsonb_build_array(id, low_price, low_at)::text FROM products WHERE id IN (SELECT product_id FROM listings WHERE store_key = $1)
            ORDER BY 1
            """,
            store)).Select(row => (string)row[0]!),
    ];

    private Task<decimal> LowAsync(string item) => worker.ValueAsync<decimal>(
        "SELECT low_price FROM products JOIN listings ON product_id = products.id WHERE store_key = $1 AND item_id = $2", store, item);
}
