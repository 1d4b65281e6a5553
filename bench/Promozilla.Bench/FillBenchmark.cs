using System.Diagnostics;
using Promozilla.Bench.Catalogue;
using Promozilla.Bench.Servers;

namespace Promozilla.Bench;

/// <summary>Only fills a database and leaves it running, to look at: until Enter is pressed, or its input ends.</summary>
internal static class FillBenchmark
{
    public static async Task RunAsync(BenchOptions options, TextWriter output)
    {
        await using var servers = new BenchServers();
        var postgres = await servers.PostgresAsync(CancellationToken.None);
        var started = Stopwatch.GetTimestamp();
        var database = await BenchServers.DatabaseAsync(postgres, "catalogue", CancellationToken.None);
        await GeneratedCatalogue.FillAsync(database, new CatalogueSize(options.Products, WholeHistories: options.WholeHistories), TimeProvider.System.GetUtcNow(), CancellationToken.None);
        output.WriteLine(FormattableString.Invariant($"{options.Products:#,0} products after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s: {database}"));
        await Console.In.ReadLineAsync();
    }
}
