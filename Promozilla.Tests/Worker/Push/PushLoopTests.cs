using System.Text.Json;
using Microsoft.Extensions.Options;
using Promozilla.Data.Push;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Worker.Alerts;
using Promozilla.Worker.Push;

namespace Promozilla.Tests.Worker.Push;

[Trait("needs", "postgres")]
public sealed class PushLoopTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>, IAsyncLifetime
{
    private readonly LocalPushService service = new();
    private WorkerUnderTest worker = null!;
    private Guid user;

    public async Task InitializeAsync()
    {
        await service.StartAsync();
        worker = await WorkerUnderTest.CreateAsync(
            postgres.ConnectionString, ("Push:Secret", "um segredo muito comprido"), ("Push:LocalService", service.Authority));
        service.Clock = worker.Clock;
        await worker.ExecuteAsync("DELETE FROM users");
        user = await new Wishers(worker).PersonAsync();
        await worker.ExecuteAsync(
            "INSERT INTO sessions (id, user_id, created_at, last_seen_at, verified_at, expires_at, device, device_kind) VALUES ($1, $1, now(), now(), now(), now(), '', 'phone')", user);
    }

    public async Task DisposeAsync()
    {
        await worker.DisposeAsync();
        await service.DisposeAsync();
    }

    [Fact]
    public async Task Each_browser_gets_what_it_alone_can_read_from_a_sender_that_proves_who_it_is()
    {
        await SubscribeAsync("telemóvel");
        await SubscribeAsync("portátil");
        await WriteAsync("Zelda desceu");
        await DrainAsync();
        Assert.Empty(service.Complaints);
        Assert.Equal(["portátil", "telemóvel"], service.Heard.Select(heard => heard.Browser).Order());
        Assert.All(service.Heard, heard => Assert.Equal("Zelda desceu", heard.Said.GetProperty("title").GetString()));
        Assert.All(service.Heard, heard => Assert.InRange(heard.Ttl, 86_000, 86_400));
        Assert.Equal(2, await worker.ValueAsync<long>("SELECT count(*) FROM push_messages WHERE sent_at IS NOT NULL"));
        Assert.Equal(2, await worker.ValueAsync<long>("SELECT count(*) FROM push_subscriptions WHERE last_sent_at IS NOT NULL"));
        await DrainAsync();
        Assert.Equal(2, service.Heard.Count);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_browser_that_is_gone_is_forgotten_with_all_that_waits_for_it(int answer)
    {
        await SubscribeAsync("velho");
        await WriteAsync("um");
        await WriteAsync("dois");
        service.Answer = answer;
        await DrainAsync();
        Assert.Equal(0, await worker.ValueAsync<long>("SELECT count(*) FROM push_subscriptions"));
        Assert.Equal(0, await worker.ValueAsync<long>("SELECT count(*) FROM push_messages"));
    }

    [Fact]
    public async Task A_service_that_asks_for_patience_is_given_it_and_then_tried_again()
    {
        await SubscribeAsync("lento");
        await WriteAsync("um");
        (service.Answer, service.RetryAfter) = (429, "120");
        await DrainAsync();
        worker.Clock.Ahead += TimeSpan.FromSeconds(110);
        service.Answer = null;
        await DrainAsync();
        Assert.Empty(service.Heard);
        worker.Clock.Ahead += TimeSpan.FromSeconds(15);
        await DrainAsync();
        Assert.Single(service.Heard);
    }

    [Fact]
    public async Task A_broken_service_is_tried_six_times_and_then_the_news_are_let_go_and_the_browser_kept()
    {
        await SubscribeAsync("azarado");
        await WriteAsync("um");
        (service.Answer, service.RetryAfter) = (503, null);
        for (var time = 0; time < 6; time++)
        {
            Assert.Equal([[time]], await worker.RowsAsync("SELECT attempts FROM push_messages"));
            await DrainAsync();
            worker.Clock.Ahead += TimeSpan.FromHours(2);
        }

        Assert.Empty(await worker.RowsAsync("SELECT attempts FROM push_messages"));
        Assert.Equal(1, await worker.ValueAsync<long>("SELECT count(*) FROM push_subscriptions"));
    }

    [Fact]
    public async Task What_a_sender_that_died_had_taken_is_sent_again_under_the_same_tag()
    {
        await SubscribeAsync("um");
        await WriteAsync("um");
        Assert.NotNull(await worker.Get<PushOutbox>().TakeAsync(CancellationToken.None));
        await DrainAsync();
        Assert.Empty(service.Heard);
        worker.Clock.Ahead += TimeSpan.FromSeconds(61);
        await DrainAsync();
        Assert.Equal("marca", Assert.Single(service.Heard).Said.GetProperty("tag").GetString());
    }

    [Fact]
    public async Task Senders_at_once_send_each_message_once()
    {
        for (var device = 0; device < 15; device++)
        {
            await SubscribeAsync($"aparelho-{device}");
        }

        await WriteAsync("um");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(DrainAsync)));
        Assert.Equal(15, service.Heard.Count);
        Assert.Equal(15, service.Heard.Select(heard => heard.Browser).Distinct().Count());
    }

    [Fact]
    public async Task Quiet_hours_and_switched_off_alerts_hold_at_the_moment_of_sending_and_old_news_are_none()
    {
        await SubscribeAsync("um");
        await WriteAsync("calado");
        await worker.ExecuteAsync("UPDATE users SET quiet_from = '00:00', quiet_until = '23:59:59'");
        await DrainAsync();
        await worker.ExecuteAsync("UPDATE users SET quiet_from = NULL, quiet_until = NULL, alerts_off = true");
        await DrainAsync();
        Assert.Empty(service.Heard);
        await worker.ExecuteAsync("UPDATE users SET alerts_off = false");
        worker.Clock.Ahead += TimeSpan.FromHours(25);
        await DrainAsync();
        Assert.Empty(service.Heard);
        worker.Clock.Ahead -= TimeSpan.FromHours(2);
        await DrainAsync();
        Assert.Single(service.Heard);
    }

    [Theory]
    [InlineData("push", "")]
    [InlineData("alerts", "ensaio")]
    public async Task What_an_operator_turned_off_waits_and_loses_nothing(string name, string goes)
    {
        await SubscribeAsync("um");
        await WriteAsync("aviso");
        await WriteAsync("ensaio", isTrial: true);
        await worker.ExecuteAsync("INSERT INTO switches (name, is_on, changed_at) VALUES ($1, false, now())", name);
        try
        {
            await DrainAsync();
            Assert.Equal(goes, string.Join(' ', service.Heard.Select(Title)));
        }
        finally
        {
            await worker.ExecuteAsync("DELETE FROM switches");
        }

        await DrainAsync();
        Assert.Equal(["aviso", "ensaio"], service.Heard.Select(Title).Order());

        static string? Title((string Browser, JsonElement Said, int Ttl) heard) => heard.Said.GetProperty("title").GetString();
    }

    [Fact]
    public async Task A_browser_that_is_signed_out_is_not_notified_any_more()
    {
        await SubscribeAsync("um");
        await WriteAsync("um");
        await worker.ExecuteAsync("DELETE FROM sessions WHERE user_id = $1", user);
        await DrainAsync();
        Assert.Empty(service.Heard);
        Assert.Equal(0, await worker.ValueAsync<long>("SELECT count(*) FROM push_messages"));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task No_name_leads_into_our_own_network(string host)
    {
        var port = new Uri($"http://{service.Authority}").Port;
        using var http = new HttpClient(new PushSockets(Options.Create(new PushOptions())).Handler());
        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri($"http://{host}:{port}/")));
        Assert.Contains("no public address", refusal.ToString(), StringComparison.Ordinal);
    }

    private async Task SubscribeAsync(string name)
    {
        service.Browsers[Uri.EscapeDataString(name)] = service.Browsers[name] = new LocalBrowser();
        await worker.ExecuteAsync(
            """
            INSERT INTO push_subscriptions (id, user_id, session_id, endpoint, public_key, secret, device, created_at)
            VALUES (gen_random_uuid(), $1, $1, $2, $3, $4, $5, now())
            """,
            user, service.EndpointOf(Uri.EscapeDataString(name)), service.Browsers[name].PublicKey, service.Browsers[name].Secret, name);
    }

    private Task WriteAsync(string title, bool isTrial = false) => worker.ExecuteAsync(
        """
        INSERT INTO push_messages (id, subscription_id, mail_id, payload, attempts, created_at, next_attempt_at, expires_at)
        SELECT gen_random_uuid(), id, CASE WHEN NOT $3 THEN gen_random_uuid() END, json_build_object('title', $1::text, 'body', 'texto', 'url', '/lista', 'tag', 'marca')::text, 0, $2, $2, $2 + interval '1 day'
        FROM push_subscriptions
        """,
        title, worker.Clock.GetUtcNow(), isTrial);

    private Task DrainAsync() => worker.Get<PushLoop>().DrainAsync(CancellationToken.None);
}
