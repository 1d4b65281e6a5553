using Npgsql;
using Promozilla.Messaging.Contracts;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Ingest;

/// <summary>What a message brings that is not known yet.</summary>
/// <param name="Fresh">Items never seen, or that say something new.</param>
/// <param name="RunIsClosed">They come too late to wait for it.</param>
internal sealed record Arrival(List<ObservedListing> Fresh, bool RunIsClosed);

/// <summary>
/// The whole of an ordinary night for a message: note it as recorded, find that every reading is the one that stands, touch the sightings.
/// One round trip; only ids and hashes travel.
/// </summary>
internal static class ArrivalQuery
{
    private const string Note = "INSERT INTO inbox_messages (id, recorded_at) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING 1";

    // Whoever closes the run waits for those who still record it, and the other way round.
    private const string Share = "SELECT status FROM scrape_runs WHERE id = $1 FOR KEY SHARE";

    // What says nothing new is seen now; the rest when the run is closed, in the same order of listings.
    private const string Delta = """
        WITH given AS (
            SELECT item.item_id, item.hash, item.position FROM unnest($1::text[], $2::bigint[]) WITH ORDINALITY AS item(item_id, hash, position)
        ), compared AS (
            SELECT given.position, listing.id, listing.reading_hash IS NOT DISTINCT FROM given.hash AS same
            FROM given LEFT JOIN listings listing ON listing.store_key = $3 AND listing.item_id = given.item_id
        ), touched AS (
            INSERT INTO listing_sightings AS sighting (listing_id, last_seen_at, run_id)
            SELECT id, $4, $5 FROM compared WHERE same AND id IS NOT NULL ORDER BY id
            ON CONFLICT (listing_id) DO UPDATE SET last_seen_at = excluded.last_seen_at, run_id = excluded.run_id
            WHERE sighting.last_seen_at < excluded.last_seen_at
        )
        SELECT position::int - 1 FROM compared WHERE NOT same OR id IS NULL ORDER BY position
        """;

    /// <returns>Null where the message was recorded before.</returns>
    public static async Task<Arrival?> RunAsync(
        NpgsqlConnection connection, ListingsObserved message, List<ObservedListing> items, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Note).With(Sql.Value(message.MessageId), Sql.Value(now)));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Share).With(Sql.Value(message.RunId)));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Delta).With(
            Sql.Texts(items, item => item.ItemId),
            Sql.Longs(items, ReadingHash.Of),
            Sql.Value(message.StoreKey),
            Sql.Value(message.ObservedAt),
            Sql.Value(message.RunId)));
        await batch.PrepareAsync(cancellationToken);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        await reader.NextResultAsync(cancellationToken);
        var isClosed = await reader.ReadAsync(cancellationToken) && reader.GetString(0) == RunStatuses.Closed;
        await reader.NextResultAsync(cancellationToken);
        var fresh = new List<ObservedListing>();
        while (await reader.ReadAsync(cancellationToken))
        {
            fresh.Add(items[reader.GetInt32(0)]);
        }

        return new Arrival(fresh, isClosed);
    }
}
