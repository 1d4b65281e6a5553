using Npgsql;
using Promozilla.Messaging.Contracts;

namespace Promozilla.Worker.Ingest;

/// <summary>The counters of one store's category in one run. Last in every transaction, because all messages of a category meet here.</summary>
internal static class TaskProgress
{
    private const string Recorded = """
        UPDATE scrape_tasks SET messages_recorded = messages_recorded + 1, items_recorded = items_recorded + $4, items_known = items_known + $5,
            prices_moved = prices_moved + $6,
            completed_at = CASE WHEN completed_at IS NULL AND outcome IS NOT NULL AND messages_recorded + 1 >= messages_expected THEN $7 ELSE completed_at END
        WHERE run_id = $1 AND store_key = $2 AND category = $3
        RETURNING completed_at IS NOT NULL
        """;

    private const string Ended = """
        UPDATE scrape_tasks SET outcome = $4, reason = $5, pages = $6, items = $7, messages_expected = $8, field_fill = $9,
            completed_at = CASE WHEN messages_recorded >= $8 THEN $10 END
        WHERE run_id = $1 AND store_key = $2 AND category = $3 AND completed_at IS NULL
        RETURNING completed_at IS NOT NULL
        """;

    /// <returns>Whether the task is complete.</returns>
    public static async Task<bool> RecordAsync(
        NpgsqlConnection connection, ListingsObserved message, int items, int known, int moved, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Recorded, connection).With(
            Sql.Value(message.RunId), Sql.Value(message.StoreKey), Sql.Value(message.Category), Sql.Value(items), Sql.Value(known),
            Sql.Value(moved), Sql.Value(now));
        await command.PrepareAsync(cancellationToken);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <returns>Whether the task is complete.</returns>
    public static async Task<bool> EndAsync(
        NpgsqlConnection connection, CategoryScraped message, string fieldFill, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Ended, connection).With(
            Sql.Value(message.RunId), Sql.Value(message.StoreKey), Sql.Value(message.Category), Sql.Value(message.Outcome),
            Sql.Nullable(message.Reason), Sql.Value(message.Pages), Sql.Value(message.Items), Sql.Value(message.Messages), Sql.Json(fieldFill),
            Sql.Value(now));
        await command.PrepareAsync(cancellationToken);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
