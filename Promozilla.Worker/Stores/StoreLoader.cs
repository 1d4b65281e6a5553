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
        WITH before AS (SELECT enabled FROM stores WHERE key = $1)
        INSERT INTO stores (key, name, market, definition, enabled, disabled_reason, sample, currency, time_zone, is_judged)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (key) DO UPDATE SET name = excluded.name, definition = excluded.definition, enabled = excluded.enabled AND stores.market = excluded.market,
            currency = excluded.currency, time_zone = excluded.time_zone, is_judged = excluded.is_judged,
            disabled_reason = CASE stores.market WHEN excluded.market THEN excluded.disabled_reason ELSE 'a store never changes its market: give it another key' END,
            sample = excluded.sample
        RETURNING enabled IS DISTINCT FROM (SELECT enabled FROM before)
        """;

    private const string CloseSamples = "UPDATE stores SET enabled = false WHERE sample AND enabled";

    private const string SamplesInPlace = "dados de exemplo";

    /// <returns>Whether other stores are on than before, or something else is asked for delivery: what is shown of products is then old.</returns>
    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var changed = false;
        var folder = Path.Combine(AppContext.BaseDirectory, "Stores");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var json = await File.ReadAllTextAsync(file, cancellationToken);
            changed |= await UpsertAsync(json, samples.Value.Url is null ? null : SamplesInPlace, sample: false, cancellationToken);
        }

        if (samples.Value.Url is not { } url)
        {
            await using var close = database.CreateCommand(CloseSamples);
            changed |= await close.ExecuteNonQueryAsync(cancellationToken) > 0;
        }
        else
        {
            foreach (var json in await SampleDefinitionsAsync(url, cancellationToken))
            {
                changed |= await UpsertAsync(json, null, sample: true, cancellationToken);
            }
        }

        Log.Loaded(logger, files.Length);
        return changed;
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

    private async Task<bool> UpsertAsync(string json, string? disabledReason, bool sample, CancellationToken cancellationToken)
    {
        var store = StoreDefinition.Parse(json);
        var market = markets.Find(store.Market);
        disabledReason ??= market is null ? $"its market is not configured: Markets:{store.Market}" : null;
        var terms = market ?? markets.Main;
        await using var command = database.CreateCommand(Upsert).With(
            Sql.Value(store.Key), Sql.Value(store.Name), Sql.Value(store.Market), Sql.Json(json), Sql.Value(disabledReason is null && store.Enabled),
            Sql.Nullable(disabledReason ?? (store.Enabled ? null : store.DisabledReason)), Sql.Value(sample),
            Sql.Value(terms.Currency), Sql.Value(terms.TimeZone.Id), Sql.Value(terms.IsJudged));
        var switched = await command.ExecuteScalarAsync(cancellationToken) is true;
        return await DeliveryRules.LoadAsync(database, store.Key, store.Delivery, clock.GetUtcNow(), cancellationToken) || switched;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} store definitions loaded")]
        public static partial void Loaded(ILogger logger, int count);
    }
}
