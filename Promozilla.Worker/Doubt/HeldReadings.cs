using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Messaging.Contracts;
using Promozilla.Worker.Ingest;
using Promozilla.Worker.Operators;
using Promozilla.Worker.Runs;

namespace Promozilla.Worker.Doubt;

/// <summary>Confirms a held reading by its product's page, drops it, or leaves it held: with the same rules and writes as a night's reading.</summary>
public sealed class HeldReadings(IOptions<RecheckOptions> options)
{
    private const string Drop = "DELETE FROM held_readings WHERE id = $1";

    // The list was read wrong, and nobody knows how much of it: what else moved in that run goes with it.
    private const string DropRun = """
        DELETE FROM held_readings held USING listings listing, stores store
        WHERE listing.id = held.listing_id AND store.key = listing.store_key AND store.key = $1 AND store.sick_kind = 'moved'
            AND held.run_id = (SELECT run_id FROM held_readings WHERE id = $2)
        """;

    private const string Whose = "SELECT store_key, item_id FROM held_readings JOIN listings ON listings.id = listing_id WHERE held_readings.id = $1";

    private const string Stay = "UPDATE held_readings SET recheck_said = $2, needs_person = rechecks >= $3 WHERE id = $1";

    /// <returns>A word of CheckOutcomes, and a reason in plain words.</returns>
    internal async Task<(string Outcome, string? Reason)> RecheckAsync(
        NpgsqlConnection connection, AnsweredCheck check, ProductPageRead message, CancellationToken cancellationToken)
    {
        var listings = check.ItemId is null
            ? []
            : await ListingStore.LockAsync(
                connection, check.StoreKey, await StoreTerms.ReadAsync(connection, check.StoreKey, cancellationToken), [check.ItemId], message.ObservedAt, cancellationToken);
        if (listings is not [{ Held: { } held } known] || held.Id != check.HeldId || PendingReadings.Parse(held.Reading) is not { } reading)
        {
            return (CheckOutcomes.Overtaken, "another reading is held now, or none");
        }

        var verdict = message.Product is { } page ? RecheckRules.Of(known.Row, reading, page) : RecheckVerdict.Unclear;
        var said = Said(message);
        switch (verdict)
        {
            case RecheckVerdict.Agrees:
                await ConfirmAsync(connection, check.StoreKey, check.RunId, known, reading, message.ObservedAt, cancellationToken);
                return (CheckOutcomes.Agrees, said);
            case RecheckVerdict.Disagrees:
                await ExecuteAsync(connection, DropRun, cancellationToken, Sql.Value(check.StoreKey), Sql.Value(held.Id));
                await ExecuteAsync(connection, Drop, cancellationToken, Sql.Value(held.Id));
                return (CheckOutcomes.Disagrees, said);
            default:
                await ExecuteAsync(connection, Stay, cancellationToken, Sql.Value(held.Id), Sql.Value(said), Sql.Value(options.Value.Tries));
                return (CheckOutcomes.Unclear, said);
        }
    }

    /// <summary>A person says that the reading is right: it shows and is told as if its product's page had said so.</summary>
    internal static async Task ConfirmAsync(NpgsqlConnection connection, Guid heldId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var known = await FindAsync(connection, heldId, at, cancellationToken);
        if (PendingReadings.Parse(known.Held!.Reading) is not { } reading) throw new OperatorActException("the reading is not known whole: the next night settles it");
        var run = await OperatorRun.JoinAsync(connection, at, cancellationToken);
        await ConfirmAsync(connection, known.Row.StoreKey, run, known, reading, at, cancellationToken);
    }

    /// <summary>A person says that the reading is wrong: what stood before goes on standing.</summary>
    internal static async Task RejectAsync(NpgsqlConnection connection, Guid heldId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await FindAsync(connection, heldId, at, cancellationToken);
        await ExecuteAsync(connection, Drop, cancellationToken, Sql.Value(heldId));
    }

    private static async Task<KnownListing> FindAsync(NpgsqlConnection connection, Guid heldId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Whose, connection).With(Sql.Value(heldId));
        string? store = null, item = null;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            if (await reader.ReadAsync(cancellationToken)) (store, item) = (reader.GetString(0), reader.GetString(1));
        }

        // Whether it is still the one that is held is known once the listing is locked.
        return store is not null && await ListingStore.LockAsync(
                connection, store, await StoreTerms.ReadAsync(connection, store, cancellationToken), [item!], at, cancellationToken) is [{ } known]
            && known.Held?.Id == heldId
            ? known
            : throw new OperatorActException("another reading is held now, or none");
    }

    private static async Task ConfirmAsync(
        NpgsqlConnection connection, string storeKey, Guid runId, KnownListing known, ObservedListing reading, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // A list that was read since, too soon to confirm anything, must not stand after it.
        var from = known.LastSeenAt is { } seen && at <= seen ? seen.AddMilliseconds(1) : at;
        var outcome = ListingRules.Confirmed(known, reading, from, runId);
        await OutcomeWriter.WriteAsync(
            connection, storeKey, [new Sighting(known.Row.ItemId, from)], runId, [outcome], cancellationToken);
        WorkerTelemetry.ObservationsWritten.Count(outcome.Observations.Count, "store", storeKey);
        WorkerTelemetry.PromotionsOpened.Count(outcome.Opened is null ? 0 : 1, "verdict", outcome.Opened?.Verdict.Word ?? "");
    }

    private static string Said(ProductPageRead message) => message.Product is { } page
        ? string.Create(CultureInfo.InvariantCulture, $"{page.Price:0.00} {page.Currency}, {page.Availability}, \"{page.Title}\"")
        : message.Reason ?? message.Outcome;

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection).With(parameters);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
