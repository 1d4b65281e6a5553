using System.Text.Json;
using Promozilla.Data.Mail;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Mails;
using Promozilla.Worker.Push;

namespace Promozilla.Tests.Worker.Alerts;

using Delivery = Promozilla.Worker.Mails.Delivery;

/// <summary>What is written does not go out if, when its turn comes, it is not wanted or not so any more; nothing is lost by it, and nothing told twice.</summary>
[Trait("needs", "postgres")]
public sealed class DigestSendingTests(PostgresFixture postgres) : EarlyMorningTests(postgres)
{
    [Fact]
    public async Task A_digest_that_could_not_go_out_is_written_again_without_what_is_over()
    {
        await NightAsync(Item("a", 48), Item("b", 42));
        await worker.Get<Outbox>().SettleAsync((await TakeAsync())!, new Delivery.Unreachable("down"), CancellationToken.None);
        worker.Clock.Ahead += TimeSpan.FromHours(2);
        await nights.PassAsync(Now, "asked", Item("a", 48), Item("b", 60));
        await IsWithdrawnAsync();
        Assert.Equal(1, await TellAsync());
        Assert.Equal([[$"Jogo a {store} a 48,00\u00a0€"]], await worker.RowsAsync("SELECT subject FROM outgoing_mails WHERE status = 'pending'"));

        // Once on its way, or in doubt, it stays as it is.
        await worker.ExecuteAsync("UPDATE outgoing_mails SET status = 'unknown'");
        await nights.PassAsync(Now, "asked", Item("a", 60), Item("b", 60));
        Assert.Null(await TakeAsync());
        Assert.Equal(0, await TellAsync());
    }

    [Theory]
    [InlineData("UPDATE users SET alerts_off = true", "UPDATE users SET alerts_off = false")]
    [InlineData("UPDATE users SET quiet_from = '00:00', quiet_until = '23:59:59'", "UPDATE users SET quiet_from = NULL, quiet_until = NULL")]
    [InlineData("UPDATE users SET email = 'nova' || email", "SELECT 1")]
    [InlineData("UPDATE stores SET frozen_since = now()", "UPDATE stores SET frozen_since = NULL")]
    [InlineData("UPDATE stores SET sick_since = now()", "UPDATE stores SET sick_since = NULL")]
    [InlineData("UPDATE products SET hidden_at = now()", "UPDATE products SET hidden_at = NULL")]
    [InlineData("UPDATE wishlist_items SET paused = true", "UPDATE wishlist_items SET paused = false")]
    public async Task A_digest_that_is_not_wanted_or_not_to_be_believed_when_its_turn_comes_goes_out_when_it_is(string end, string begin)
    {
        await NightAsync(Item("a", 48), Item("b", 60));
        await worker.ExecuteAsync(end);
        await IsWithdrawnAsync();
        await worker.ExecuteAsync(begin);
        Assert.Equal(1, await TellAsync());
        var mail = (await TakeAsync())!;
        Assert.Equal((MailStatus.Sending, $"Jogo a {store} a 48,00\u00a0€"), (mail.Status, mail.Subject));
        Assert.Equal(await worker.ValueAsync<string>("SELECT email FROM users WHERE id = $1", user), mail.ToAddress);
    }

    [Fact]
    public async Task A_digest_that_waited_for_the_operators_switch_says_what_is_so_when_it_goes_out()
    {
        await worker.ExecuteAsync("INSERT INTO switches (name, is_on, changed_at) VALUES ('alerts', false, now())");
        await NightAsync(Item("a", 48), Item("b", 42));
        Assert.Null(await TakeAsync());
        worker.Clock.Ahead += TimeSpan.FromHours(2);
        await nights.PassAsync(Now, "asked", Item("a", 47.60m), Item("b", 42));
        await worker.ExecuteAsync("UPDATE products SET hidden_at = now() WHERE id = (SELECT product_id FROM listings WHERE store_key = $1 AND item_id = 'b')", store);
        Assert.Null(await TakeAsync());
        await worker.ExecuteAsync("DELETE FROM switches");
        await IsWithdrawnAsync();
        Assert.Equal(1, await TellAsync());
        Assert.Equal($"Jogo a {store} a 47,60\u00a0€", (await TakeAsync())!.Subject);
    }

    [Fact]
    public async Task Each_browser_gets_the_short_form_of_the_one_mail()
    {
        await SubscribeAsync("um", "dois");
        await NightAsync(Item("a", 48), Item("b", 42));
        await TellAsync();
        var pushes = await worker.RowsAsync(
            "SELECT payload, mail_id FROM push_messages JOIN outgoing_mails mail ON mail.id = mail_id WHERE mail.user_id = $1", user);
        Assert.Equal(2, pushes.Count);
        var payload = JsonDocument.Parse((string)pushes[0][0]!).RootElement;
        Assert.Equal($"Jogo b {store}", payload.GetProperty("title").GetString());
        Assert.Equal($"42,00\u00a0€ em Loja {store}. E mais um aviso.", payload.GetProperty("body").GetString());
        Assert.Equal("/conta/avisos", payload.GetProperty("url").GetString());
        Assert.Equal(((Guid)pushes[0][1]!).ToString("n"), payload.GetProperty("tag").GetString());
    }

    [Fact]
    public async Task A_notification_of_what_is_not_so_any_more_is_dropped_and_its_browser_kept()
    {
        await SubscribeAsync("um");
        await NightAsync(Item("a", 48), Item("b", 42));
        await worker.ExecuteAsync("UPDATE outgoing_mails SET status = 'sent'");
        await nights.PassAsync(Now, "asked", Item("a", 48), Item("b", 60));
        await worker.Get<PushLoop>().DrainAsync(CancellationToken.None);
        Assert.Equal([[0L, 1L]], await worker.RowsAsync("SELECT (SELECT count(*) FROM push_messages), (SELECT count(*) FROM push_subscriptions)"));
    }

    private async Task SubscribeAsync(params string[] devices)
    {
        await worker.ExecuteAsync(
            "INSERT INTO sessions (id, user_id, created_at, last_seen_at, verified_at, expires_at, device, device_kind) VALUES ($1, $1, now(), now(), now(), now(), '', 'phone')", user);
        await worker.ExecuteAsync(
            """
            INSERT INTO push_subscriptions (id, user_id, session_id, endpoint, public_key, secret, device, created_at)
            SELECT gen_random_uuid(), $1, $1, device, '', '', device, now() FROM unnest($2::text[]) device
            """,
            user, devices);
    }

    private Task<OutgoingMail?> TakeAsync() => worker.Get<Outbox>().TakeAsync(CancellationToken.None);

    /// <summary>The one digest that is due is ended, the operator sees why.</summary>
    private async Task IsWithdrawnAsync()
    {
        Assert.Equal(MailStatus.Suppressed, (await TakeAsync())?.Status);
        Assert.StartsWith("Withdrawn:", await worker.ValueAsync<string>("SELECT last_error FROM outgoing_mails WHERE status = 'suppressed'"));
        Assert.Null(await TakeAsync());
    }
}
