using System.Globalization;
using System.Net.Http.Json;
using Npgsql;
using Promozilla.Messaging.Contracts;
using Promozilla.Tests.Servers;
using Xunit.Abstractions;

namespace Promozilla.Tests.EndToEnd;

/// <summary>The Worker as a process of its own, killed as a machine that loses power kills it.</summary>
[Trait("needs", "servers")]
public sealed class CrashTests(PostgresFixture postgres, RabbitMqFixture rabbitMq, RedisFixture redis, MailFixture mail, ITestOutputHelper output)
    : IClassFixture<PostgresFixture>, IClassFixture<RabbitMqFixture>, IClassFixture<RedisFixture>, IClassFixture<MailFixture>
{
    private const int Listings = 20_000;
    private const int Falling = 5_000;
    private const int People = 40;
    private readonly string domain = $"{Guid.NewGuid():N}.example";
    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task A_worker_that_is_killed_in_an_ingest_and_again_while_mailing_keeps_every_price_once_and_mails_nobody_twice()
    {
        await using var database = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var runs = new PlayedRuns(database, rabbitMq.ConnectionString, Listings);
        await runs.AddStoreAsync();
        await runs.AddPeopleAsync(People, domain);

        await using var first = await StartWorkerAsync();
        await runs.PlayAsync(now.AddDays(-40), falling: 0);
        await Eventually.AssertAsync(async () => Assert.Equal(1L, await CountAsync(database, "SELECT count(*) FROM scrape_runs WHERE status = 'closed'")), seconds: 120);
        await runs.WishAsync(People, Falling, domain);

        // In the middle for sure: it can't get past one listing, which another holds.
        await using (var other = await database.OpenConnectionAsync())
        {
            await using var transaction = await other.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand("SELECT FROM listings WHERE item_id = '4000' FOR UPDATE", other, transaction)) await hold.ExecuteNonQueryAsync();
            await runs.PlayAsync(now, Falling);
            await Eventually.AssertAsync(async () => Assert.InRange(await RecordedAsync(database), 10, 99), seconds: 60);
            await first.KillAsync();
        }

        output.WriteLine($"killed after {await RecordedAsync(database)} of {Listings / ListingsObserved.MaxItems} messages");

        await using var second = await StartWorkerAsync();
        await Eventually.AssertAsync(async () => Assert.NotEqual(0L, await CountAsync(database, "SELECT count(*) FROM outgoing_mails WHERE status = 'sent'")), seconds: 120);
        await second.KillAsync();
        output.WriteLine($"killed after {await CountAsync(database, "SELECT count(*) FROM outgoing_mails WHERE status = 'sent'")} mails");

        // Whoever was being mailed is not known to have the mail: that row waits for its lease to run out.
        await using (var lease = database.CreateCommand("UPDATE outgoing_mails SET leased_until = now() WHERE status = 'sending'")) await lease.ExecuteNonQueryAsync();
        await using var last = await StartWorkerAsync();
        await Eventually.AssertAsync(
            async () => Assert.Equal(0L, await CountAsync(database, "SELECT count(*) FROM outgoing_mails WHERE status IN ('pending', 'sending')")), seconds: 120);

        Assert.Equal((long)Listings, await CountAsync(database, "SELECT count(*) FROM listings"));
        Assert.Equal((long)(Listings + Falling), await CountAsync(database, "SELECT count(*) FROM price_observations"));
        Assert.Equal((long)Falling, await CountAsync(database, "SELECT count(*) FROM promotions"));
        Assert.Equal((long)(2 * (Listings / ListingsObserved.MaxItems)), await CountAsync(database, "SELECT sum(messages_recorded)::bigint FROM scrape_tasks"));
        Assert.Equal((long)People, await CountAsync(database, "SELECT count(*) FROM outgoing_mails"));
        Assert.Equal((long)(People * 5), await CountAsync(database, "SELECT count(*) FROM alerts"));

        var (sent, unknown) = (
            await CountAsync(database, "SELECT count(*) FROM outgoing_mails WHERE status = 'sent'"),
            await CountAsync(database, "SELECT count(*) FROM outgoing_mails WHERE status = 'unknown'"));
        Assert.Equal(People, sent + unknown);
        Assert.InRange(unknown, 0, 10);
        var arrived = await ArrivedAsync();
        Assert.Equal(arrived.Count, arrived.Distinct().Count());
        Assert.InRange(arrived.Count, sent, People);
        output.WriteLine($"{sent} sent, {unknown} unknown, {arrived.Count} arrived");
    }

    private static Task<long> RecordedAsync(NpgsqlDataSource database) => CountAsync(
        database, "SELECT coalesce(sum(messages_recorded), 0)::bigint FROM scrape_tasks task JOIN scrape_runs run ON run.id = task.run_id AND run.status = 'running'");

    private static async Task<long> CountAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<List<string>> ArrivedAsync()
    {
        using var http = new HttpClient();
        var mails = await http.GetFromJsonAsync<Caught[]>(new Uri(mail.Server.Web, "/email"));
        return [.. mails!.SelectMany(one => one.To).Select(to => to.Address).Where(address => address.EndsWith(domain, StringComparison.Ordinal))];
    }

    private Task<ServiceProcess> StartWorkerAsync() => ServiceProcess.StartAsync("Promozilla.Worker", _ => new Dictionary<string, string>
    {
        ["ConnectionStrings__promozilladb"] = postgres.ConnectionString,
        ["ConnectionStrings__messaging"] = rabbitMq.ConnectionString,
        ["ConnectionStrings__cache"] = redis.ConnectionString,
        ["Smtp__Host"] = "localhost",
        ["Smtp__Port"] = mail.Server.Port.ToString(CultureInfo.InvariantCulture),
        ["Smtp__From"] = "avisos@promozilla.example",
        ["Site__PublicUrl"] = "https://promozilla.example",
    });

    private sealed record Caught(CaughtAddress[] To);

    private sealed record CaughtAddress(string Address);
}
