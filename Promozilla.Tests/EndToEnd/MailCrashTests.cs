using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Promozilla.Tests.Servers;
using Xunit.Abstractions;

namespace Promozilla.Tests.EndToEnd;

/// <summary>
/// A night of promotions, two Workers that are killed at random, a mail server that fails at random. The seed and the size may be given:
/// PROMOZILLA_CRASH_SEED, PROMOZILLA_CRASH_PEOPLE (10000 for the full size: 50,000 wishes, 3,000 promotions) and PROMOZILLA_CRASH_KILLS.
/// </summary>
[Trait("needs", "servers")]
public sealed class MailCrashTests(PostgresFixture postgres, RabbitMqFixture rabbitMq, RedisFixture redis, ITestOutputHelper output)
    : IClassFixture<PostgresFixture>, IClassFixture<RabbitMqFixture>, IClassFixture<RedisFixture>
{
    private const int WishesEach = 5;
    private const string Domain = "pessoas.example";
    private static readonly int People = Given("PROMOZILLA_CRASH_PEOPLE", 300);
    private static readonly int Kills = Given("PROMOZILLA_CRASH_KILLS", 3);
    private static readonly int Falling = People * 3 / 10;
    private static readonly int Listings = Falling * 4;
    private readonly int seed = Given("PROMOZILLA_CRASH_SEED", 20261121);
    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Whoever_is_to_have_a_mail_has_one_or_one_in_doubt_and_nobody_two_whatever_is_killed_and_whatever_fails()
    {
        var chance = new Random(seed);
        await using var database = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var runs = new PlayedRuns(database, rabbitMq.ConnectionString, Listings);
        using var smtp = new FailingSmtp(seed, sleep: TimeSpan.FromSeconds(6));
        await runs.AddStoreAsync();
        await runs.AddPeopleAsync(People, Domain);
        var workers = new List<ServiceProcess> { await StartWorkerAsync(smtp), await StartWorkerAsync(smtp) };
        try
        {
            await runs.PlayAsync(now.AddDays(-40), falling: 0);
            await Eventually.AssertAsync(async () => Assert.Equal(1L, await CountAsync(database, "SELECT count(*) FROM scrape_runs WHERE status = 'closed'")), seconds: 240);
            await WishAsync(database, chance);

            var watch = Stopwatch.StartNew();
            await runs.PlayAsync(now, Falling);
            await KillAsync(database, workers, chance, smtp);
            await DrainedAsync(database);
            output.WriteLine($"seed {seed}: {People} people, {People * WishesEach} wishes, {Falling} promotions; all told after {watch.Elapsed.TotalSeconds:F0} s");
        }
        finally
        {
            foreach (var worker in workers)
            {
                await worker.DisposeAsync();
            }
        }

        await JudgeAsync(database, smtp);
    }

    /// <summary>One of the two at random, at random moments from the ingest to the last mails; another starts in its place.</summary>
    private async Task KillAsync(NpgsqlDataSource database, List<ServiceProcess> workers, Random chance, FailingSmtp smtp)
    {
        await Eventually.AssertAsync(async () => Assert.NotEqual(0L, await CountAsync(database, "SELECT coalesce(sum(messages_recorded), 0)::bigint FROM scrape_tasks task JOIN scrape_runs run ON run.id = run_id AND run.status = 'running'")), seconds: 60);
        for (var kill = 0; kill < Kills; kill++)
        {
            var place = chance.Next(workers.Count);
            await workers[place].KillAsync();
            await workers[place].DisposeAsync();
            output.WriteLine($"kill {kill + 1}: {await StateAsync(database)}");
            workers[place] = await StartWorkerAsync(smtp);

            // From the second on there is mail to be killed over: so much more of it, by chance, until the next.
            var sent = await CountAsync(database, "SELECT count(*) FROM outgoing_mails WHERE status IN ('sent', 'unknown', 'failed')");
            var more = chance.Next(1, Math.Max(2, People / (2 * Kills)));
            await PassTimeUntilAsync(database, async () => await CountAsync(database, "SELECT count(*) FROM outgoing_mails WHERE status IN ('sent', 'unknown', 'failed')") >= sent + more
                || (sent > 0 && await CountAsync(database, "SELECT count(*) FROM outgoing_mails WHERE status IN ('pending', 'sending')") == 0));
        }
    }

    private static Task DrainedAsync(NpgsqlDataSource database) => PassTimeUntilAsync(
        database,
        async () => await CountAsync(database, "SELECT count(*) FROM outgoing_mails") > 0
            && await CountAsync(database, "SELECT count(*) FROM outgoing_mails WHERE status IN ('pending', 'sending')") == 0
            && await CountAsync(database, "SELECT count(*) FROM scrape_runs WHERE status = 'closed'") == 2);

    /// <summary>What waits for hours until it may be tried again is tried now.</summary>
    private static async Task PassTimeUntilAsync(NpgsqlDataSource database, Func<Task<bool>> condition)
    {
        await Eventually.AssertAsync(
            async () =>
            {
                await using var pass = database.CreateCommand("UPDATE outgoing_mails SET next_attempt_at = now() WHERE status = 'pending' AND next_attempt_at > now()");
                await pass.ExecuteNonQueryAsync();
                Assert.True(await condition(), await StateAsync(database));
            },
            seconds: 900);
    }

    private async Task JudgeAsync(NpgsqlDataSource database, FailingSmtp smtp)
    {
        var owed = await PeopleAsync(database, $"SELECT DISTINCT email, '' FROM users JOIN wishlist_items ON user_id = id JOIN listings l USING (product_id) WHERE l.item_id::int < {Falling}");
        var mails = await PeopleAsync(database, "SELECT to_address, status FROM outgoing_mails");
        var arrived = smtp.Arrived;
        var figures = mails.GroupBy(mail => mail.State).ToDictionary(group => group.Key, group => group.Count());
        output.WriteLine($"{owed.Count} people are owed a mail; {mails.Count} written: {string.Join(", ", figures.Select(pair => $"{pair.Value} {pair.Key}"))}");
        output.WriteLine($"{arrived.Values.Sum()} arrived at {arrived.Count} people; in doubt and arrived: {mails.Count(mail => mail.State is "unknown" && arrived.ContainsKey(mail.Address))}");
        output.WriteLine($"faults: {string.Join(", ", smtp.Faults.OrderByDescending(fault => fault.Value).Select(fault => $"{fault.Value} {fault.Key}"))}");

        Assert.Equal(owed.Select(one => one.Address).Order(), mails.Select(mail => mail.Address).Order());
        Assert.DoesNotContain(arrived, one => one.Value > 1);
        Assert.All(mails, mail => Assert.Equal(
            mail.State switch { "sent" => true, "unknown" => arrived.ContainsKey(mail.Address), _ => false }, arrived.ContainsKey(mail.Address)));
        Assert.All(mails, mail => Assert.True(mail.State is "sent" or "unknown" || (mail.State is "failed" && FailingSmtp.IsNobody(mail.Address)), $"{mail}"));
        Assert.Equal(0L, await CountAsync(database, "SELECT count(*) FROM alerts WHERE mail_id IS NULL"));

        // Doubt is for what was cut off, slept through or killed over: nothing else.
        Assert.InRange(figures.GetValueOrDefault("unknown"), 0, smtp.Faults.Where(fault => fault.Key.EndsWith("the text", StringComparison.Ordinal)).Sum(fault => fault.Value) + (Kills * 8));
    }

    private static async Task WishAsync(NpgsqlDataSource database, Random chance)
    {
        var (people, wished) = (new List<int>(), new List<int>());
        for (var person = 1; person <= People; person++)
        {
            var own = new HashSet<int>();
            while (own.Count < WishesEach)
            {
                own.Add(chance.Next(Listings));
            }

            people.AddRange(Enumerable.Repeat(person, WishesEach));
            wished.AddRange(own);
        }

        await using var command = database.CreateCommand(
            $"""
            INSERT INTO wishlist_items (user_id, product_id, created_at)
            SELECT person.id, listing.product_id, now() FROM unnest($1::int[], $2::int[]) AS wish(person, item)
            JOIN users person ON person.email = 'pessoa' || wish.person || '@{Domain}'
            JOIN listings listing ON listing.item_id = wish.item::text
            """);
        command.Parameters.AddWithValue(people.ToArray());
        command.Parameters.AddWithValue(wished.ToArray());
        Assert.Equal(People * WishesEach, await command.ExecuteNonQueryAsync());
    }

    private static async Task<string> StateAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            """
            SELECT coalesce((SELECT string_agg(n || ' ' || status, ', ' ORDER BY status) FROM (SELECT status, count(*) AS n FROM outgoing_mails GROUP BY status) one), 'no mails yet')
                || '; runs: ' || (SELECT string_agg(status, ', ') FROM scrape_runs)
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<List<(string Address, string State)>> PeopleAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<(string, string)>();
        while (await reader.ReadAsync())
        {
            rows.Add((reader.GetString(0), reader.GetString(1)));
        }

        return rows;
    }

    private static async Task<long> CountAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static int Given(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var given) ? given : otherwise;

    private Task<ServiceProcess> StartWorkerAsync(FailingSmtp smtp) => ServiceProcess.StartAsync("Promozilla.Worker", _ => new Dictionary<string, string>
    {
        ["ConnectionStrings__promozilladb"] = postgres.ConnectionString,
        ["ConnectionStrings__messaging"] = rabbitMq.ConnectionString,
        ["ConnectionStrings__cache"] = redis.ConnectionString,
        ["Smtp__Host"] = "127.0.0.1",
        ["Smtp__Port"] = smtp.Port.ToString(CultureInfo.InvariantCulture),
        ["Smtp__From"] = "avisos@promozilla.example",
        ["Smtp__PatienceSeconds"] = "3",
        ["Site__PublicUrl"] = "https://promozilla.example",
    });
}
