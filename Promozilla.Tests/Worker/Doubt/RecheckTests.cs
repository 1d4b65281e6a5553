using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Doubt;
using Promozilla.Worker.Runs;
using Promozilla.Worker.Start;

namespace Promozilla.Tests.Worker.Doubt;

/// <summary>A doubtful fall from 60 to 20, and what its product page says of it, in every order that messages can come in.</summary>
[Trait("needs", "postgres")]
public sealed class RecheckTests(PostgresFixture postgres) : NightTests(postgres)
{
    private DateTimeOffset night;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        night = worker.Clock.GetUtcNow();
        await worker.ExecuteAsync("DELETE FROM held_readings; UPDATE scrape_runs SET status = 'closed'");
        await nights.KeepAsync(night.AddDays(-40), night.AddDays(-1), Nights.Item("a", 60), Nights.Item("b", 60));
        await nights.PassAsync(night, "nightly", Nights.Item("a", 20), Nights.Item("b", 60));
    }

    [Fact]
    public async Task A_reading_that_is_held_for_an_hour_is_asked_for_once_on_its_product_page()
    {
        Assert.Equal(0, await PlanAsync());
        worker.Clock.Ahead = TimeSpan.FromMinutes(59);
        Assert.Equal(0, await PlanAsync());
        worker.Clock.Ahead = TimeSpan.FromMinutes(61);
        Assert.Equal(1, (await Task.WhenAll(PlanAsync(), PlanAsync(), PlanAsync())).Sum());
        Assert.Equal(0, await PlanAsync());
        Assert.Equal(["https://loja.test/a", 1, "recheck"], Assert.Single(await ChecksAsync("url, attempt, purpose")));
        Assert.Equal("running", await worker.ValueAsync<string>("SELECT status FROM scrape_runs WHERE origin = 'recheck' AND id = (SELECT run_id FROM page_checks WHERE store_key = $1)", store));
    }

    [Fact]
    public async Task While_past_nights_are_played_in_nothing_is_asked_for()
    {
        worker.Clock.Ahead = TimeSpan.FromHours(2);
        await TickAsync();
        Assert.Empty(await ChecksAsync("url"));
        worker.Get<DatabaseGate>().Report(null);
        await TickAsync();
        Assert.Equal("https://loja.test/a", Assert.Single(await ChecksAsync("url"))[0]);

        // There is no broker to take the question to: by then it stands in the database.
        Task<Exception> TickAsync() => Record.ExceptionAsync(() => worker.Get<RunPoll>().TickAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_page_that_agrees_makes_the_reading_a_price_and_a_promotion_once()
    {
        var check = await AskAsync();
        var answer = Answer(check, 20);
        await worker.HandleAsync(answer);
        await worker.HandleAsync(answer);

        Assert.Equal(20m, await PriceAsync());
        Assert.Equal(0, await HeldAsync());
        Assert.Equal([60m, 20m], await ObservationsAsync());
        var promotion = Assert.Single(await worker.RowsAsync(
            "SELECT verdict, p.price, price_before, real_percent FROM promotions p JOIN listings l ON l.id = listing_id WHERE store_key = $1", store));
        Assert.Equal(["verified", 20m, 60m, 66.7m], promotion);
        Assert.Equal("agrees", Assert.Single(await ChecksAsync("outcome"))[0]);
        Assert.Equal("closed", await RunStatusAsync(check.Run));
        Assert.Equal(20m, await worker.ValueAsync<decimal>("SELECT best_price FROM products WHERE id = (SELECT product_id FROM listings WHERE store_key = $1 AND item_id = 'a')", store));

        // The next night says the same, and that is nothing new.
        await nights.PassAsync(night.AddDays(1), "nightly", Nights.Item("a", 20), Nights.Item("b", 60));
        Assert.Equal([60m, 20m], await ObservationsAsync());
    }

    [Fact]
    public async Task A_page_that_shows_the_price_before_drops_the_reading()
    {
        var check = await AskAsync();
        await worker.HandleAsync(Answer(check, 60));
        Assert.Equal(60m, await PriceAsync());
        Assert.Equal(0, await HeldAsync());
        Assert.Equal([60m], await ObservationsAsync());
        Assert.Equal("closed", await RunStatusAsync(check.Run));

        // Read once more, it is doubted from the start.
        await nights.PassAsync(night.AddHours(5), "asked", Nights.Item("a", 20), Nights.Item("b", 60));
        Assert.Equal((60m, 1L), (await PriceAsync(), await HeldAsync()));
    }

    [Theory]
    [InlineData(ScrapeOutcome.Blocked)]
    [InlineData(ScrapeOutcome.Failed)]
    [InlineData(ScrapeOutcome.Gone)]
    [InlineData(ScrapeOutcome.Unreadable)]
    public async Task What_the_page_does_not_say_is_asked_again_and_then_left_to_a_person(string outcome)
    {
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            Assert.False(await worker.ValueAsync<bool>("SELECT needs_person FROM held_readings"));
            var check = await AskAsync(hours: attempt * 2);
            await worker.HandleAsync(new ProductPageRead(check.Id, check.Run, store, outcome, "no luck", worker.Clock.GetUtcNow(), null));
        }

        Assert.Equal([true, 3, "no luck"], Assert.Single(await worker.RowsAsync("SELECT needs_person, rechecks, recheck_said FROM held_readings")));
        worker.Clock.Ahead = TimeSpan.FromDays(1);
        Assert.Equal(0, await PlanAsync());
        Assert.Equal((60m, 1L), (await PriceAsync(), await HeldAsync()));

        // The next night's list still settles it.
        await nights.PassAsync(night.AddDays(1), "nightly", Nights.Item("a", 20), Nights.Item("b", 60));
        Assert.Equal((20m, 0L), (await PriceAsync(), await HeldAsync()));
    }

    [Fact]
    public async Task An_answer_says_nothing_of_a_reading_that_is_not_held_any_more()
    {
        var check = await AskAsync();
        await nights.PassAsync(night.AddHours(2), "asked", Nights.Item("a", 20), Nights.Item("b", 60));
        Assert.Equal(20m, await PriceAsync());
        await worker.HandleAsync(Answer(check, 60));
        Assert.Equal((20m, 0L), (await PriceAsync(), await HeldAsync()));
        Assert.Equal([60m, 20m], await ObservationsAsync());
        Assert.Equal("overtaken", Assert.Single(await ChecksAsync("outcome"))[0]);
    }

    [Fact]
    public async Task An_answer_says_nothing_of_another_price_that_is_held_since()
    {
        var check = await AskAsync();
        await nights.PassAsync(night.AddHours(2), "asked", Nights.Item("a", 6000), Nights.Item("b", 60));
        await worker.HandleAsync(Answer(check, 20));
        Assert.Equal((60m, 1L), (await PriceAsync(), await HeldAsync()));
        Assert.Equal([60m], await ObservationsAsync());
    }

    [Fact]
    public async Task An_answer_that_comes_after_its_check_was_given_up_changes_nothing()
    {
        var check = await AskAsync();
        worker.Clock.Ahead += TimeSpan.FromMinutes(31);
        await worker.Get<PageChecks>().PublishDueAsync(CancellationToken.None);
        await worker.HandleAsync(Answer(check, 20));
        Assert.Equal((60m, 1L), (await PriceAsync(), await HeldAsync()));
        Assert.Equal(["unclear", "no answer in time"], Assert.Single(await ChecksAsync("outcome, reason")));
    }

    [Fact]
    public async Task Answers_and_a_night_that_come_all_at_once_write_the_price_once()
    {
        var check = await AskAsync();
        var answer = Answer(check, 20);
        await Task.WhenAll(
            worker.HandleAsync(answer), nights.PassAsync(night.AddHours(3), "asked", Nights.Item("a", 20), Nights.Item("b", 60)), worker.HandleAsync(answer));
        Assert.Equal((20m, 0L), (await PriceAsync(), await HeldAsync()));
        Assert.Equal([60m, 20m], await ObservationsAsync());
        Assert.Equal(1, await worker.ValueAsync<long>("SELECT count(*) FROM promotions p JOIN listings l ON l.id = listing_id WHERE store_key = $1", store));
    }

    [Fact]
    public async Task While_a_run_reads_the_store_nothing_of_it_is_rechecked()
    {
        worker.Clock.Ahead = TimeSpan.FromHours(2);
        var run = await nights.OpenAsync(night.AddHours(2));
        Assert.Equal(0, await PlanAsync());
        await worker.HandleAsync(nights.End(run, 0, 0, ScrapeOutcome.Blocked));

        // It ended badly, so the store is sick: it is left alone until it is well.
        Assert.Equal(0, await PlanAsync());
        await worker.ExecuteAsync("UPDATE stores SET sick_since = NULL, sick_kind = NULL WHERE key = $1", store);
        Assert.Equal(1, await PlanAsync());
    }

    [Fact]
    public async Task Of_prices_that_all_moved_a_sample_is_asked_for_and_one_that_moved_back_drops_them_all()
    {
        var shelf = Enumerable.Range(0, 30).Select(number => $"item-{number}").ToArray();
        await nights.PassAsync(night.AddHours(1), "history", [.. shelf.Select(id => Nights.Item(id, 50))]);
        await nights.PassAsync(night.AddHours(2), "nightly", [.. shelf.Select(id => Nights.Item(id, 5000))]);
        Assert.Equal(31, await HeldAsync());

        worker.Clock.Ahead = TimeSpan.FromHours(4);
        Assert.Equal(5, await PlanAsync());
        var check = (await ChecksAsync("id, run_id, url")).First(row => !((string)row[2]!).EndsWith("/a", StringComparison.Ordinal));
        await worker.HandleAsync(Answer(((Guid)check[0]!, (Guid)check[1]!), 50, title: ((string)check[2]!)["https://loja.test/".Length..]));
        Assert.InRange(await HeldAsync(), 0, 1);
        Assert.Equal(0, await worker.ValueAsync<long>("SELECT count(*) FROM listings WHERE store_key = $1 AND price > 60", store));
    }

    private Task<int> PlanAsync() => worker.Get<Rechecks>().PlanAsync(CancellationToken.None);

    private async Task<(Guid Id, Guid Run)> AskAsync(int hours = 2)
    {
        worker.Clock.Ahead = TimeSpan.FromHours(hours);
        Assert.Equal(1, await PlanAsync());
        var row = Assert.Single(await worker.RowsAsync("SELECT id, run_id FROM page_checks WHERE store_key = $1 AND answered_at IS NULL", store));
        return ((Guid)row[0]!, (Guid)row[1]!);
    }

    private ProductPageRead Answer((Guid Id, Guid Run) check, decimal price, string title = "a") => new(
        check.Id, check.Run, store, ScrapeOutcome.Observed, null, worker.Clock.GetUtcNow(),
        new SeenProduct($"Jogo {title}", $"jogo {title}", price, "EUR", Availability.InStock, null));

    private Task<decimal> PriceAsync() => worker.ValueAsync<decimal>("SELECT price FROM listings WHERE store_key = $1 AND item_id = 'a'", store);

    private Task<long> HeldAsync() => worker.ValueAsync<long>("SELECT count(*) FROM held_readings");

    private Task<string?> RunStatusAsync(Guid run) => worker.ValueAsync<string>("SELECT status FROM scrape_runs WHERE id = $1", run);

    private Task<List<object?[]>> ChecksAsync(string columns) => worker.RowsAsync($"SELECT {columns} FROM page_checks WHERE store_key = $1 ORDER BY attempt, id", store);

    private async Task<IEnumerable<decimal>> ObservationsAsync() =>
        (await worker.RowsAsync("SELECT o.price FROM price_observations o JOIN listings ON id = listing_id WHERE store_key = $1 AND item_id = 'a' ORDER BY at", store))
            .Select(row => (decimal)row[0]!);
}
