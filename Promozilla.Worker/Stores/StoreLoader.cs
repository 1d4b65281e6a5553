using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Delivery;

namespace Promozilla.Worker.Stores;

/// <summary>Brings the store definitions, which are files beside the Scraper's code, into the stores table at every start.</summary>
public sealed partial class StoreLoader(
    NpgsqlDataSource database, Markets markets, HttpClient http, IOptions<SamplesOptions> samples, TimeProvider clock,
    ILogger<StoreLoader> logger)
{
    private const string Upsert = """
        INSERT INTO stores (key, name, market, definition, delivery_fee, delivery_free_from, enabled, disabled_reason, sample)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (key) DO UPDATE SET name = excluded.name, definition = excluded.definition,
            delivery_fee = excluded.delivery_fee, delivery_free_from = excluded.delivery_free_from, enabled = excluded.enabled,
            disabled_reason = excluded.disabled_reason, sample = excluded.sample
        """;

    private const string Terms = """
        UPDATE stores SET currency = $3, time_zone = $4, is_judged = $5, enabled = enabled AND market = $2,
            disabled_reason = CASE market WHEN $2 THEN disabled_reason ELSE 'a store never changes its market: give it another key' END
        WHERE key = $1
        """;

    private const string SamplesInPlace = "dados de exemplo";

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Stores");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var json = await File.ReadAllTextAsync(file, cancellationToken);
            await UpsertAsync(json, samples.Value.Url is null ? null : SamplesInPlace, sample: false, cancellationToken);
        }

        if (samples.Value.Url is not { } url)
        {
            await using var close = database.CreateCommand("UPDATE stores SET enabled = false WHERE sample");
            await close.ExecuteNonQueryAsync(cancellationToken);
        }
        else
        {
            foreach (var json in await SampleDefinitionsAsync(url, cancellationToken))
            {
                await UpsertAsync(json, null, sample: true, cancellationToken);
            }
        }

        Log.Loaded(logger, files.Length);
    }

    private async Task<List<string>> SampleDefinitionsAsync(Uri url, CancellationToken cancellationToken)
    {
        for (var tries = 60; ; tries--)
        {
            try
            {
                await using var stream = await http.GetStreamAsync(new Uri(url, "/_control/definitions"), cancellationToken);
                using var document = await JsonDocument.ParseAsync(stream, cancellationToken: cancellationToken);
                return [.. document.RootElement.EnumerateArray().Select(definition => definition.GetRawText())];
            }
            catch (HttpRequestException) when (tries > 1)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancellationToken);
            }
        }
    }

    private async Task UpsertAsync(string json, string? disabledReason, bool sample, CancellationToken cancellationToken)
    {
        var store = StoreDefinition.Parse(json);
        var market = markets.Find(store.Market);
        disabledReason ??= market is null ? $"its market is not configured: Markets:{store.Market}" : null;
        await using var command = database.CreateCommand(Upsert).With(
            Sql.Value(store.Key), Sql.Value(store.Name), Sql.Value(store.Market), Sql.Json(json), Sql.Nullable(store.Delivery?.Fee),
            Sql.Nullable(store.Delivery?.FreeFrom), Sql.Value(disabledReason is null && store.Enabled),
            Sql.Nullable(disabledReason ?? (store.Enabled ? null : store.DisabledReason)), Sql.Value(sample));
        await command.ExecuteNonQueryAsync(cancellationToken);
        var terms = market ?? markets.Main;
        await using var settle = database.CreateCommand(Terms).With(
            Sql.Value(store.Key), Sql.Value(store.Market), Sql.Value(terms.Currency), Sql.Value(terms.TimeZone.Id), Sql.Value(terms.IsJudged));
        await settle.ExecuteNonQueryAsync(cancellationToken);
        await DeliveryRules.LoadAsync(database, store.Key, store.Delivery, clock.GetUtcNow(), cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} store definitions loaded")]
        public static partial void Loaded(ILogger logger, int count);
    }
}
