using System.Diagnostics.Metrics;
using System.Globalization;
using Npgsql;
using Promozilla.Messaging;
using StackExchange.Redis;

namespace Promozilla.Worker.Figures;

/// <summary>What the whole system holds, as gauges: last read values, so that whoever asks for the metrics costs the database nothing.</summary>
public sealed class FigureBoard : IDisposable
{
    private readonly Meter meter = new(WorkerTelemetry.Name);
    private readonly Dictionary<string, IReadOnlyList<Measurement<double>>> values = [];
    private readonly QueueFigures queues;
    private readonly IConnectionMultiplexer redis;

    public FigureBoard(QueueFigures queues, IConnectionMultiplexer redis)
    {
        this.queues = queues;
        this.redis = redis;
        foreach (var query in FigureQuery.All) Gauge(query.Name, query.Unit, query.Description);
        Gauge("promozilla.queue.messages", "{message}", "Messages, by queue and room: ready to be handled, waiting for their next try, dead");
        Gauge("promozilla.queue.consumers", "{consumer}", "Who takes messages, by queue");
        Gauge("promozilla.cache.memory", "By", "Used by the cache");
        Gauge("promozilla.cache.clients", "{client}", "Connected to the cache");
        meter.CreateObservableCounter("promozilla.cache.lookups", () => Last("promozilla.cache.lookups"), "{lookup}", "Keys asked for, by whether they were there");
        meter.CreateObservableCounter("promozilla.cache.evictions", () => Last("promozilla.cache.evictions"), "{key}", "Keys that went for want of memory");
    }

    public async Task ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        foreach (var query in FigureQuery.All) Keep(query.Name, await ReadAsync(connection, query, cancellationToken));
    }

    public async Task ReadQueuesAsync(CancellationToken cancellationToken)
    {
        var figures = await queues.ReadAsync(cancellationToken);
        Keep("promozilla.queue.messages", [.. figures.Select(figure => Value(figure.Messages, ("queue", figure.Queue), ("room", figure.Room)))]);
        Keep("promozilla.queue.consumers", [.. figures.Where(figure => figure.Room == QueueFigure.Ready).Select(figure => Value(figure.Consumers, ("queue", figure.Queue)))]);
    }

    public async Task ReadCacheAsync()
    {
        var info = ((string?)await redis.GetDatabase().ExecuteAsync("INFO") ?? "").Split("\r\n").Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1]);
        Keep("promozilla.cache.memory", [Value(Number("used_memory"))]);
        Keep("promozilla.cache.clients", [Value(Number("connected_clients"))]);
        Keep("promozilla.cache.lookups", [Value(Number("keyspace_hits"), ("result", "hit")), Value(Number("keyspace_misses"), ("result", "miss"))]);
        Keep("promozilla.cache.evictions", [Value(Number("evicted_keys"))]);

        double Number(string name) => double.Parse(info.GetValueOrDefault(name, "0"), CultureInfo.InvariantCulture);
    }

    /// <summary>Somebody else tells, or nobody can: old figures are no figures.</summary>
    public void Clear(string prefix = "")
    {
        lock (values)
        {
            foreach (var name in values.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToList()) values.Remove(name);
        }
    }

    public void Dispose() => meter.Dispose();

    private static async Task<IReadOnlyList<Measurement<double>>> ReadAsync(NpgsqlConnection connection, FigureQuery query, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(query.Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<Measurement<double>>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var labels = query.Labels.Select((label, column) => (label, reader.GetString(column))).ToArray();
            rows.Add(Value(Convert.ToDouble(reader.GetValue(query.Labels.Length), CultureInfo.InvariantCulture), labels));
        }

        return rows;
    }

    private static Measurement<double> Value(double value, params ReadOnlySpan<(string Name, string Value)> labels) =>
        new(value, [.. labels.ToArray().Select(label => KeyValuePair.Create<string, object?>(label.Name, label.Value))]);

    private void Gauge(string name, string unit, string description) => meter.CreateObservableGauge(name, () => Last(name), unit, description);

    private IReadOnlyList<Measurement<double>> Last(string name)
    {
        lock (values) return values.GetValueOrDefault(name, []);
    }

    private void Keep(string name, IReadOnlyList<Measurement<double>> read)
    {
        lock (values) values[name] = read;
    }
}
