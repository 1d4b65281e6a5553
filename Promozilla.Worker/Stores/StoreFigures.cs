using System.Diagnostics.Metrics;
using System.Text.Json;
using Npgsql;

namespace Promozilla.Worker.Stores;

/// <summary>How the stores are doing, as gauges: each store's last run and what of it is in doubt. Read from the tables, so that every worker says the same.</summary>
public sealed class StoreFigures : IDisposable
{
    private const string Last = """
        SELECT store.key, store.last_good_run_at, run.items, run.usual_items, run.field_fill::text,
            (SELECT count(*) FROM held_readings held JOIN listings listing ON listing.id = held.listing_id WHERE listing.store_key = store.key)
        FROM stores store LEFT JOIN LATERAL (
            SELECT items, usual_items, field_fill FROM store_runs WHERE store_key = store.key ORDER BY observed_at DESC LIMIT 1
        ) run ON true
        WHERE store.enabled ORDER BY store.key
        """;

    private readonly Meter meter = new(WorkerTelemetry.Name);
    private readonly NpgsqlDataSource database;
    private readonly TimeProvider clock;
    private volatile IReadOnlyList<StoreFigure> figures = [];

    public StoreFigures(NpgsqlDataSource database, TimeProvider clock)
    {
        this.database = database;
        this.clock = clock;
        meter.CreateObservableGauge("promozilla.scrape.fill_ratio", FillRatios, description: "Share of the last run's items that had the field");
        meter.CreateObservableGauge("promozilla.scrape.run_age_seconds", RunAges, "s", "Since the last good run");
        meter.CreateObservableGauge("promozilla.scrape.extraction_ratio", ExtractionRatios, description: "Items of the last run against the usual");
        meter.CreateObservableGauge("promozilla.scrape.price_suspect", Suspects, "{listing}", "Readings that are held");
    }

    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(Last);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var read = new List<StoreFigure>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var fill = reader.Get<string>(4) is { } json ? JsonSerializer.Deserialize<Dictionary<string, double>>(json) : null;
            read.Add(new StoreFigure(
                reader.GetString(0), reader.Get<DateTimeOffset?>(1), reader.Get<int?>(2), reader.Get<int?>(3), fill ?? [], reader.GetInt64(5)));
        }

        figures = read;
    }

    public void Dispose() => meter.Dispose();

    private IEnumerable<Measurement<double>> FillRatios() =>
        from store in figures
        from field in store.Fill
        select new Measurement<double>(field.Value, Tag(store), KeyValuePair.Create<string, object?>("field", field.Key));

    private IEnumerable<Measurement<double>> RunAges() =>
        from store in figures
        where store.LastGood is not null
        select new Measurement<double>((clock.GetUtcNow() - store.LastGood!.Value).TotalSeconds, Tag(store));

    private IEnumerable<Measurement<double>> ExtractionRatios() =>
        from store in figures
        where store is { Items: not null, Usual: > 0 }
        select new Measurement<double>(store.Items!.Value / (double)store.Usual!.Value, Tag(store));

    private IEnumerable<Measurement<long>> Suspects() => figures.Select(store => new Measurement<long>(store.Held, Tag(store)));

    private static KeyValuePair<string, object?> Tag(StoreFigure store) => KeyValuePair.Create<string, object?>("store", store.Key);

    private sealed record StoreFigure(string Key, DateTimeOffset? LastGood, int? Items, int? Usual, Dictionary<string, double> Fill, long Held);
}
