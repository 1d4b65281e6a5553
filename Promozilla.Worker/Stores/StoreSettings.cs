using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Delivery;

namespace Promozilla.Worker.Stores;

/// <summary>Brings what a store's published definition and its operators say into its row: name, on or off, its market's terms, delivery.</summary>
public sealed class StoreSettings(NpgsqlDataSource database, Markets markets, IOptions<SamplesOptions> samples, TimeProvider clock)
{
    private const string SamplesInPlace = "dados de exemplo";

    private const string Read = "SELECT definition::text, market, sample, switched_to FROM stores WHERE key = $1 FOR NO KEY UPDATE";

    private const string Write = """
        WITH before AS (SELECT enabled FROM stores WHERE key = $1)
        UPDATE stores SET name = $2, enabled = $3, disabled_reason = $4, currency = $5, time_zone = $6, is_judged = $7 FROM before WHERE key = $1
        RETURNING stores.enabled <> before.enabled
        """;

    /// <returns>Whether it was switched on or off, or something else is asked for delivery: what is shown of products is then old. Null: there is no such store.</returns>
    public async Task<bool?> ApplyAsync(string key, CancellationToken cancellationToken)
    {
        // Locked from reading to writing: whoever says something else meanwhile is heard by the next, not written over by this one.
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await ReadAsync(connection, key, cancellationToken) is not var (definition, market, sample, switchedTo)) return null;
        var store = StoreDefinition.Parse(definition);
        var closed = Closed(store, market, sample);
        var enabled = closed is null && (switchedTo ?? store.Enabled);
        var terms = markets.Of(market);
        await using var command = new NpgsqlCommand(Write, connection).With(
            Sql.Value(key), Sql.Value(store.Name), Sql.Value(enabled),
            Sql.Nullable(closed ?? (enabled ? null : switchedTo is false ? "desligada por uma pessoa" : store.DisabledReason)),
            Sql.Value(terms.Currency), Sql.Value(terms.TimeZone.Id), Sql.Value(terms.IsJudged));
        var switched = await command.ExecuteScalarAsync(cancellationToken) is true;
        var delivers = await DeliveryRules.LoadAsync(connection, key, store.Delivery, clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return switched || delivers;
    }

    /// <summary>Why nobody's word opens it here.</summary>
    private string? Closed(StoreDefinition store, string market, bool sample) =>
        sample == samples.Value.Url is null ? SamplesInPlace
        : store.Market != market ? "a store never changes its market: give it another key"
        : markets.Find(market) is null ? $"its market is not configured: Markets:{market}"
        : null;

    private static async Task<(string Definition, string Market, bool Sample, bool? SwitchedTo)?> ReadAsync(
        NpgsqlConnection connection, string key, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Read, connection).With(Sql.Value(key));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) ? (reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.Get<bool?>(3)) : null;
    }
}
