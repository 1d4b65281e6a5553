using System.Globalization;
using Npgsql;
using Promozilla.AppHost.Servers;
using Promozilla.Tests.Servers;
using StackExchange.Redis;
using Xunit.Abstractions;

namespace Promozilla.Tests.EndToEnd;

/// <summary>A release's worker and site, built from its own commit, before, while and after this version's worker migrates the database that they work on.</summary>
[Trait("needs", "servers")]
public sealed class UpgradeTests(RabbitMqFixture rabbitMq, RedisFixture redis, MailFixture mail, ITestOutputHelper output)
    : IClassFixture<RabbitMqFixture>, IClassFixture<RedisFixture>, IClassFixture<MailFixture>, IAsyncLifetime
{
    private const int Listings = 200;
    private const int Falling = 20;
    private const int People = 2;

    // What services write of themselves while nothing happens: how sought-after a product is goes by visits and wishes.
    private static readonly HashSet<string> Living = ["job_notes", "product_facets", "queue_depths", "visit_events", "visit_figures"];

    private readonly string name = $"test_{Guid.NewGuid():N}";
    private readonly string domain = $"{Guid.NewGuid():N}.example";
    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();
    private PostgresServer server = null!;
    private NpgsqlDataSource database = null!;
    private PlayedRuns runs = null!;
    private int nights;

    public async Task InitializeAsync()
    {
        server = await TestServers.Postgres;
        database = NpgsqlDataSource.Create(server.For(name));
        runs = new PlayedRuns(database, rabbitMq.ConnectionString, Listings);
    }

    public async Task DisposeAsync()
    {
        await runs.DisposeAsync();
        await database.DisposeAsync();
        await server.DropDatabaseAsync(name, CancellationToken.None);
    }

    [Fact]
    public async Task The_release_before_works_on_with_the_schema_that_this_version_makes_of_its_data_and_no_row_is_lost()
    {
        if (!Path.Exists(Path.Combine(Repository.Root, ".git"))) return;
        var release = await PreviousRelease.BuildAsync();
        output.WriteLine($"from {release.Version} ({release.Commit})");
        await using var oldWorker = await StartAsync("Promozilla.Worker", release.Root);
        await using var oldWeb = await StartAsync("Promozilla.Web", release.Root);

        await runs.AddStoreAsync();
        await runs.AddPeopleAsync(People, domain);
        await NightAsync(falling: 0);
        // And today: a store whose last night is old becomes sick whenever the watch comes by.
        await NightAsync(falling: 0);
        await runs.WishAsync(People, People * 5, domain);
        using var shopper = new Shopper();
        await shopper.SignInAsync(database, oldWeb.Address, oldWeb.Address);
        var slug = await WishForAsync(shopper, oldWeb, item: (2 * Falling) + 1);
        await ExecuteAsync(
            $"""
            INSERT INTO outgoing_mails (id, kind, to_address, subject, text_body, html_body, dedupe_key, status, attempts, created_at, next_attempt_at)
            VALUES (gen_random_uuid(), 'account', 'espera@{domain}', 'Espera', 'Espera', '<p>Espera</p>', 'waits', 'pending', 0, now(), now() + interval '1 day')
            """);
        await VisitAsync(oldWeb, shopper, slug);
        await SentAsync(waiting: 1);

        var known = await KnownRows.ReadAsync(database);
        Assert.InRange(known.Rows, 5 * Listings, int.MaxValue);
        await using (var worker = await StartAsync("Promozilla.Worker"))
        {
            Assert.Empty(await known.LostAsync(Living));
            await VisitAsync(oldWeb, shopper, slug);
            // Whichever takes a message: both are there.
            await NightAsync(Falling);
        }

        // This version is gone again, the old one has never stopped.
        await NightAsync(2 * Falling);
        await VisitAsync(oldWeb, shopper, slug);

        await using var newWeb = await StartAsync("Promozilla.Web");
        await VisitAsync(newWeb, shopper, slug);
        await using var newWorker = await StartAsync("Promozilla.Worker");
        await oldWorker.DisposeAsync();
        await oldWeb.DisposeAsync();
        await NightAsync(3 * Falling);
        await VisitAsync(newWeb, shopper, slug);

        await ExecuteAsync("UPDATE outgoing_mails SET next_attempt_at = now() WHERE dedupe_key = 'waits'");
        await SentAsync(waiting: 0);
        Assert.Equal((People * 5) + 1L, await CountAsync("SELECT count(*) FROM alerts"));
        Assert.Equal(People + 1L, await CountAsync("SELECT count(*) FROM outgoing_mails WHERE kind = 'digest'"));
        Assert.Equal("", await TextAsync("SELECT coalesce(string_agg(error_groups::text, E'\n'), '') FROM error_groups"));
    }

    /// <summary>So many have fallen since the first night; closed, and every price and promotion of it there once.</summary>
    private async Task NightAsync(int falling)
    {
        var run = await runs.PlayAsync(nights++ == 0 ? now.AddDays(-40) : now.AddSeconds(nights), falling);
        await Eventually.AssertAsync(async () => Assert.Equal("closed", await TextAsync($"SELECT status FROM scrape_runs WHERE id = '{run}'")), seconds: 120);
        Assert.Equal((Listings, Listings + falling, falling), (
            await CountAsync("SELECT count(*) FROM listings"), await CountAsync("SELECT count(*) FROM price_observations"), await CountAsync("SELECT count(*) FROM promotions")));
    }

    /// <summary>Made anew: a kept page would say nothing of the tables.</summary>
    private async Task VisitAsync(ServiceProcess site, Shopper shopper, string slug)
    {
        using (var cache = await ConnectionMultiplexer.ConnectAsync($"{redis.ConnectionString},allowAdmin=true")) await cache.GetServer(cache.GetEndPoints()[0]).FlushAllDatabasesAsync();
        using var stranger = new Shopper();
        foreach (var path in (string[])["/", "/jogos", "/promocoes", "/novidades", "/procurar?q=teste", $"/p/{slug}", $"/lojas/{PlayedRuns.Store}"])
        {
            await stranger.ReadAsync(site.Address + path);
            await shopper.ReadAsync(site.Address + path);
        }

        foreach (var path in (string[])["/lista", "/conta"]) Assert.DoesNotContain("/conta/entrar", await shopper.ReadAsync(site.Address + path), StringComparison.Ordinal);
        Assert.Contains($"/p/{slug}", await shopper.ReadAsync($"{site.Address}/lista"), StringComparison.Ordinal);
        using var http = new HttpClient();
        foreach (var path in (string[])["products", $"products/{slug}", $"products/{slug}/offers", $"products/{slug}/history", "promotions", "stores", "search?q=teste"])
            await http.GetStringAsync($"{site.Address}/api/v1/{path}");
        Assert.Contains(slug, await http.GetStringAsync($"{site.Address}/feeds/p/{slug}.atom"), StringComparison.Ordinal);
    }

    private async Task<string> WishForAsync(Shopper shopper, ServiceProcess site, int item)
    {
        var slug = await TextAsync($"SELECT slug FROM products JOIN listings ON products.id = product_id WHERE item_id = '{item.ToString(CultureInfo.InvariantCulture)}'");
        await shopper.PostAsync(await shopper.ReadAsync($"{site.Address}/p/{slug}"), $"{site.Address}/lista/juntar", ("produto", slug));
        return slug;
    }

    private Task SentAsync(int waiting) =>
        Eventually.AssertAsync(async () => Assert.Equal(waiting, await CountAsync("SELECT count(*) FROM outgoing_mails WHERE status <> 'sent'")), seconds: 60);

    private Task<ServiceProcess> StartAsync(string project, string? root = null) => ServiceProcess.StartAsync(
        project,
        address => new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ConnectionStrings__promozilladb"] = server.For(name),
            ["ConnectionStrings__messaging"] = rabbitMq.ConnectionString,
            ["ConnectionStrings__cache"] = redis.ConnectionString,
            ["Media__Directory"] = Path.Combine(Path.GetTempPath(), $"promozilla-media-{name}"),
            ["Smtp__Host"] = "localhost",
            ["Smtp__Port"] = mail.Server.Port.ToString(CultureInfo.InvariantCulture),
            ["Smtp__From"] = "avisos@promozilla.example",
            ["Site__PublicUrl"] = address,
        },
        root: root);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private async Task<string> TextAsync(string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
