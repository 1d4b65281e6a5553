using System.Globalization;
using System.Net.Http.Json;
using Npgsql;
using Promozilla.Tests.AppHost;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.EndToEnd;

/// <summary>Two sites behind nginx, two workers, three scrapers, as `./promozilla run --web 2 --worker 2 --scraper 3` starts them; their first night is Quartz's own.</summary>
public sealed class ManyOfEach : IAsyncLifetime
{
    public const double DelayMilliseconds = 40;
    public const int CallsPerMinute = 15;

    // Away from Black Friday, when prices move too many at once for an ordinary night.
    public static readonly DateOnly Day = new(2026, 9, 7);

    private readonly HttpClient http = new();

    internal RunningAppHost Host { get; private set; } = null!;

    internal FaultyShops Shops { get; private set; } = null!;

    public NpgsqlDataSource Database { get; private set; } = null!;

    public string Site => Host.Address("web");

    public IReadOnlyList<string> Sites => [Host.Address("web-1"), Host.Address("web-2")];

    /// <summary>What the scrapers asked the stores for in the first night.</summary>
    public IReadOnlyList<Visit> FirstNight { get; private set; } = [];

    /// <summary>Where the tables did not say, after that night, what the stores asked.</summary>
    public IReadOnlyList<string> FirstDifferences { get; private set; } = [];

    public async Task InitializeAsync()
    {
        Host = RunningAppHost.Start(TestServers.Folder("many"), new Dictionary<string, string>
        {
            ["Replicas__web"] = "2",
            ["Replicas__worker"] = "2",
            ["Replicas__scraper"] = "3",
            ["SampleStores__DelaySeconds"] = (DelayMilliseconds / 1000).ToString(CultureInfo.InvariantCulture),
            ["Schedule__JitterMinutes"] = "0",
            ["Runs__PollSeconds"] = "0.2",
            ["Site__AccountTriesPerMinute"] = "10000",
            ["Site__SearchesPerMinute"] = "10000",
            ["Site__ApiCallsPerMinute"] = CallsPerMinute.ToString(CultureInfo.InvariantCulture),
        });
        await Host.ReadyAsync(seconds: 300);
        Database = NpgsqlDataSource.Create(Host.Resource("promozilladb").ConnectionString!);
        Shops = FaultyShops.Of(Host, _ => { });
        await Shops.SetDayAsync(Day);

        // The night has come: whichever worker's clock sees it first.
        await using (var night = Database.CreateCommand("UPDATE qrtz_triggers SET next_fire_time = $1 WHERE trigger_name = 'nightly'"))
        {
            night.Parameters.AddWithValue(TimeProvider.System.GetUtcNow().UtcTicks);
            Assert.Equal(1, await night.ExecuteNonQueryAsync());
        }

        await Eventually.AssertAsync(async () => Assert.NotEqual(0, await CountAsync("SELECT count(*) FROM scrape_runs WHERE origin = 'nightly' AND status = 'closed'")), seconds: 150);
        FirstNight = await VisitsAsync();
        FirstDifferences = await Shops.DifferencesAsync(Day);
    }

    public async Task DisposeAsync()
    {
        http.Dispose();
        if (Shops is not null) await Shops.DisposeAsync();
        if (Database is not null) await Database.DisposeAsync();
        await Host.DisposeAsync();
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public Task ClosedAsync(Guid run) =>
        Eventually.AssertAsync(async () => Assert.Equal(1L, await CountAsync($"SELECT count(*) FROM scrape_runs WHERE id = '{run}' AND status = 'closed'")), seconds: 120);

    /// <summary>Pages in the order in which they were asked for; pictures of hosts of our own are not paced.</summary>
    public async Task<IReadOnlyList<Visit>> VisitsAsync() =>
    [
        .. (await http.GetFromJsonAsync<Visit[]>($"{Host.Address("samples")}/_control/visits"))!
            .Where(visit => !visit.Path.Contains(".png", StringComparison.Ordinal)).OrderBy(visit => visit.From),
    ];

    /// <summary>Where a store was asked twice at once, or sooner than it wants.</summary>
    public static IEnumerable<string> Impolite(IReadOnlyList<Visit> visits) =>
        from pair in visits.Zip(visits.Skip(1))
        let pause = pair.Second.From - pair.First.To
        // Redis counts whole milliseconds.
        where pause < DelayMilliseconds - 2
        select $"{pair.First.Path} and {pair.Second.Path}: {pause:F1} ms";

    public sealed record Visit(string Path, double From, double To);
}
