using Promozilla.Data.Mail;
using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Doubt;

namespace Promozilla.Tests.Worker.Alerts;

[Trait("needs", "postgres")]
public sealed class DigestTests(PostgresFixture postgres) : NightTests(postgres)
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await nights.PassAsync(Night, "history", Item("a", 60), Item("b", 60));
        await nights.SeeAsync(Night, Night.AddDays(40), Item("a", 60), Item("b", 60));
    }

    [Fact]
    public async Task A_fall_of_a_wished_product_is_told_once_in_one_mail()
    {
        var user = await PersonAsync();
        await WishAsync(user, "a");
        await WishAsync(user, "b");
        await nights.PassAsync(Night.AddDays(40), "nightly", Item("a", 48), Item("b", 42));
        await nights.PassAsync(Night.AddDays(41), "nightly", Item("a", 48), Item("b", 42));

        var mail = Assert.Single(await MailsAsync(user));
        Assert.Equal($"Jogo b {store} a 42,00\u00a0€ e mais 1 descida", mail[0]);
        Assert.Contains("Confirmado: o preço mais baixo dos 30 dias anteriores era 60,00\u00a0€. Poupas mesmo 30\u00a0%.", (string)mail[1]!);
        Assert.Contains("https://promozilla.test/p/jogo-b-", (string)mail[2]!);
        Assert.StartsWith("https://promozilla.test/u/", (string)mail[3]!);
        Assert.Equal(2, await worker.ValueAsync<long>("SELECT count(*) FROM alerts WHERE user_id = $1 AND mail_id IS NOT NULL", user));
    }

    [Fact]
    public async Task Totals_are_told_to_where_a_person_has_things_sent()
    {
        await worker.ExecuteAsync(
            "INSERT INTO delivery_rules (store_key, since, mainland_fee, azores_fee, madeira_fee) VALUES ($1, $2, 3, 7, 8)", store, DateOnly.FromDateTime(Night.Date));
        var (islander, other) = (await PersonAsync(), await PersonAsync());
        await worker.ExecuteAsync("UPDATE users SET region = 'azores' WHERE id = $1", islander);
        await WishAsync(islander, "a");
        await WishAsync(other, "a");
        await nights.PassAsync(Night.AddDays(40), "nightly", Item("a", 48));
        Assert.Contains("55,00\u00a0€ com entrega nos Açores", (string)Assert.Single(await MailsAsync(islander))[1]!);
        Assert.Contains("51,00\u00a0€ com entrega no continente", (string)Assert.Single(await MailsAsync(other))[1]!);
    }

    [Fact]
    public async Task A_further_step_is_told_again_and_a_small_fall_is_not()
    {
        var user = await PersonAsync();
        await WishAsync(user, "a");
        await nights.PassAsync(Night.AddDays(40), "nightly", Item("a", 48));
        await nights.PassAsync(Night.AddDays(41), "nightly", Item("a", 47.50m));
        Assert.Single(await MailsAsync(user));
        await nights.PassAsync(Night.AddDays(42), "nightly", Item("a", 40));
        Assert.Equal(2, (await MailsAsync(user)).Count);
    }

    [Fact]
    public async Task A_target_waits_for_its_price()
    {
        var user = await PersonAsync();
        await WishAsync(user, "a", 45);
        await nights.PassAsync(Night.AddDays(40), "nightly", Item("a", 48));
        Assert.Empty(await MailsAsync(user));
        await nights.PassAsync(Night.AddDays(41), "nightly", Item("a", 45));
        Assert.Single(await MailsAsync(user));
    }

    [Theory]
    [InlineData("email_confirmed = false")]
    [InlineData("alerts_off = true")]
    public async Task Nobody_is_told_who_did_not_confirm_or_wants_no_alerts(string set)
    {
        var user = await PersonAsync();
        await worker.ExecuteAsync($"UPDATE users SET {set} WHERE id = $1", user);
        await WishAsync(user, "a");
        await nights.PassAsync(Night.AddDays(40), "nightly", Item("a", 48));
        Assert.Empty(await MailsAsync(user));
    }

    [Fact]
    public async Task History_out_of_stock_and_used_offers_alert_nobody()
    {
        var user = await PersonAsync();
        await WishAsync(user, "a");
        await WishAsync(user, "b");
        await nights.PassAsync(Night.AddDays(40), "history", Item("a", 48));
        await nights.PassAsync(Night.AddDays(41), "nightly", Item("a", 48), Item("b", 48) with { Availability = Availability.OutOfStock });
        Assert.Empty(await MailsAsync(user));

        // Back on the shelf while the promotion still runs: now it can be bought, and was not told yet.
        await nights.PassAsync(Night.AddDays(42), "nightly", Item("a", 48), Item("b", 48));
        Assert.Single(await MailsAsync(user));
    }

    [Fact]
    public async Task A_sick_store_tells_nobody_until_it_is_well()
    {
        var user = await PersonAsync();
        await WishAsync(user, "a");
        var run = await nights.OpenAsync(Night.AddDays(40));
        await worker.HandleAsync(nights.Message(run, Night.AddDays(40), 1, Item("a", 48)));
        await worker.HandleAsync(nights.End(run, 1, 1, ScrapeOutcome.Failed));
        Assert.Empty(await MailsAsync(user));
        await nights.PassAsync(Night.AddDays(41), "nightly", Item("a", 48));
        Assert.Single(await MailsAsync(user));
    }

    [Fact]
    public async Task A_small_fall_is_told_once_to_whom_it_brings_under_a_target()
    {
        var user = await PersonAsync();
        await WishAsync(user, "a", 47.80m);
        await nights.PassAsync(Night.AddDays(40), "nightly", Item("a", 48));
        Assert.Empty(await MailsAsync(user));
        await nights.PassAsync(Night.AddDays(41), "nightly", Item("a", 47.50m));
        Assert.Single(await MailsAsync(user));
        await nights.PassAsync(Night.AddDays(42), "nightly", Item("a", 47.40m));
        Assert.Single(await MailsAsync(user));
    }

    [Fact]
    public async Task What_waits_to_be_told_waits_on_while_its_listing_is_in_doubt_or_not_to_be_seen()
    {
        var user = await PersonAsync();
        await WishAsync(user, "a");
        await WishAsync(user, "b");
        var sick = await nights.OpenAsync(Night.AddDays(40));
        await worker.HandleAsync(nights.Message(sick, Night.AddDays(40), 1, Item("a", 48), Item("b", 48)));
        await worker.HandleAsync(nights.End(sick, 1, 2, ScrapeOutcome.Failed));
        await nights.PassAsync(Night.AddDays(41), "nightly", Item("a", 20));
        Assert.Empty(await MailsAsync(user));

        await nights.PassAsync(Night.AddDays(42), "nightly", Item("a", 20), Item("b", 48));
        var mail = Assert.Single(await MailsAsync(user));
        Assert.Equal($"Jogo a {store} a 20,00\u00a0€ e mais 1 descida", mail[0]);
    }

    [Fact]
    public async Task What_a_second_run_of_one_night_finds_is_told_the_next_night_once()
    {
        var user = await PersonAsync();
        await WishAsync(user, "a");
        await WishAsync(user, "b");
        await nights.PassAsync(Night.AddDays(40), "nightly", Item("a", 48), Item("b", 60));
        await nights.PassAsync(Night.AddDays(40).AddHours(2), "nightly", Item("a", 48), Item("b", 42));
        Assert.Single(await MailsAsync(user));
        Assert.Equal([["a", true], ["b", false]], await worker.RowsAsync(
            """
            SELECT item_id, mail_id IS NOT NULL FROM alerts JOIN promotions p ON p.id = promotion_id JOIN listings l ON l.id = p.listing_id
            WHERE user_id = $1 ORDER BY item_id
            """,
            user));

        await nights.PassAsync(Night.AddDays(41), "nightly", Item("a", 48), Item("b", 42));
        await nights.PassAsync(Night.AddDays(42), "nightly", Item("a", 48), Item("b", 42));
        Assert.Equal([$"Jogo a {store} a 48,00\u00a0€", $"Jogo b {store} a 42,00\u00a0€"], (await MailsAsync(user)).Select(mail => mail[0]));
        Assert.Equal(2, await worker.ValueAsync<long>("SELECT count(*) FROM alerts WHERE user_id = $1 AND mail_id IS NOT NULL", user));
    }

    [Theory]
    [InlineData(60, Availability.InStock, 0)]
    [InlineData(42, Availability.OutOfStock, 0)]
    [InlineData(40, Availability.InStock, 1)]
    public async Task What_waited_for_a_mail_is_told_only_while_it_is_true(decimal price, string availability, int mails)
    {
        var user = await PersonAsync();
        await WishAsync(user, "a");
        await WishAsync(user, "b");
        await nights.PassAsync(Night.AddDays(40), "nightly", Item("a", 48), Item("b", 60));
        await nights.PassAsync(Night.AddDays(40).AddHours(2), "nightly", Item("a", 48), Item("b", 42));
        await nights.PassAsync(Night.AddDays(41), "nightly", Item("a", 48), Item("b", price) with { Availability = availability });
        Assert.Equal(1 + mails, (await MailsAsync(user)).Count);
    }

    [Fact]
    public async Task What_waited_for_a_mail_waits_on_while_its_store_is_sick_or_its_wish_is_gone()
    {
        var user = await PersonAsync();
        await WishAsync(user, "a");
        await WishAsync(user, "b");
        await nights.PassAsync(Night.AddDays(40), "nightly", Item("a", 48), Item("b", 60));
        await nights.PassAsync(Night.AddDays(40).AddHours(2), "nightly", Item("a", 48), Item("b", 42));
        var sick = await nights.OpenAsync(Night.AddDays(41));
        await worker.HandleAsync(nights.Message(sick, Night.AddDays(41), 1, Item("a", 48), Item("b", 42)));
        await worker.HandleAsync(nights.End(sick, 1, 2, ScrapeOutcome.Failed));
        Assert.Single(await MailsAsync(user));

        await worker.ExecuteAsync("DELETE FROM wishlist_items WHERE user_id = $1", user);
        await nights.PassAsync(Night.AddDays(42), "nightly", Item("a", 48), Item("b", 42));
        Assert.Single(await MailsAsync(user));
        await WishAsync(user, "b");
        await nights.PassAsync(Night.AddDays(43), "nightly", Item("a", 48), Item("b", 42));
        Assert.Equal(2, (await MailsAsync(user)).Count);
    }

    [Fact]
    public async Task What_a_recheck_confirms_is_told_as_its_run_closes_to_whom_that_night_brought_nothing()
    {
        var (first, second) = (await PersonAsync(), await PersonAsync());
        await WishAsync(first, "b");
        await WishAsync(second, "a");
        await WishAsync(second, "b");

        // An hour that is the same night in Lisbon.
        var night = worker.Clock.GetUtcNow().Date.AddHours(8);
        worker.Clock.Ahead = night - worker.Clock.GetUtcNow().UtcDateTime;
        var at = worker.Clock.GetUtcNow();
        await nights.PassAsync(at, "nightly", Item("a", 48), Item("b", 20));
        Assert.Equal((0, 1), ((await MailsAsync(first)).Count, (await MailsAsync(second)).Count));

        worker.Clock.Ahead += TimeSpan.FromHours(2);
        Assert.Equal(1, await worker.Get<Rechecks>().PlanAsync(CancellationToken.None));
        var check = Assert.Single(await worker.RowsAsync("SELECT id, run_id FROM page_checks WHERE store_key = $1", store));
        await worker.HandleAsync(new ProductPageRead(
            (Guid)check[0]!, (Guid)check[1]!, store, ScrapeOutcome.Observed, null, worker.Clock.GetUtcNow(),
            new SeenProduct($"Jogo b {store}", $"jogo b {store}", 20, "EUR", Availability.InStock, null)));
        Assert.Equal($"Jogo b {store} a 20,00\u00a0€", Assert.Single(await MailsAsync(first))[0]);
        Assert.Single(await MailsAsync(second));

        await nights.PassAsync(at.AddDays(1), "nightly", Item("a", 48), Item("b", 20));
        Assert.Equal((1, 2), ((await MailsAsync(first)).Count, (await MailsAsync(second)).Count));
    }

    [Fact]
    public async Task English_readers_read_English()
    {
        var user = await PersonAsync();
        await worker.ExecuteAsync("UPDATE users SET language = 'en' WHERE id = $1", user);
        await WishAsync(user, "a");
        await nights.PassAsync(Night.AddDays(40), "nightly", Item("a", 48, 90));
        var mail = Assert.Single(await MailsAsync(user));
        Assert.Equal($"Jogo a {store} at €48.00", mail[0]);
        Assert.Contains("The store claims 46.7%; against the lowest price of the 30 days before (€60.00) you save 20%.", (string)mail[1]!);
        Assert.Contains("lang=\"en\"", (string)mail[2]!);
    }

    private ObservedListing Item(string id, decimal price, decimal? claimed = null) => Nights.Item(id, price, claimed, title: $"Jogo {id} {store}");

    private Task<Guid> PersonAsync() => new Wishers(worker).PersonAsync();

    private Task WishAsync(Guid user, string item, decimal? target = null) => worker.ExecuteAsync(
        $"""
        INSERT INTO wishlist_items (user_id, product_id, target_price, created_at)
        SELECT $1, product_id, {(target is null ? "NULL" : "$4")}, now() FROM listings WHERE store_key = $2 AND item_id = $3
        """,
        target is null ? [user, store, item] : [user, store, item, target.Value]);

    private Task<List<object?[]>> MailsAsync(Guid user) => worker.RowsAsync(
        "SELECT subject, text_body, html_body, unsubscribe_url FROM outgoing_mails WHERE user_id = $1 AND status = $2 ORDER BY created_at", user, MailStatus.Pending);
}
