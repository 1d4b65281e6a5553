using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Bench.Servers;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Components.Pages.Products;
using Promozilla.Web.Visits;

namespace Promozilla.Bench;

/// <summary>What counting costs: of a request's thread, from the answered request to its place in the queue; and of the database, for a thousand at once.</summary>
internal static class VisitsBenchmark
{
    private const int Rounds = 15;
    private const int Turns = 20_000;

    private static readonly string[] Agents =
    [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    ];

    public static async Task RunAsync(BenchOptions options, TextWriter output)
    {
        var markets = new Markets([Market.Portugal], null);
        var settings = Options.Create(new VisitOptions { Ignored = ["198.51.100.0/24", "2001:db8:ffff::/48"] });
        var salts = new DaySalts(markets, TimeProvider.System);
        await salts.AgreeAsync(null);
        var reader = new VisitReader(salts, new Countries(settings, NullLogger<Countries>.Instance), settings, TimeProvider.System);
        var requests = Enumerable.Range(0, 64).Select(Request).ToArray();
        var turns = options.IsQuick ? Turns / 20 : Turns;
        var (times, bytes, log) = (new List<double>(), 0L, new VisitLog());
        for (var round = 0; round < Rounds; round++)
        {
            var (cpu, before) = (Environment.CpuUsage.TotalTime, GC.GetAllocatedBytesForCurrentThread());
            for (var turn = 0; turn < turns; turn++)
            {
                foreach (var seen in reader.Read(requests[turn % requests.Length], Market.Portugal)) log.Add(seen);
                if (turn % VisitLog.Most is 0) while (log.Reader.TryRead(out _)) { }
            }

            times.Add((Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / turns);
            bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / turns;
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a request: best {times.Min():0.00} µs, median {times.Order().ElementAt(Rounds / 2):0.00} µs of the processor, {bytes} bytes; the goal is 100 µs"));
        await WriteAsync(reader, requests, output);
    }

    private static async Task WriteAsync(VisitReader reader, HttpContext[] requests, TextWriter output)
    {
        await using var servers = new BenchServers();
        var postgres = await servers.PostgresAsync(CancellationToken.None);
        await using var source = NpgsqlDataSource.Create(await BenchServers.DatabaseAsync(postgres, "visits", CancellationToken.None));
        var store = new VisitStore(source, TimeProvider.System);
        var times = new List<double>();
        for (var round = 0; round < 50; round++)
        {
            var batch = Enumerable.Range(0, 1_000).Select(index => (Guid.NewGuid(), reader.Read(requests[index % requests.Length], Market.Portugal).First())).ToList();
            var start = Stopwatch.GetTimestamp();
            await store.WriteAsync(batch, CancellationToken.None);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a thousand written: median {times.Order().ElementAt(25):0.0} ms"));
        var began = Stopwatch.GetTimestamp();
        var figures = await Data.Visits.VisitTally.ReadAsync(source, Market.Portugal, Market.Portugal.DateOf(TimeProvider.System.GetUtcNow()), CancellationToken.None);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a day of 50,000 events made into {figures.Count} figures: {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms"));
    }

    private static HttpContext Request(int number)
    {
        var context = new DefaultHttpContext();
        context.Connection.RemoteIpAddress = number % 2 is 0 ? new IPAddress([203, 0, 113, (byte)number]) : IPAddress.Parse($"2001:db8:{number:x}::1");
        context.Request.Method = HttpMethods.Get;
        context.Request.Host = new HostString("promozilla.pt");
        context.Request.Path = $"/p/jogo-{number}";
        context.Request.QueryString = number % 8 is 0 ? new QueryString("?utm_source=boletim&utm_medium=email&utm_campaign=natal") : QueryString.Empty;
        context.Request.Headers.UserAgent = Agents[number % Agents.Length];
        context.Request.Headers.AcceptLanguage = "pt-PT,pt;q=0.9,en;q=0.8";
        context.Request.Headers.Referer = number % 3 is 0 ? "https://www.google.pt/" : "https://promozilla.pt/jogos";
        context.SetEndpoint(new RouteEndpoint(
            _ => Task.CompletedTask, RoutePatternFactory.Parse("/p/{Slug}"), 0, new EndpointMetadataCollection(new ComponentTypeMetadata(typeof(ProductPage)), new OutputCacheAttribute()), "page"));
        return context;
    }
}
