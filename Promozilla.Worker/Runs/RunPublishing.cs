using System.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;

namespace Promozilla.Worker.Runs;

/// <summary>
/// Puts the commands of running runs on the queue: those never published (also after a crash between commit and publish), and once more those
/// that nothing came of. Published before it is noted: a crash in between publishes twice, which the ids make harmless.
/// </summary>
public sealed class RunPublishing(NpgsqlDataSource database, MessagePublisher publisher, IOptions<RunOptions> options, TimeProvider clock)
{
    /// <summary>Each publish holds a channel of its own until it is confirmed.</summary>
    private const int AtATime = 16;

    // In no store's order: a scraper that takes the next few gets several stores, which it reads side by side.
    private const string Due = """
        SELECT task.run_id, task.store_key, task.category, store.definition::text,
            CASE WHEN run.observed_at <> run.started_at THEN run.observed_at END
        FROM scrape_tasks task
        JOIN scrape_runs run ON run.id = task.run_id AND run.status = 'running'
        JOIN stores store ON store.key = task.store_key
        WHERE task.completed_at IS NULL AND task.outcome IS NULL
            AND (task.publishes = 0 OR (task.publishes < $1 AND task.messages_recorded = 0 AND task.published_at < $2))
        ORDER BY task.run_id, md5(task.store_key || task.category)
        LIMIT 500 FOR UPDATE OF task SKIP LOCKED
        """;

    private const string Note = """
        UPDATE scrape_tasks task SET published_at = $1, publishes = publishes + 1
        FROM unnest($2::uuid[], $3::text[], $4::text[]) AS done(run_id, store_key, category)
        WHERE task.run_id = done.run_id AND task.store_key = done.store_key AND task.category = done.category
        """;

    public async Task<int> PublishDueAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var commands = await DueAsync(connection, cancellationToken);
        if (commands.Count == 0)
        {
            return 0;
        }

        foreach (var run in commands.GroupBy(command => command.RunId))
        {
            await PublishAsync(run.Key, run, cancellationToken);
        }

        await using var note = new NpgsqlCommand(Note, connection).With(
            Sql.Value(clock.GetUtcNow()), Sql.Uuids(commands, command => command.RunId), Sql.Texts(commands, command => command.StoreKey),
            Sql.Texts(commands, command => command.Category));
        await note.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return commands.Count;
    }

    // One trace a run: all that comes of these commands, to the commit of each price, hangs on this activity.
    private async Task PublishAsync(Guid run, IEnumerable<ScrapeCategory> commands, CancellationToken cancellationToken)
    {
        using var activity = WorkerTelemetry.Activities.StartActivity("publish run", ActivityKind.Internal, WorkerTelemetry.TraceOf(run));
        activity?.SetTag("promozilla.run", run);
        await Parallel.ForEachAsync(
            commands,
            new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = cancellationToken },
            async (command, publishing) => await publisher.PublishAsync(command, publishing));
    }

    private async Task<List<ScrapeCategory>> DueAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Due, connection).With(
            Sql.Value(options.Value.MaxPublishes), Sql.Value(clock.GetUtcNow().AddMinutes(-options.Value.RepublishMinutes)));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var due = new List<ScrapeCategory>();
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add(new ScrapeCategory(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.Get<DateTimeOffset?>(4)));
        }

        return due;
    }
}
