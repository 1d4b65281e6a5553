using System.Text.Json;
using Npgsql;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.Worker.Runs;
using Promozilla.Worker.Start;

namespace Promozilla.Worker.Ingest;

/// <summary>Records that a category was read to its end. May come before the last of its readings: whichever is last completes the task.</summary>
public sealed class CategoryScrapedHandler(NpgsqlDataSource database, DatabaseGate gate, RunClosing closing, TimeProvider clock)
    : IMessageHandler<CategoryScraped>
{
    public async Task HandleAsync(CategoryScraped message, CancellationToken cancellationToken)
    {
        await gate.OpenAsync(cancellationToken);
        if (await RecordAsync(message, cancellationToken))
        {
            await closing.TryCloseAsync(message.RunId, cancellationToken);
        }
    }

    // No inbox needed: the end is set, not added, and a task that is complete is not touched.
    private async Task<bool> RecordAsync(CategoryScraped message, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var fill = JsonSerializer.Serialize(message.FieldFill);
        return await TaskProgress.EndAsync(connection, message, fill, clock.GetUtcNow(), cancellationToken);
    }
}
