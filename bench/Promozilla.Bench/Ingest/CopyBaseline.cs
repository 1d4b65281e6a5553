using System.Diagnostics;
using Npgsql;
using Promozilla.Messaging.Contracts;

namespace Promozilla.Bench.Ingest;

/// <summary>What the database takes of the same rows when nothing is asked of it but to keep them.</summary>
internal static class CopyBaseline
{
    private const string Columns = "store_key, item_id, url, title, display_title, title_key, kind, platform, edition, format, condition, availability, price, currency";

    private const string Table = """
        CREATE TABLE bare_listings (store_key text NOT NULL, item_id text NOT NULL, url text, title text, display_title text, title_key text, kind text, platform text,
            edition text, format text, condition text, availability text, price numeric(12,2), currency text, last_seen_at timestamptz)
        """;

    private const string Put = $"""
        INSERT INTO bare_listings ({Columns}, last_seen_at) SELECT {Columns}, now() FROM arrived
        ON CONFLICT (store_key, item_id) DO UPDATE SET url = excluded.url, title = excluded.title, display_title = excluded.display_title, title_key = excluded.title_key,
            kind = excluded.kind, platform = excluded.platform, edition = excluded.edition, format = excluded.format, condition = excluded.condition,
            availability = excluded.availability, price = excluded.price, currency = excluded.currency, last_seen_at = excluded.last_seen_at;
        TRUNCATE arrived
        """;

    /// <returns>Rows a second into a table without an index, in one go; of three tries the best.</returns>
    public static async Task<double> RawAsync(NpgsqlDataSource database, IReadOnlyList<ListingsObserved> messages)
    {
        await using var connection = await database.OpenConnectionAsync();
        await ExecuteAsync(connection, Table);
        var best = 0.0;
        for (var turn = 0; turn < 3; turn++)
        {
            await ExecuteAsync(connection, "TRUNCATE bare_listings");
            var started = Stopwatch.GetTimestamp();
            await CopyAsync(connection, "bare_listings", messages);
            best = Math.Max(best, messages.Sum(message => message.Items.Count) / Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return best;
    }

    /// <returns>Rows a second, message by message, into a table that has them all and a key: one transaction each.</returns>
    public static async Task<double> UpsertAsync(NpgsqlDataSource database, GeneratedShelves shelves)
    {
        await using var connection = await database.OpenConnectionAsync();
        await ExecuteAsync(connection, "ALTER TABLE bare_listings ADD PRIMARY KEY (store_key, item_id)");
        await ExecuteAsync(connection, "CREATE TEMP TABLE arrived (LIKE bare_listings)");
        var messages = shelves.Night(0, changed: 0);
        var started = Stopwatch.GetTimestamp();
        foreach (var message in messages)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await CopyAsync(connection, "arrived", [message]);
            await ExecuteAsync(connection, Put);
            await transaction.CommitAsync();
        }

        var took = Stopwatch.GetElapsedTime(started);
        await ExecuteAsync(connection, "DROP TABLE bare_listings, arrived");
        return shelves.Count / took.TotalSeconds;
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string table, IReadOnlyList<ListingsObserved> messages)
    {
        await using var rows = await connection.BeginBinaryImportAsync($"COPY {table} ({Columns}) FROM STDIN (FORMAT binary)");
        foreach (var message in messages)
        {
            foreach (var item in message.Items)
            {
                await rows.StartRowAsync();
                foreach (var text in new[]
                {
                    message.StoreKey, item.ItemId, item.Url, item.Title, item.DisplayTitle, item.TitleKey, item.Kind, item.Platform, item.Edition, item.Format, item.Condition,
                    item.Availability,
                })
                {
                    await rows.WriteAsync(text);
                }

                await rows.WriteAsync(item.Price!.Value);
                await rows.WriteAsync(item.Currency);
            }
        }

        await rows.CompleteAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
