using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Npgsql;
using Promozilla.Data.Catalogue;

namespace Promozilla.Worker.Stores;

/// <summary>
/// Takes a definition that came with the program: one that is new becomes a version, and takes effect unless what is in force is a person's, which waits for a person.
/// </summary>
public sealed class ShippedDefinitions(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Locks the store's row, new or not: of several workers that start at once, one decides.
    private const string Store = """
        INSERT INTO stores (key, name, market, definition, enabled, sample) VALUES ($1, $2, $3, $4, false, $5)
        ON CONFLICT (key) DO UPDATE SET sample = excluded.sample
        """;

    private const string Known = """
        SELECT coalesce(max(version), 0), coalesce(bool_or(status = 'published' AND author IS NOT NULL), false),
            coalesce((array_agg(json::jsonb ORDER BY version DESC) FILTER (WHERE author IS NULL))[1] = $2, false)
        FROM store_definitions WHERE store_key = $1
        """;

    private const string Retire = "UPDATE store_definitions SET status = 'retired' WHERE store_key = $1 AND status = 'published'";

    private const string Add = """
        INSERT INTO store_definitions (store_key, version, json, created_at, published_at, status, broken_pages)
        VALUES ($1, $2, $3, $4, CASE WHEN $5 = 'published' THEN $4 END, $5, 0)
        """;

    // What the runs read is what is published, whatever stood there before there were versions.
    private const string InForce = """
        UPDATE stores SET definition = version.json::jsonb FROM store_definitions version
        WHERE stores.key = $1 AND version.store_key = $1 AND version.status = 'published' AND stores.definition <> version.json::jsonb
        """;

    public async Task TakeAsync(StoreDefinition store, string json, bool sample, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, Store, cancellationToken, Sql.Value(store.Key), Sql.Value(store.Name), Sql.Value(store.Market), Sql.Json(json), Sql.Value(sample));
        var (last, isPersons, isKnown) = await KnownAsync(connection, store.Key, json, cancellationToken);
        if (!isKnown)
        {
            var status = isPersons ? DefinitionStatus.Draft : DefinitionStatus.Published;
            if (!isPersons) await ExecuteAsync(connection, Retire, cancellationToken, Sql.Value(store.Key));
            // The samples' come on one line.
            var text = json.Contains('\n', StringComparison.Ordinal) ? json : JsonNode.Parse(json)!.ToJsonString(Readable);
            await ExecuteAsync(
                connection, Add, cancellationToken, Sql.Value(store.Key), Sql.Value(last + 1), Sql.Value(text), Sql.Value(clock.GetUtcNow()), Sql.Value(status));
        }

        await ExecuteAsync(connection, InForce, cancellationToken, Sql.Value(store.Key));
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<(int Last, bool IsPersons, bool IsKnown)> KnownAsync(NpgsqlConnection connection, string key, string json, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Known, connection).With(Sql.Value(key), Sql.Json(json));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt32(0), reader.GetBoolean(1), reader.GetBoolean(2));
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection).With(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
