using System.Diagnostics.Metrics;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Stores;

namespace Promozilla.Tests.Worker.Stores;

[Trait("needs", "postgres")]
public sealed class StoreFiguresTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Fact]
    public async Task The_last_run_of_each_store_is_told_in_gauges()
    {
        await using var worker = await WorkerUnderTest.CreateAsync(postgres.ConnectionString);
        var nights = new Nights(worker);
        await nights.AddStoreAsync();
        var now = worker.Clock.GetUtcNow();
        for (var night = 4; night > 0; night--) await PassAsync(now.AddDays(-night), 50, 50, 50, 50);
        await PassAsync(now.AddHours(-1), 50, 50, 20);

        var figures = worker.Get<StoreFigures>();
        await figures.ReadAsync(CancellationToken.None);
        var read = new Dictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Name.StartsWith("promozilla.scrape.", StringComparison.Ordinal)) listening.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => read[Name(instrument, tags)] = value);
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => read[Name(instrument, tags)] = value);
        listener.Start();
        listener.RecordObservableInstruments();

        Assert.Equal(0.75, read["promozilla.scrape.extraction_ratio loja"]);
        Assert.Equal(0.8, read["promozilla.scrape.fill_ratio loja image"]);
        Assert.Equal(1, read["promozilla.scrape.fill_ratio loja price"]);
        Assert.Equal(1, read["promozilla.scrape.price_suspect loja"]);
        Assert.InRange(read["promozilla.scrape.run_age_seconds loja"], 3600, 3700);

        async Task PassAsync(DateTimeOffset at, params decimal[] prices)
        {
            var run = await nights.OpenAsync(at);
            await worker.HandleAsync(nights.Message(run, at, 1, [.. prices.Select((price, place) => Nights.Item($"item-{place}", price))]));
            await worker.HandleAsync(nights.End(run, 1, prices.Length, fill: ("image", 0.8m)));
        }
    }

    private static string Name(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => $"{tag.Value}")]);
}
