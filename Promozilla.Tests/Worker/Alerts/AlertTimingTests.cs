using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Worker.Alerts;

/// <summary>When an alert is told: at night, at once, once a week, never in quiet hours, and never twice whatever is switched in between.</summary>
[Trait("needs", "postgres")]
public sealed class AlertTimingTests(PostgresFixture postgres) : EarlyMorningTests(postgres)
{
    [Fact]
    public async Task What_happens_in_quiet_hours_is_told_once_when_they_are_over()
    {
        await QuietAsync("22:00", "08:00");
        await NightAsync(Item("a", 48), Item("b", 60));
        Assert.Equal(0, await TellAsync());
        Assert.Empty(await MailsAsync());

        worker.Clock.Ahead += TimeSpan.FromMinutes(239);
        Assert.Equal(0, await TellAsync());
        worker.Clock.Ahead += TimeSpan.FromMinutes(1);
        Assert.Equal(1, await TellAsync());
        Assert.Equal(0, await TellAsync());
        Assert.Equal([$"Jogo a {store} a 48,00\u00a0€"], await MailsAsync());
    }

    [Theory]
    [InlineData("03:00", "05:00", "Europe/Lisbon", true)]
    [InlineData("03:00", "04:00", "Europe/Lisbon", false)]
    [InlineData("04:00", "05:00", "Europe/Lisbon", true)]
    [InlineData("23:00", "03:59", "Europe/Lisbon", false)]
    [InlineData("23:00", "04:01", "Europe/Lisbon", true)]
    [InlineData("03:30", "04:00", "Atlantic/Azores", false)]
    [InlineData("02:30", "03:30", "Atlantic/Azores", true)]
    [InlineData("04:30", "05:30", "Europe/Paris", true)]
    public async Task Quiet_hours_are_by_the_persons_own_clock(string from, string until, string zone, bool isQuiet)
    {
        await worker.ExecuteAsync("UPDATE users SET time_zone = $1", zone);
        await QuietAsync(from, until);
        await NightAsync(Item("a", 48), Item("b", 60));
        Assert.Equal(isQuiet ? 0 : 1, (await MailsAsync()).Count);
    }

    [Fact]
    public async Task What_is_over_before_its_hour_comes_is_not_mailed_as_if_it_were_not()
    {
        await QuietAsync("22:00", "08:00");
        await NightAsync(Item("a", 48), Item("b", 42));
        worker.Clock.Ahead += TimeSpan.FromHours(2);
        await nights.PassAsync(Now, "asked", Item("a", 60), Item("b", 42));
        worker.Clock.Ahead += TimeSpan.FromHours(3);
        Assert.Equal(1, await TellAsync());
        Assert.Equal([$"Jogo b {store} a 42,00\u00a0€"], await MailsAsync());
        Assert.Equal([["a", true, false], ["b", false, true]], await worker.RowsAsync(
            "SELECT item_id, lapsed_at IS NOT NULL, mail_id IS NOT NULL FROM alerts JOIN listings l ON l.id = listing_id WHERE user_id = $1 ORDER BY item_id", user));
    }

    [Fact]
    public async Task A_weekly_digest_comes_at_nine_on_its_day_and_tells_the_whole_week()
    {
        await RhythmAsync("weekly", 5);
        await NightAsync(Item("a", 48), Item("b", 60));
        Assert.Equal(0, await TellAsync());
        worker.Clock.Ahead += TimeSpan.FromDays(1);
        await NightAsync(Item("a", 48), Item("b", 42));
        worker.Clock.Ahead += TimeSpan.FromHours(28.9);
        Assert.Equal(0, await TellAsync());
        worker.Clock.Ahead += TimeSpan.FromHours(0.2);
        Assert.Equal(1, await TellAsync());
        Assert.Equal([$"Jogo b {store} a 42,00\u00a0€ e mais 1 descida"], await MailsAsync());

        // What comes after nine is for the next week, although it is that day still.
        await NightAsync(Item("a", 40), Item("b", 42));
        worker.Clock.Ahead += TimeSpan.FromDays(6.9);
        Assert.Equal(0, await TellAsync());
        worker.Clock.Ahead += TimeSpan.FromHours(3);
        Assert.Equal(1, await TellAsync());
        Assert.Equal(2, (await MailsAsync()).Count);
    }

    [Fact]
    public async Task A_must_have_waits_for_no_digest_and_is_not_told_in_it_again()
    {
        await RhythmAsync("weekly", 1);
        await worker.ExecuteAsync("UPDATE wishlist_items SET must_have = true WHERE product_id = (SELECT product_id FROM listings WHERE store_key = $1 AND item_id = 'a')", store);
        await NightAsync(Item("a", 48), Item("b", 42));
        Assert.Equal([$"Jogo a {store} a 48,00\u00a0€"], await MailsAsync());
        worker.Clock.Ahead += TimeSpan.FromDays(1);
        await NightAsync(Item("a", 40), Item("b", 42));
        Assert.Equal([$"Jogo a {store} a 48,00\u00a0€", $"Jogo a {store} a 40,00\u00a0€"], await MailsAsync());

        worker.Clock.Ahead += TimeSpan.FromDays(4.3);
        Assert.Equal(1, await TellAsync());
        Assert.Equal($"Jogo b {store} a 42,00\u00a0€", (await MailsAsync())[2]);
    }

    [Fact]
    public async Task A_must_have_that_a_second_run_of_the_night_finds_is_told_at_once_and_the_rest_the_next_night()
    {
        await wishers.WishAsync(store, "b");
        await NightAsync(Item("a", 48), Item("b", 60));
        await worker.ExecuteAsync("UPDATE wishlist_items SET must_have = true WHERE user_id = $1", user);
        worker.Clock.Ahead += TimeSpan.FromHours(1);
        await NightAsync(Item("a", 48), Item("b", 42));
        Assert.Equal([$"Jogo a {store} a 48,00\u00a0€", $"Jogo b {store} a 42,00\u00a0€"], await MailsAsync());
        await worker.ExecuteAsync("UPDATE users SET must_haves_at_once = false WHERE id = $1", user);
        worker.Clock.Ahead += TimeSpan.FromHours(1);
        await NightAsync(Item("a", 40), Item("b", 42));
        Assert.Equal(2, (await MailsAsync()).Count);
        worker.Clock.Ahead += TimeSpan.FromDays(1);
        await NightAsync(Item("a", 40), Item("b", 42));
        Assert.Equal(3, (await MailsAsync()).Count);
    }

    [Fact]
    public async Task A_must_have_keeps_quiet_hours_too()
    {
        await QuietAsync("22:00", "08:00");
        await worker.ExecuteAsync("UPDATE wishlist_items SET must_have = true WHERE user_id = $1", user);
        await NightAsync(Item("a", 48), Item("b", 60));
        Assert.Empty(await MailsAsync());
        worker.Clock.Ahead += TimeSpan.FromHours(4);
        Assert.Equal(1, await TellAsync());
    }

    [Theory]
    [InlineData("weekly nightly")]
    [InlineData("off weekly on nightly")]
    [InlineData("quiet weekly loud nightly")]
    [InlineData("nightly off on weekly nightly")]
    public async Task Whoever_changes_their_mind_loses_nothing_and_is_told_nothing_twice(string switches)
    {
        await RhythmAsync("weekly", 1);
        await NightAsync(Item("a", 48), Item("b", 42));
        Assert.Empty(await MailsAsync());
        foreach (var one in switches.Split(' '))
        {
            await (one switch
            {
                "off" or "on" => worker.ExecuteAsync("UPDATE users SET alerts_off = $1", one is "off"),
                "quiet" => QuietAsync("00:00", "23:59"),
                "loud" => worker.ExecuteAsync("UPDATE users SET quiet_from = NULL, quiet_until = NULL"),
                _ => RhythmAsync(one, 1),
            });
            worker.Clock.Ahead += TimeSpan.FromMinutes(1);
            await TellAsync();
        }

        worker.Clock.Ahead += TimeSpan.FromDays(1);
        await NightAsync(Item("a", 48), Item("b", 42));
        worker.Clock.Ahead += TimeSpan.FromDays(6);
        await TellAsync();
        Assert.Equal([$"Jogo b {store} a 42,00\u00a0€ e mais 1 descida"], await MailsAsync());
    }

    [Fact]
    public async Task Two_workers_that_tell_at_once_tell_each_person_once()
    {
        await QuietAsync("03:00", "04:30");
        for (var n = 0; n < 30; n++) await wishers.WishAsync(store, "a");
        await worker.ExecuteAsync("UPDATE users SET quiet_from = '03:00', quiet_until = '04:30'");
        await NightAsync(Item("a", 48), Item("b", 60));
        worker.Clock.Ahead += TimeSpan.FromHours(1);
        var told = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(TellAsync)));
        Assert.Equal(31, told.Sum());
        Assert.Equal(31, await worker.ValueAsync<long>("SELECT count(DISTINCT user_id) FROM outgoing_mails WHERE kind = 'digest'"));
        Assert.Equal(31, await worker.ValueAsync<long>("SELECT count(*) FROM outgoing_mails WHERE kind = 'digest'"));
    }

    private Task QuietAsync(string from, string until) =>
        worker.ExecuteAsync("UPDATE users SET quiet_from = $1::time, quiet_until = $2::time", TimeOnly.Parse(from, null), TimeOnly.Parse(until, null));

    private Task RhythmAsync(string rhythm, int day) => worker.ExecuteAsync("UPDATE users SET digest_rhythm = $1, digest_day = $2", rhythm, day);

    private async Task<List<string?>> MailsAsync() =>
        (await worker.RowsAsync("SELECT subject FROM outgoing_mails WHERE user_id = $1 ORDER BY created_at, id", user)).ConvertAll(row => (string?)row[0]);
}
