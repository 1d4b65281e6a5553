using System.Globalization;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Mails;

namespace Promozilla.Tests.Worker.Mails;

using Delivery = Promozilla.Worker.Mails.Delivery;

[Trait("needs", "postgres")]
public sealed class MailLoopTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly SmtpSink sink = new();
    private WorkerUnderTest worker = null!;
    private MailLoop loop = null!;

    public async Task InitializeAsync()
    {
        worker = await WorkerUnderTest.CreateAsync(
            postgres.ConnectionString,
            ("Smtp:Port", sink.Port.ToString(CultureInfo.InvariantCulture)), ("Smtp:From", "Promozilla <avisos@promozilla.test>"));
        await worker.ExecuteAsync("DELETE FROM outgoing_mails");
        loop = worker.Get<MailLoop>();
    }

    public async Task DisposeAsync()
    {
        await loop.StopAsync(CancellationToken.None);
        await worker.DisposeAsync();
        sink.Dispose();
    }

    [Fact]
    public async Task A_mail_goes_out_once_in_both_forms_with_one_click_unsubscription()
    {
        var mail = await WriteAsync();
        await loop.StartAsync(CancellationToken.None);
        await SettledAsync(mail, "sent");

        var text = Assert.Single(sink.Taken);
        Assert.Contains($"Message-ID: <{mail:n}@promozilla.test>", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("List-Unsubscribe: <https://promozilla.test/u/1>", text);
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", text);
        Assert.Contains("multipart/alternative", text);
        Assert.True(text.IndexOf("text/plain", StringComparison.Ordinal) < text.IndexOf("text/html", StringComparison.Ordinal));
        Assert.Contains("Promozilla", text);
    }

    [Fact]
    public async Task Twenty_mails_and_four_senders_make_twenty_mails()
    {
        for (var mail = 0; mail < 20; mail++)
        {
            await WriteAsync();
        }

        await loop.StartAsync(CancellationToken.None);
        await Eventually.AssertAsync(async () =>
            Assert.Equal(20, await worker.ValueAsync<long>("SELECT count(*) FROM outgoing_mails WHERE status = 'sent'")));
        Assert.Equal(20, sink.Taken.Count);
    }

    [Fact]
    public async Task A_refusal_for_now_is_tried_again_and_one_for_good_is_not()
    {
        sink.Recipient = "450 later";
        var mail = await WriteAsync();
        await loop.StartAsync(CancellationToken.None);
        await Eventually.AssertAsync(async () => Assert.Equal(
            [["pending", 1, true]],
            await worker.RowsAsync("SELECT status, attempts, next_attempt_at > now() FROM outgoing_mails WHERE id = $1", mail)));

        sink.Recipient = "550 no such person";
        worker.Clock.Ahead = TimeSpan.FromMinutes(1);
        await SettledAsync(mail, "failed");
        Assert.Empty(sink.Taken);
    }

    [Fact]
    public async Task A_mail_that_was_cut_off_after_its_text_is_not_sent_again()
    {
        sink.Accepted = null;
        var mail = await WriteAsync();
        await loop.StartAsync(CancellationToken.None);
        await SettledAsync(mail, "unknown");
        worker.Clock.Ahead = TimeSpan.FromDays(1);
        var after = await WriteAsync();
        await SettledAsync(after, "unknown");
        Assert.Equal(2, sink.Taken.Count);
    }

    [Fact]
    public async Task A_mail_whose_sender_died_is_not_sent_again()
    {
        var mail = await WriteAsync();
        await worker.ExecuteAsync("UPDATE outgoing_mails SET status = 'sending', leased_until = now() - interval '1 second' WHERE id = $1", mail);
        await loop.StartAsync(CancellationToken.None);
        await SettledAsync(mail, "unknown");
        Assert.Empty(sink.Taken);
    }

    [Fact]
    public async Task A_server_without_the_encryption_that_is_wanted_has_taken_nothing_and_is_tried_again()
    {
        await using var strict = await WorkerUnderTest.CreateAsync(
            postgres.ConnectionString, ("Smtp:Port", sink.Port.ToString(CultureInfo.InvariantCulture)), ("Smtp:StartTls", "true"));
        var mail = await WriteAsync();
        await strict.Get<MailLoop>().StartAsync(CancellationToken.None);
        await Eventually.AssertAsync(async () =>
            Assert.NotNull(await worker.ValueAsync<string>("SELECT last_error FROM outgoing_mails WHERE id = $1", mail)));
        await strict.Get<MailLoop>().StopAsync(CancellationToken.None);
        await SettledAsync(mail, "pending");
        Assert.Empty(sink.Taken);
    }

    [Fact]
    public async Task A_server_that_takes_no_mail_costs_no_try_and_is_left_in_peace()
    {
        sink.CutAt = "CONNECT";
        for (var mail = 0; mail < 20; mail++)
        {
            await WriteAsync();
        }

        await loop.StartAsync(CancellationToken.None);
        await Eventually.AssertAsync(async () =>
            Assert.NotEqual(0, await worker.ValueAsync<long>("SELECT count(*) FROM outgoing_mails WHERE last_error IS NOT NULL")));
        Assert.Equal([[0]], await worker.RowsAsync("SELECT DISTINCT attempts FROM outgoing_mails WHERE status = 'pending'"));
        Assert.InRange(await worker.ValueAsync<long>("SELECT count(*) FROM outgoing_mails WHERE last_error IS NOT NULL"), 1, 8);
        sink.CutAt = null;
        await worker.ExecuteAsync("UPDATE outgoing_mails SET next_attempt_at = now()");
        await Eventually.AssertAsync(async () =>
            Assert.Equal(20, await worker.ValueAsync<long>("SELECT count(*) FROM outgoing_mails WHERE status = 'sent'")));
        Assert.Equal(20, sink.Taken.Count);
    }

    [Fact]
    public async Task An_address_that_asks_for_patience_is_given_it_for_all_that_is_due_to_it()
    {
        sink.Recipient = "451 full";
        for (var mail = 0; mail < 5; mail++)
        {
            await WriteAsync("cheia@promozilla.test");
        }

        await worker.ExecuteAsync("UPDATE outgoing_mails SET next_attempt_at = now() + interval '1 hour' WHERE id NOT IN (SELECT id FROM outgoing_mails LIMIT 1)");
        await loop.StartAsync(CancellationToken.None);
        await Eventually.AssertAsync(async () => Assert.Equal(1, await worker.ValueAsync<long>("SELECT count(*) FROM outgoing_mails WHERE attempts = 1")));
        await loop.StopAsync(CancellationToken.None);

        // The first of five is tried; what would have been due with it waits as long.
        await worker.ExecuteAsync("UPDATE outgoing_mails SET next_attempt_at = now() WHERE attempts = 0");
        var outbox = worker.Get<Outbox>();
        var taken = (await outbox.TakeAsync(CancellationToken.None))!;
        await outbox.SettleAsync(taken, new Delivery.Later("451 full"), CancellationToken.None);
        Assert.Null(await outbox.TakeAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Suppressed_addresses_get_nothing()
    {
        await worker.ExecuteAsync(
            "INSERT INTO suppressions VALUES (encode(sha256('bounced@promozilla.test'::bytea), 'hex'), 'bounce', now()) ON CONFLICT DO NOTHING");
        var mail = await WriteAsync("Bounced@Promozilla.test");
        await loop.StartAsync(CancellationToken.None);
        await SettledAsync(mail, "suppressed");
        Assert.Empty(sink.Taken);
    }

    private Task SettledAsync(Guid mail, string status) => Eventually.AssertAsync(async () =>
        Assert.Equal(status, await worker.ValueAsync<string>("SELECT status FROM outgoing_mails WHERE id = $1", mail)));

    private async Task<Guid> WriteAsync(string address = "ana@promozilla.test")
    {
        var id = Guid.NewGuid();
        await worker.ExecuteAsync(
            """
            INSERT INTO outgoing_mails (id, kind, to_address, subject, text_body, html_body, unsubscribe_url, dedupe_key, status, attempts, created_at,
                next_attempt_at)
            VALUES ($1, 'confirm', $2, 'Olá, promoção', 'Olá', '<p>Olá</p>', 'https://promozilla.test/u/1', $1::text, 'pending', 0, now(), now())
            """,
            id, address);
        return id;
    }
}
