using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults.Health;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Worker.Mails;
using Promozilla.Worker.Outages;

namespace Promozilla.Tests.Worker.Outages;

/// <summary>Two workers that miss the same at almost the same time: one mail, when a mail can come.</summary>
[Trait("needs", "servers")]
public sealed class OutageWatchTests(PostgresFixture postgres, RedisFixture redis) : IClassFixture<PostgresFixture>, IClassFixture<RedisFixture>, IAsyncLifetime
{
    private readonly SmtpSink smtp = new();
    private readonly List<(WorkerUnderTest Worker, OutageWatch Watch)> workers = [];

    public async Task InitializeAsync()
    {
        for (var number = 0; number < 2; number++)
        {
            var worker = await WorkerUnderTest.CreateAsync(
                postgres.ConnectionString, ("ConnectionStrings:cache", redis.ConnectionString), ("Operators:MailAddress", "operador@example.pt"), ("Operators:MailLanguage", "en"),
                ("Smtp:Port", smtp.Port.ToString(CultureInfo.InvariantCulture)));
            workers.Add((worker, new OutageWatch(null!, worker.Get<OutageLetters>(), Options.Create(new HealthOptions()), worker.Clock, NullLogger<OutageWatch>.Instance)));
        }

        await workers[0].Worker.ExecuteAsync("DELETE FROM outgoing_mails");
    }

    public async Task DisposeAsync()
    {
        foreach (var (worker, _) in workers) await worker.DisposeAsync();
        smtp.Dispose();
    }

    [Fact]
    public async Task A_broker_that_is_away_is_mailed_once_by_all_and_again_for_another_outage_when_an_hour_has_passed()
    {
        await LookAsync(0, "RabbitMQ.Client");
        await LookAsync(0.5, "RabbitMQ.Client");
        await LookAsync(0.6);
        Assert.Empty(await SubjectsAsync());

        await LookAsync(10, "RabbitMQ.Client");
        await LookAsync(12, "RabbitMQ.Client");
        await LookAsync(50, "RabbitMQ.Client");
        await LookAsync(51);
        Assert.Equal(["Promozilla: RabbitMQ does not answer"], await SubjectsAsync());
        Assert.Contains("Connection refused", (string)(await workers[0].Worker.RowsAsync("SELECT text_body FROM outgoing_mails"))[0][0]!, StringComparison.Ordinal);

        await LookAsync(300, "RabbitMQ.Client");
        await LookAsync(302, "RabbitMQ.Client");
        Assert.Equal(2, (await SubjectsAsync()).Count);
    }

    [Fact]
    public async Task The_mail_server_is_told_of_when_it_is_back_with_what_waited_for_it()
    {
        await LookAsync(0, "smtp");
        await workers[0].Worker.ExecuteAsync(
            "INSERT INTO outgoing_mails (id, kind, to_address, subject, text_body, html_body, dedupe_key, status, attempts, created_at, next_attempt_at) VALUES (gen_random_uuid(), 'confirm', 'a@example.pt', 's', '', '', 'x', 'pending', 0, now(), now())");
        await LookAsync(5, "smtp");
        Assert.Empty(await SubjectsAsync());
        await LookAsync(6);
        await LookAsync(7);
        Assert.Equal(["Promozilla: the mail server was away"], await SubjectsAsync());
        Assert.Contains("Mails that waited: 1\n", (string)(await workers[0].Worker.RowsAsync("SELECT text_body FROM outgoing_mails WHERE kind = 'operator'"))[0][0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_the_database_a_mail_goes_straight_to_the_mail_server_by_one_of_them_as_soon_as_that_takes_it()
    {
        await LookAsync(0, "PromozillaDbContext");
        smtp.CutAt = "CONNECT";
        await LookAsync(2, "PromozillaDbContext");
        Assert.Empty(smtp.Taken);
        smtp.CutAt = null;
        await LookAsync(3, "PromozillaDbContext");
        await LookAsync(4, "PromozillaDbContext");
        Assert.Contains("Subject: Promozilla: the database does not answer", Assert.Single(smtp.Taken), StringComparison.Ordinal);
        Assert.Empty(await SubjectsAsync());
    }

    /// <summary>Both look, the second one some seconds later; what is missing is so since they first looked.</summary>
    private async Task LookAsync(double minute, params string[] missing)
    {
        foreach (var (number, (worker, watch)) in workers.Index())
        {
            worker.Clock.Ahead = TimeSpan.FromMinutes(minute) + TimeSpan.FromSeconds(5 * number);
            await watch.LookAsync([.. missing.Select(name => new Missing(name, worker.Clock.GetUtcNow(), "Connection refused"))], CancellationToken.None);
        }
    }

    private async Task<List<string>> SubjectsAsync() => [.. (await workers[0].Worker.RowsAsync("SELECT subject FROM outgoing_mails WHERE kind = 'operator' ORDER BY created_at")).Select(row => (string)row[0]!)];
}
