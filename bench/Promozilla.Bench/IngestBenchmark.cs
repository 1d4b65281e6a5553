using System.Diagnostics;
using Npgsql;
using Promozilla.Bench.Ingest;
using Promozilla.Bench.Load;
using Promozilla.Bench.Servers;
using Promozilla.Worker;

namespace Promozilla.Bench;

/// <summary>
/// Nights of readings through the real queue and the Worker's own consumers, from a full queue to the last commit, beside what the database takes of the same rows at best.
/// </summary>
internal static class IngestBenchmark
{
    private const int SameNights = 3;

    public static async Task RunAsync(BenchOptions options, TextWriter output)
    {
        await using var servers = new BenchServers();
        var postgres = await servers.PostgresAsync(CancellationToken.None);
        var broker = await servers.RabbitMqAsync(CancellationToken.None);
        var database = await BenchServers.DatabaseAsync(postgres, "ingest", CancellationToken.None);
        await using var source = NpgsqlDataSource.Create(database);
        var shelves = new GeneratedShelves(listings: options.Products * 20, TimeProvider.System.GetUtcNow().AddDays(-5));
        await GeneratedShelves.AddStoresAsync(source);

        var table = new Table("what", "listings", "listings/s", "of raw COPY", "bench cpu us", "db cpu us", "close s", "match s");
        var raw = await CopyBaseline.RawAsync(source, shelves.Night(0, changed: 0));
        var upsert = await CopyBaseline.UpsertAsync(source, shelves);
        table.Add("raw binary COPY, no index", shelves.Count, raw, 1.0, double.NaN, double.NaN, double.NaN, double.NaN);
        table.Add("COPY + INSERT ON CONFLICT, one connection", shelves.Count, upsert, upsert / raw, double.NaN, double.NaN, double.NaN, double.NaN);
        foreach (var (night, (name, changed)) in Nights().Index())
        {
            var figures = await OneNightAsync(database, broker.ConnectionString, postgres.Pid, shelves, night, changed);
            table.Add(name, shelves.Count, figures.PerSecond, figures.PerSecond / raw, figures.Cost, figures.DatabaseCost, figures.Close.TotalSeconds, figures.Matching.TotalSeconds);
        }

        table.Write(output);
    }

    private static IEnumerable<(string Name, int Changed)> Nights() =>
    [
        ("first night: all new", 0),
        ("a night: 2 in 100 prices moved", 2),
        .. Enumerable.Repeat(("a night: nothing new", 0), SameNights),
        ("a sale: 20 in 100 prices moved", 20),
    ];

    private static async Task<NightFigures> OneNightAsync(string database, string broker, int server, GeneratedShelves shelves, int night, int changed)
    {
        await using var worker = WorkerParts.Of($"{database};Command Timeout=900", broker);
        var messages = shelves.Night(night, changed);
        await GeneratedShelves.OpenAsync(worker.Database, messages);
        await worker.PublishAsync(messages);
        var (own, data, started) = (Environment.CpuUsage.TotalTime, ProcessorTime.Of(server), Stopwatch.GetTimestamp());
        await worker.StartConsumersAsync();
        await GeneratedShelves.RecordedAsync(worker.Database, messages[0].RunId, messages.Sum(message => message.Items.Count));
        var took = Stopwatch.GetElapsedTime(started);
        var (ownAfter, dataAfter, closing) = (Environment.CpuUsage.TotalTime, ProcessorTime.Of(server), Stopwatch.GetTimestamp());
        var matching = TimeSpan.Zero;
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == WorkerTelemetry.Activities.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStopped = activity => matching += activity.OperationName == WorkerTelemetry.Matching ? activity.Duration : TimeSpan.Zero,
        };
        ActivitySource.AddActivityListener(listener);
        await worker.EndAsync(messages);
        return new NightFigures(
            shelves.Count / took.TotalSeconds, (ownAfter - own).TotalMicroseconds / shelves.Count, (dataAfter - data).TotalMicroseconds / shelves.Count,
            Stopwatch.GetElapsedTime(closing), matching);
    }

    private sealed record NightFigures(double PerSecond, double Cost, double DatabaseCost, TimeSpan Close, TimeSpan Matching);
}
