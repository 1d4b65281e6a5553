using System.Diagnostics;
using Npgsql;
using Promozilla.AppHost.Servers;
using Promozilla.Bench.Catalogue;
using Promozilla.Bench.Load;
using Promozilla.Bench.Servers;

namespace Promozilla.Bench;

/// <summary>
/// Pages under load, made for each request and kept, over a catalogue and over one ten times as large, beside bare Kestrel with the same bytes. The sites take turns
/// within each round, so that what else the machine does falls on all of them.
/// </summary>
internal static class WebBenchmark
{
    private const int Rounds = 3;

    public static readonly IReadOnlyList<BenchPage> Pages =
    [
        new("home", "SELECT '/'"),
        new("kind, three facets", "SELECT '/jogos?plataforma=switch&loja=' || key || '&stock=1' FROM stores ORDER BY key"),
        new("product", "SELECT '/p/' || slug FROM products WHERE offer_count >= 9 ORDER BY id % 97, id LIMIT 200"),
    ];

    public static readonly IReadOnlyList<BenchPage> Searches =
    [
        new("search, three words", $"{SearchWords} SELECT '/procurar?q=' || array_to_string(words[1:3], '+') FROM titles", IsKept: false),
        new("search, one wide word", "SELECT '/procurar?q=' || word FROM (VALUES ('super'), ('odyssey'), ('comando'), ('jogo'), ('aventura'), ('deluxe')) AS wide(word)", IsKept: false),
        new("search, misspelt", $"{SearchWords} SELECT '/procurar?q=' || words[1] || '+' || overlay(words[2] placing reverse(substr(words[2], 3, 2)) from 3 for 2) || '+' || words[3] FROM titles", IsKept: false),
        new("suggestions", $"{SearchWords} SELECT '/procurar/sugestoes?q=' || words[1] || '+' || left(words[2], 4) FROM titles"),
    ];

    private const string SearchWords = """
        WITH titles AS (
            SELECT string_to_array(title_key, ' ') AS words FROM products WHERE kind = 'game' AND title_key ~ '^[a-z]{3,} [a-z]{5,} [a-z]{4,}' ORDER BY id % 97, id LIMIT 200
        )
        """;

    public static async Task RunAsync(BenchOptions options, IReadOnlyList<BenchPage> pages, TextWriter output)
    {
        await using var servers = new BenchServers();
        var postgres = await servers.PostgresAsync(CancellationToken.None);
        var redis = await servers.RedisAsync(CancellationToken.None);
        var bytes = Directory.CreateTempSubdirectory("promozilla-bench-");
        var sites = new List<BenchSite>();
        try
        {
            foreach (var size in new[] { options.Products, options.Products * 10 })
            {
                sites.Add(await BenchSite.StartAsync(postgres, redis.ConnectionString, new CatalogueSize(size, WholeHistories: options.WholeHistories), pages, sites.Count, output));
            }

            await sites[0].SaveAsync(pages, bytes.FullName);
            await using var bare = await SiteProcess.StartBareAsync(bytes.FullName);
            var table = new Table("page", "products", "made", "req/s", "p50 ms", "p95 ms", "p99 ms", "site cpu ms", "db cpu ms", "kB", "of bare");
            var ratios = new Table("ten times the data costs", "req/s", "cpu");
            foreach (var (page, index) in pages.Select((page, index) => (page, index)))
            {
                var lanes = Lanes(page, index, sites, bare);
                await MeasureAsync(lanes, options, postgres.Pid);
                var limit = lanes[^1].Figures.PerSecond;
                foreach (var lane in lanes)
                {
                    table.Add(
                        page.Name, lane.Products, lane.How, lane.Figures.PerSecond, lane.Figures.Percentile(50), lane.Figures.Percentile(95), lane.Figures.Percentile(99),
                        lane.SiteCost, lane.DatabaseCost, lane.Kilobytes, lane.Figures.PerSecond / limit);
                }

                ratios.Add(page.Name, lanes[0].Figures.PerSecond / lanes[1].Figures.PerSecond, (lanes[1].SiteCost + lanes[1].DatabaseCost) / (lanes[0].SiteCost + lanes[0].DatabaseCost));
            }

            output.WriteLine();
            table.Write(output);
            output.WriteLine();
            ratios.Write(output);
        }
        finally
        {
            foreach (var site in sites) await site.DisposeAsync();
            bytes.Delete(recursive: true);
        }
    }

    private static List<Lane> Lanes(BenchPage page, int index, List<BenchSite> sites, SiteProcess bare)
    {
        var lanes = sites.ConvertAll(site => new Lane("fresh", site.Products, site.Fresh, site.Paths[index]));
        if (page.IsKept) lanes.AddRange(sites.Select(site => new Lane("kept", site.Products, site.Keeping, site.Paths[index])));
        lanes.Add(new Lane("bare", null, bare, [$"/{index}"]));
        return lanes;
    }

    private static async Task MeasureAsync(List<Lane> lanes, BenchOptions options, int database)
    {
        // The compiler has its best code ready after some thousands of calls and a moment's leisure.
        foreach (var lane in lanes) await HttpLoad.RunAsync(lane.Site.Address, lane.Paths, TimeSpan.FromSeconds(options.IsQuick ? options.Seconds : Math.Max(5, options.Seconds)));
        foreach (var lane in lanes) await lane.WeighAsync();
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var lane in lanes) await lane.MeasureAsync(TimeSpan.FromSeconds(options.Seconds / Rounds), database);
        }
    }

    private sealed record Lane(string How, int? Products, SiteProcess Site, IReadOnlyList<string> Paths)
    {
        private readonly List<LoadFigures> rounds = [];
        private TimeSpan site;
        private TimeSpan data;

        public LoadFigures Figures => LoadFigures.Together(rounds);

        public double SiteCost => site.TotalMilliseconds / Figures.Latencies.Length;

        public double DatabaseCost => data.TotalMilliseconds / Figures.Latencies.Length;

        /// <summary>Of the first of its pages: a larger catalogue may have more to show.</summary>
        public double Kilobytes { get; private set; }

        public async Task WeighAsync()
        {
            using var http = new HttpClient { BaseAddress = Site.Address };
            Kilobytes = (await http.GetByteArrayAsync(new Uri(Paths[0], UriKind.Relative))).Length / 1024.0;
        }

        public async Task MeasureAsync(TimeSpan time, int database)
        {
            var (siteBefore, dataBefore) = (ProcessorTime.Of(Site.Pid), ProcessorTime.Of(database));
            rounds.Add(await HttpLoad.RunAsync(Site.Address, Paths, time));
            site += ProcessorTime.Of(Site.Pid) - siteBefore;
            data += ProcessorTime.Of(database) - dataBefore;
        }
    }
}

/// <param name="Paths">SQL for the addresses that are asked in turn.</param>
/// <param name="IsKept">Whether the site keeps it.</param>
internal sealed record BenchPage(string Name, string Paths, bool IsKept = true);

/// <summary>One catalogue, and the site over it twice: making each page, and keeping them.</summary>
internal sealed class BenchSite(int products, SiteProcess fresh, SiteProcess keeping, IReadOnlyList<IReadOnlyList<string>> paths) : IAsyncDisposable
{
    public int Products => products;

    public SiteProcess Fresh => fresh;

    public SiteProcess Keeping => keeping;

    public IReadOnlyList<IReadOnlyList<string>> Paths => paths;

    public static async Task<BenchSite> StartAsync(
        PostgresServer postgres, string cache, CatalogueSize size, IReadOnlyList<BenchPage> pages, int number, TextWriter output)
    {
        var started = Stopwatch.GetTimestamp();
        var database = await BenchServers.DatabaseAsync(postgres, $"catalogue_{number}", CancellationToken.None);
        await GeneratedCatalogue.FillAsync(database, size, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        await using var source = NpgsqlDataSource.Create(database);
        var paths = new List<IReadOnlyList<string>>();
        foreach (var page in pages) paths.Add(await ReadAsync(source, page.Paths));
        output.WriteLine(FormattableString.Invariant($"{size.Products:#,0} products are in after {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
        return new BenchSite(
            size.Products, await SiteProcess.StartAsync(database, $"{cache},defaultDatabase={number * 2}", keeps: false),
            await SiteProcess.StartAsync(database, $"{cache},defaultDatabase={(number * 2) + 1}", keeps: true), paths);
    }

    /// <summary>Each page's bytes, under its number.</summary>
    public async Task SaveAsync(IReadOnlyList<BenchPage> pages, string folder)
    {
        using var http = new HttpClient { BaseAddress = fresh.Address };
        for (var index = 0; index < pages.Count; index++)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, $"{index}"), await http.GetByteArrayAsync(new Uri(paths[index][0], UriKind.Relative)));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "health"), "");
    }

    public async ValueTask DisposeAsync()
    {
        await fresh.DisposeAsync();
        await keeping.DisposeAsync();
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var paths = new List<string>();
        while (await reader.ReadAsync()) paths.Add(reader.GetString(0));
        return paths.Count > 0 ? paths : throw new InvalidOperationException($"nothing to ask for: {sql}");
    }
}
