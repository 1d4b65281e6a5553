using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Runs;

namespace Promozilla.Tests.Worker.Alerts;

[Trait("needs", "postgres")]
public sealed class WishMatchTests(PostgresFixture postgres) : NightTests(postgres)
{
    private readonly string other = $"outra{Guid.NewGuid():n}";
    private Nights others = null!;
    private Wishers wishers = null!;
    private int night = 40;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (others, wishers) = (new Nights(worker, other), new Wishers(worker));
        await others.AddStoreAsync();
        await nights.PassAsync(Night, "history", Item(60));
        await nights.SeeAsync(Night, Night.AddDays(40), Item(60));
    }

    [Fact]
    public async Task A_target_is_told_once_again_after_a_further_fall_and_anew_after_it_was_missed()
    {
        var user = await wishers.WishAsync(store, "a", "rule = 'target', target_price = 50");
        await TellAsync(user, 52);
        await TellAsync(user, 50, "target 50.00");
        await TellAsync(user, 49.20m);
        await TellAsync(user, 49.90m);
        await TellAsync(user, 48.50m, "target 48.50");
        await TellAsync(user, 51);
        await TellAsync(user, 49.99m, "target 49.99");
    }

    [Fact]
    public async Task A_target_that_was_reached_proposes_itself_lower()
    {
        var user = await wishers.WishAsync(store, "a", "rule = 'target', target_price = 40");
        await TellAsync(user, 39.99m, "target 39.99");
        Assert.Equal(38.49m, await worker.ValueAsync<decimal>("SELECT suggested_target FROM wishlist_items WHERE user_id = $1", user));
        Assert.Contains("baixa o alvo para 38,49", await worker.ValueAsync<string>("SELECT text_body FROM outgoing_mails WHERE user_id = $1", user));
    }

    [Fact]
    public async Task A_target_is_told_of_a_shop_that_begins_to_sell_it_though_no_promotion_runs_there()
    {
        var user = await wishers.WishAsync(store, "a", "rule = 'target', target_price = 45");
        await TellAsync(user, 60);
        await OthersAsync(Item(44));
        Assert.Equal(["target 44.00"], await wishers.ToldAsync(user));
        Assert.Contains($"44,00\u00a0€ em Loja {other}", await worker.ValueAsync<string>("SELECT text_body FROM outgoing_mails WHERE user_id = $1", user));

        // The first shop, dearer than that, has nothing to add.
        await TellAsync(user, 44.50m);
    }

    [Fact]
    public async Task What_stood_on_the_page_when_the_rule_was_set_is_no_news()
    {
        await nights.PassAsync(Night.AddDays(40), "nightly", Item(40));
        var user = await wishers.WishAsync(store, "a", "rule = 'target', target_price = 45");
        await OthersAsync(Item(70));
        Assert.Empty(await wishers.ToldAsync(user));
    }

    [Fact]
    public async Task A_target_that_sold_out_for_a_night_is_not_told_again()
    {
        var user = await wishers.WishAsync(store, "a", "rule = 'target', target_price = 50");
        await OthersAsync(Item(70));
        await TellAsync(user, 48, "target 48.00");
        await PassAsync(Item(48) with { Availability = Availability.OutOfStock });
        await TellAsync(user, 48);
    }

    [Fact]
    public async Task A_new_low_is_told_and_a_promotion_that_is_none_is_not()
    {
        await nights.PassAsync(Night.AddDays(40), "nightly", Item(45));
        await nights.PassAsync(Night.AddDays(41), "nightly", Item(60));
        night = 42;
        var user = await wishers.WishAsync(store, "a", "rule = 'low'");
        await TellAsync(user, 50);
        await TellAsync(user, 45);
        await TellAsync(user, 44.90m, "low 44.90");
        await TellAsync(user, 44.50m);
        await TellAsync(user, 43.40m, "low 43.40");
    }

    [Fact]
    public async Task A_low_in_the_shops_that_count_is_that_shops_own_low()
    {
        await others.PassAsync(Night, "history", Item(30));
        await others.PassAsync(Night.AddDays(40), "nightly", Item(30));
        var anywhere = await wishers.WishAsync(store, "a", "rule = 'low'");
        var here = await wishers.WishAsync(store, "a", $"rule = 'low', stores = ARRAY['{store}']");
        await TellAsync(here, 55, "low 55.00");
        Assert.Empty(await wishers.ToldAsync(anywhere));
    }

    [Fact]
    public async Task What_comes_back_to_the_shelf_is_told_unless_another_shop_had_it_all_the_time()
    {
        var anywhere = await wishers.WishAsync(store, "a", "rule = 'restock'");
        var here = await wishers.WishAsync(store, "a", $"rule = 'restock', stores = ARRAY['{store}']");
        await TellAsync(anywhere, 30);
        await PassAsync(SoldOut(60));
        await TellAsync(anywhere, 60, "restock 60.00");

        await OthersAsync(Item(60));
        await PassAsync(SoldOut(60));
        await TellAsync(anywhere, 60);
        Assert.Equal(["restock 60.00", "restock 60.00"], await wishers.ToldAsync(here));
    }

    [Fact]
    public async Task Any_change_of_the_best_price_is_told_up_down_gone_and_back()
    {
        var user = await wishers.WishAsync(store, "a", "rule = 'any'");
        await OthersAsync(Item(65));
        await TellAsync(user, 60);
        await TellAsync(user, 59.50m, "change 59.50");
        await OthersAsync(Item(64));
        await TellAsync(user, 62, "change 62.00");
        await OthersAsync(SoldOut(64));
        await PassAsync(SoldOut(62));
        Assert.Equal("change 62.00", (await wishers.ToldAsync(user))[^1]);
        Assert.Equal(3, (await wishers.ToldAsync(user)).Count);
        Assert.Contains("esgotou", await worker.ValueAsync<string>("SELECT subject FROM outgoing_mails WHERE user_id = $1 ORDER BY created_at DESC LIMIT 1", user));
        await PassAsync(Item(62));
        Assert.Equal(4, (await wishers.ToldAsync(user)).Count);
    }

    [Fact]
    public async Task The_account_s_rule_holds_for_wishes_without_one()
    {
        var any = await wishers.WishAsync(store, "a", accountRule: "any");
        var low = await wishers.WishAsync(store, "a", accountRule: "low");
        var own = await wishers.WishAsync(store, "a", "rule = 'restock'", accountRule: "any");
        await TellAsync(any, 62, "change 62.00");
        await TellAsync(low, 59, "low 59.00");
        Assert.Empty(await wishers.ToldAsync(own));
    }

    [Theory]
    [InlineData(14, 55, true)]
    [InlineData(15, 55, false)]
    [InlineData(3, 57, false)]
    public async Task What_was_bought_is_told_only_if_it_falls_enough_within_the_days_for_sending_it_back(int daysAgo, decimal price, bool told)
    {
        var user = await wishers.WishAsync(
            store, "a", $"rule = 'any', bought_on = '{wishers.Today.AddDays(-daysAgo):yyyy-MM-dd}', bought_price = 58");
        await TellAsync(user, price, told ? [$"bought_drop {price:0.00}"] : []);
        await TellAsync(user, price + 0.10m);
        await TellAsync(user, price - 0.50m);
    }

    [Fact]
    public async Task The_days_for_sending_it_back_end_at_midnight_where_the_store_is()
    {
        // Somewhere it is another day than in Lisbon at any hour.
        var now = worker.Clock.GetUtcNow();
        var (zone, today) = now.Hour >= 12 ? ("Pacific/Kiritimati", now.AddHours(14)) : ("Etc/GMT+12", now.AddHours(-12));
        await worker.ExecuteAsync("UPDATE stores SET time_zone = $2 WHERE key = $1", store, zone);
        var inTime = await BoughtAsync(14);
        var late = await BoughtAsync(15);
        await TellAsync(inTime, 55, "bought_drop 55.00");
        Assert.Empty(await wishers.ToldAsync(late));

        Task<Guid> BoughtAsync(int daysAgo) => wishers.WishAsync(
            store, "a", $"rule = 'any', bought_on = '{DateOnly.FromDateTime(today.Date).AddDays(-daysAgo):yyyy-MM-dd}', bought_price = 58");
    }

    [Fact]
    public async Task Only_offers_in_the_wish_s_scope_count()
    {
        await OthersAsync(Item(60), Item(60, "usado") with { Condition = Condition.Used }, Item(60, "codigo") with { Format = Format.DownloadCode });
        var stores = await wishers.WishAsync(store, "a", $"stores = ARRAY['{store}']");
        var used = await wishers.WishAsync(store, "a", "condition = 'used'");
        var both = await wishers.WishAsync(store, "a", "condition = 'any'");
        var fresh = await wishers.WishAsync(store, "a");
        var code = await wishers.WishAsync(other, "codigo", "medium = 'physical'");
        await OthersAsync(Item(50), Item(40, "usado") with { Condition = Condition.Used }, Item(30, "codigo") with { Format = Format.DownloadCode });
        Assert.Empty(await wishers.ToldAsync(stores));
        Assert.Equal(["promotion 40.00"], await wishers.ToldAsync(used));
        Assert.Equal(["promotion 40.00"], await wishers.ToldAsync(both));
        Assert.Equal(["promotion 50.00"], await wishers.ToldAsync(fresh));
        Assert.Empty(await wishers.ToldAsync(code));
    }

    [Fact]
    public async Task A_wish_that_rests_is_not_told()
    {
        var user = await wishers.WishAsync(store, "a", "paused = true");
        await TellAsync(user, 48);
    }

    [Theory]
    [InlineData("rule = 'target', target_price = 50", "target")]
    [InlineData("rule = 'low'", "low")]
    [InlineData("rule = 'any'", "change")]
    public async Task A_price_in_doubt_and_a_sick_store_tell_nobody_until_they_are_sure(string rule, string occasion)
    {
        var user = await wishers.WishAsync(store, "a", rule);
        await TellAsync(user, 20);
        await TellAsync(user, 20, $"{occasion} 20.00");

        var sick = await nights.OpenAsync(Night.AddDays(night));
        await worker.HandleAsync(nights.Message(sick, Night.AddDays(night++), 1, Item(15)));
        await worker.HandleAsync(nights.End(sick, 1, 1, ScrapeOutcome.Failed));
        Assert.Single(await wishers.ToldAsync(user));
        await TellAsync(user, 15, $"{occasion} 15.00");
    }

    [Theory]
    [InlineData("rule = 'target', target_price = 50")]
    [InlineData("rule = 'low'")]
    [InlineData("rule = 'any'")]
    [InlineData("rule = 'promotion'")]
    public async Task A_run_that_is_closed_twice_records_an_occasion_once_whatever_is_forgotten_in_between(string rule)
    {
        var user = await wishers.WishAsync(store, "a", rule);
        var before = await worker.RowsAsync("SELECT listing_id, episode_id, step, step_price, told_offers.price FROM told_offers JOIN listings ON id = listing_id WHERE store_key = $1", store);
        var run = await nights.PassAsync(Night.AddDays(40), "nightly", Item(48));
        Assert.Single(await wishers.ToldAsync(user));

        var row = Assert.Single(before);
        await worker.ExecuteAsync(
            "UPDATE told_offers SET episode_id = $2, step = $3, step_price = $4, price = $5 WHERE listing_id = $1", row[0]!, row[1]!, row[2]!, row[3]!, row[4]!);
        await worker.ExecuteAsync("UPDATE wishlist_items SET told_price = NULL WHERE user_id = $1", user);
        await worker.ExecuteAsync("UPDATE promotions SET told_step = 0 FROM listings WHERE listings.id = listing_id AND store_key = $1", store);
        await worker.ExecuteAsync("DELETE FROM store_runs WHERE run_id = $1", run);
        await worker.ExecuteAsync("UPDATE scrape_runs SET status = 'running' WHERE id = $1", run);
        await Task.WhenAll(worker.Get<RunClosing>().TryCloseAsync(run, default), worker.Get<RunClosing>().TryCloseAsync(run, default));
        Assert.Equal("closed", await worker.ValueAsync<string>("SELECT status FROM scrape_runs WHERE id = $1", run));
        Assert.Single(await wishers.ToldAsync(user));
    }

    private ObservedListing Item(decimal price, string id = "a") => Nights.Item(id, price, title: $"Jogo {store}");

    private ObservedListing SoldOut(decimal price) => Item(price) with { Availability = Availability.OutOfStock };

    private Task<Guid> PassAsync(params ObservedListing[] items) => nights.PassAsync(Night.AddDays(night++), "nightly", items);

    private Task<Guid> OthersAsync(params ObservedListing[] items) => others.PassAsync(Night.AddDays(night++), "nightly", items);

    /// <summary>A night at that price, and what it adds to what the person was told.</summary>
    private async Task TellAsync(Guid user, decimal price, params string[] told)
    {
        var before = await wishers.ToldAsync(user);
        await PassAsync(Item(price));
        Assert.Equal([.. before, .. told], await wishers.ToldAsync(user));
    }
}
