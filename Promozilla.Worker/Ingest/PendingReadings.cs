using System.Text.Json;
using Npgsql;
using Promozilla.Messaging.Contracts;
using Promozilla.Worker.Stores;

namespace Promozilla.Worker.Ingest;

/// <summary>How many of the readings are of listings that had a price, and how many of these prices are news: neither the believed one nor one that is held.</summary>
internal readonly record struct Movement(int Known, int Moved);

/// <summary>Readings that say something new wait here until their run closes, and are then applied as far as the store's run is believed.</summary>
internal static class PendingReadings
{
    private const int AtATime = 200;

    // A listing that stands in two categories is read twice a run: the first reading counts.
    private const string Put = """
        WITH item AS (
            SELECT * FROM unnest($1::text[], $2::text[], $3::numeric[]) AS item(item_id, reading, price)
        ), put AS (
            INSERT INTO pending_readings (run_id, store_key, item_id, observed_at, reading)
            SELECT $4, $5, item_id, $6, reading::jsonb FROM item ORDER BY item_id
            ON CONFLICT DO NOTHING
            RETURNING item_id
        )
        SELECT count(listing.price)::int, count(*) FILTER (WHERE item.price <> listing.price AND item.price IS DISTINCT FROM held.price)::int
        FROM put JOIN item USING (item_id)
        JOIN listings listing ON listing.store_key = $5 AND listing.item_id = item.item_id
        LEFT JOIN held_readings held ON held.listing_id = listing.id
        """;

    // In the order in which all transactions lock listings.
    private const string Waiting = """
        SELECT pending.item_id, pending.observed_at, pending.reading::text, listing.id IS NULL
        FROM pending_readings pending LEFT JOIN listings listing USING (store_key, item_id)
        WHERE pending.run_id = $1 AND pending.store_key = $2
        ORDER BY listing.id NULLS FIRST, pending.item_id
        """;

    private const string Done = "DELETE FROM pending_readings WHERE run_id = $1 AND store_key = $2";

    public static async Task<Movement> PutAsync(
        NpgsqlConnection connection, ListingsObserved message, List<ObservedListing> items, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Put, connection).With(
            Sql.Texts(items, item => item.ItemId), Sql.Texts(items, item => JsonSerializer.Serialize(item, JsonSerializerOptions.Web)),
            Sql.Decimals(items, item => item.Price), Sql.Value(message.RunId), Sql.Value(message.StoreKey), Sql.Value(message.ObservedAt));
        await command.PrepareAsync(cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return new Movement(reader.GetInt32(0), reader.GetInt32(1));
    }

    /// <returns>How many readings waited.</returns>
    public static async Task<int> ApplyAsync(
        NpgsqlConnection connection, Guid runId, string storeKey, Belief belief, CancellationToken cancellationToken)
    {
        var waiting = await WaitingAsync(connection, runId, storeKey, cancellationToken);
        var terms = await StoreTerms.ReadAsync(connection, storeKey, cancellationToken);
        foreach (var part in waiting.Chunk(AtATime))
        {
            var outcomes = await OutcomesAsync(connection, runId, storeKey, terms, belief, part, cancellationToken);
            await OutcomeWriter.WriteAsync(connection, storeKey, [.. part.Select(one => one.Sighting)], runId, outcomes, cancellationToken);
            Count(storeKey, outcomes);
        }

        if (waiting.Count > 0)
        {
            await using var done = new NpgsqlCommand(Done, connection).With(Sql.Value(runId), Sql.Value(storeKey));
            await done.ExecuteNonQueryAsync(cancellationToken);
        }

        return waiting.Count;
    }

    // First new listings, then locks on known ones, then sightings: all transactions in this order, each step in the order of ids.
    private static async Task<List<ListingOutcome>> OutcomesAsync(
        NpgsqlConnection connection, Guid runId, string storeKey, StoreTerms terms, Belief belief, Reading[] part, CancellationToken cancellationToken)
    {
        var outcomes = new List<ListingOutcome>(part.Length);
        var toRead = part.Where(one => !one.IsNew).ToDictionary(one => one.Item.ItemId, StringComparer.Ordinal);
        if (belief != Belief.Doubtful && part.Where(one => one.IsNew).ToList() is { Count: > 0 } unknown)
        {
            var rows = unknown.ConvertAll(one => ListingRules.New(storeKey, terms, one.Item, one.At));
            var ids = await ListingStore.InsertAsync(connection, storeKey, rows, cancellationToken);
            foreach (var (one, row) in unknown.Zip(rows))
            {
                if (ids.TryGetValue(row.ItemId, out var id))
                {
                    outcomes.Add(ListingRules.FirstSight(id, row, terms, one.At, runId));
                }
                else
                {
                    // Another worker saw it first, in the meantime.
                    toRead.Add(row.ItemId, one);
                }
            }
        }

        if (toRead.Count > 0)
        {
            var known = await ListingStore.LockAsync(connection, storeKey, terms, [.. toRead.Keys], toRead.Values.Min(one => one.At), cancellationToken);
            outcomes.AddRange(known.Select(listing => ListingRules.Reread(
                listing, toRead[listing.Row.ItemId].Item, toRead[listing.Row.ItemId].At, runId, belief)));
        }

        return outcomes;
    }

    private static async Task<List<Reading>> WaitingAsync(NpgsqlConnection connection, Guid runId, string storeKey, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Waiting, connection).With(Sql.Value(runId), Sql.Value(storeKey));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var waiting = new List<Reading>();
        while (await reader.ReadAsync(cancellationToken))
        {
            waiting.Add(new Reading(Parse(reader.GetString(2))!, reader.GetFieldValue<DateTimeOffset>(1), reader.GetBoolean(3)));
        }

        return waiting;
    }

    /// <summary>A reading as it was put by.</summary>
    public static ObservedListing? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<ObservedListing>(json, JsonSerializerOptions.Web);

    private static void Count(string storeKey, List<ListingOutcome> outcomes)
    {
        WorkerTelemetry.ObservationsWritten.Count(outcomes.Sum(outcome => outcome.Observations.Count), "store", storeKey);
        foreach (var outcome in outcomes)
        {
            WorkerTelemetry.ReadingsHeld.Count(outcome.Held is null ? 0 : 1, "reason", outcome.Held?.Reason ?? "");
            WorkerTelemetry.PromotionsOpened.Count(outcome.Opened is null ? 0 : 1, "verdict", outcome.Opened?.Verdict.Word ?? "");
        }
    }

    private sealed record Reading(ObservedListing Item, DateTimeOffset At, bool IsNew)
    {
        public Sighting Sighting => new(Item.ItemId, At);
    }
}
