using Npgsql;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.Worker.Runs;
using Promozilla.Worker.Start;

namespace Promozilla.Worker.Ingest;

/// <summary>Records one message of readings in one transaction; the second time it changes nothing.</summary>
public sealed class ListingsObservedHandler(
    NpgsqlDataSource database, DatabaseGate gate, Partitions partitions, RunClosing closing, TimeProvider clock) : IMessageHandler<ListingsObserved>
{
    public async Task HandleAsync(ListingsObserved message, CancellationToken cancellationToken)
    {
        await gate.OpenAsync(cancellationToken);
        await partitions.EnsureAsync(message.ObservedAt, cancellationToken);
        if (await RecordAsync(message, cancellationToken))
        {
            await closing.TryCloseAsync(message.RunId, cancellationToken);
        }
    }

    /// <returns>Whether its task is complete now.</returns>
    private async Task<bool> RecordAsync(ListingsObserved message, CancellationToken cancellationToken)
    {
        var items = Soundness.Of(message.Items);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await ArrivalQuery.RunAsync(connection, message, items, clock.GetUtcNow(), cancellationToken) is not { } arrival)
        {
            return false;
        }

        var outcomes = arrival.New.Count + arrival.Changed.Count > 0
            ? await ChangeAsync(connection, message, items, arrival, cancellationToken)
            : [];
        var known = items.Count - arrival.New.Count - arrival.Changed.Count + outcomes.Count(outcome => outcome.WasPriced);
        var moved = outcomes.Count(outcome => outcome.Moved);
        var complete = await TaskProgress.RecordAsync(connection, message, items.Count, known, moved, clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Count(message, items.Count, outcomes);
        return complete;
    }

    // First new listings, then locks on known ones, then sightings: all transactions in this order, each step in the order of ids.
    private static async Task<List<ListingOutcome>> ChangeAsync(
        NpgsqlConnection connection, ListingsObserved message, List<ObservedListing> items, Arrival arrival, CancellationToken cancellationToken)
    {
        var (at, runId) = (message.ObservedAt, message.RunId);
        var outcomes = new List<ListingOutcome>(arrival.New.Count + arrival.Changed.Count);
        var toRead = arrival.Changed.ToDictionary(item => item.ItemId, StringComparer.Ordinal);
        if (arrival.New.Count > 0)
        {
            var rows = arrival.New.ConvertAll(item => ListingRules.New(message.StoreKey, item, at));
            var ids = await ListingStore.InsertAsync(connection, message.StoreKey, rows, cancellationToken);
            outcomes.AddRange(rows.Where(row => ids.ContainsKey(row.ItemId)).Select(row => ListingRules.FirstSight(ids[row.ItemId], row, at, runId)));
            foreach (var item in arrival.New.Where(item => !ids.ContainsKey(item.ItemId)))
            {
                // Another worker saw it first, in the meantime.
                toRead.Add(item.ItemId, item);
            }
        }

        if (toRead.Count > 0)
        {
            var known = await ListingStore.LockAsync(connection, message.StoreKey, [.. toRead.Values], at, cancellationToken);
            outcomes.AddRange(known.Select(listing => ListingRules.Reread(listing, toRead[listing.Row.ItemId], at, runId)));
        }

        await OutcomeWriter.WriteAsync(
            connection, message.StoreKey, items.ConvertAll(item => item.ItemId), at, runId, outcomes, cancellationToken);
        return outcomes;
    }

    private static void Count(ListingsObserved message, int items, List<ListingOutcome> outcomes)
    {
        WorkerTelemetry.ListingsRecorded.Count(items, "store", message.StoreKey);
        WorkerTelemetry.ListingsRefused.Count(message.Items.Count - items, "store", message.StoreKey);
        WorkerTelemetry.ObservationsWritten.Count(outcomes.Sum(outcome => outcome.Observations.Count), "store", message.StoreKey);
        foreach (var outcome in outcomes)
        {
            WorkerTelemetry.ReadingsHeld.Count(outcome.Held is null ? 0 : 1, "reason", outcome.Held?.Reason ?? "");
            WorkerTelemetry.PromotionsOpened.Count(outcome.Opened is null ? 0 : 1, "verdict", outcome.Opened?.Verdict.Word ?? "");
        }
    }
}
