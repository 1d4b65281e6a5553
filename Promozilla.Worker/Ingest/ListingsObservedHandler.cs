using Npgsql;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.Worker.Runs;
using Promozilla.Worker.Start;
using Promozilla.Worker.Stores;

namespace Promozilla.Worker.Ingest;

/// <summary>
/// Records one message of readings in one transaction; the second time it changes nothing. What says something new waits until the run closes.
/// </summary>
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

        var movement = arrival.Fresh.Count > 0 ? await PendingReadings.PutAsync(connection, message, arrival.Fresh, cancellationToken) : default;
        if (arrival.RunIsClosed)
        {
            var belief = await StoreHealth.BeliefAsync(connection, message.RunId, message.StoreKey, cancellationToken);
            await PendingReadings.ApplyAsync(connection, message.RunId, message.StoreKey, belief, cancellationToken);
        }

        var known = items.Count - arrival.Fresh.Count + movement.Known;
        var complete = await TaskProgress.RecordAsync(
            connection, message, items.Count, known, movement.Moved, clock.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        WorkerTelemetry.ListingsRecorded.Count(items.Count, "store", message.StoreKey);
        WorkerTelemetry.ListingsRefused.Count(message.Items.Count - items.Count, "store", message.StoreKey);
        return complete;
    }
}
