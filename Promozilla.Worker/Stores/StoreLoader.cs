using System.Text.Json;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Promozilla.Worker.Stores;

/// <summary>Brings the store definitions, which are files beside the Scraper's code, into the tables at every start.</summary>
public sealed partial class StoreLoader(
    NpgsqlDataSource database, ShippedDefinitions shipped, StoreSettings settings, HttpClient http, IOptions<SamplesOptions> samples, ILogger<StoreLoader> logger)
{
    private const string CloseSamples = "UPDATE stores SET enabled = false WHERE sample AND enabled";

    /// <returns>Whether other stores are on than before, or something else is asked for delivery: what is shown of products is then old.</returns>
    public async Task<bool> LoadAsync(CancellationToken cancellationToken)
    {
        var changed = false;
        var folder = Path.Combine(AppContext.BaseDirectory, "Stores");
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var json = await File.ReadAllTextAsync(file, cancellationToken);
            changed |= await LoadAsync(json, sample: false, cancellationToken);
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
                changed |= await LoadAsync(json, sample: true, cancellationToken);
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

    private async Task<bool> LoadAsync(string json, bool sample, CancellationToken cancellationToken)
    {
        var store = StoreDefinition.Parse(json);
        await shipped.TakeAsync(store, json, sample, cancellationToken);
        return await settings.ApplyAsync(store.Key, cancellationToken) is true;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "{Count} store definitions loaded")]
        public static partial void Loaded(ILogger logger, int count);
    }
}
