using System.Diagnostics;
using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;

namespace Promozilla.Worker.Doubt;

/// <summary>
/// Puts the commands of page checks on the queue, once more where no answer came, and gives up those that are never answered, so that their run
/// closes. Published before it is noted: a crash in between publishes twice, and only the first answer counts.
/// </summary>
public sealed class PageChecks(NpgsqlDataSource database, MessagePublisher publisher, IOptions<RecheckOptions> options, TimeProvider clock)
{
    private const int MostPublishes = 2;

    private const string Due = """
        SELECT page.id, page.run_id, page.store_key, store.definition::text, listing.item_id, page.url
        FROM page_checks page
        JOIN scrape_runs run ON run.id = page.run_id AND run.status = 'running'
        JOIN stores store ON store.key = page.store_key
        LEFT JOIN listings listing ON listing.id = page.listing_id
        WHERE page.answered_at IS NULL AND (page.publishes = 0 OR (page.publishes < $1 AND page.published_at < $2))
        ORDER BY page.asked_at, page.id
        LIMIT 500 FOR UPDATE OF page SKIP LOCKED
        """;

    private const string Note = "UPDATE page_checks SET published_at = $1, publishes = publishes + 1 WHERE id = ANY ($2)";

    // The reading stays held, and its tries count.
    private const string GiveUp = """
        UPDATE page_checks SET answered_at = $1, outcome = CASE purpose WHEN 'canary' THEN 'unchecked' ELSE 'unclear' END, reason = 'no answer in time'
        WHERE answered_at IS NULL AND asked_at < $2
        """;

    private const string NeedPerson = """
        UPDATE held_readings SET needs_person = true, recheck_said = coalesce(recheck_said, 'no answer in time')
        WHERE NOT needs_person AND rechecks >= $1
            AND NOT EXISTS (SELECT FROM page_checks page WHERE page.held_id = held_readings.id AND page.answered_at IS NULL)
        """;

    public async Task PublishDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var patience = TimeSpan.FromMinutes(options.Value.GiveUpMinutes);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using (var giveUp = new NpgsqlCommand(GiveUp, connection).With(Sql.Value(now), Sql.Value(now - patience)))
        {
            await giveUp.ExecuteNonQueryAsync(cancellationToken);
        }

        await using (var needPerson = new NpgsqlCommand(NeedPerson, connection).With(Sql.Value(options.Value.Tries)))
        {
            await needPerson.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var due = await DueAsync(connection, now - (patience / 2), cancellationToken);
        if (due.Count == 0)
        {
            return;
        }

        foreach (var run in due.GroupBy(command => command.RunId))
        {
            // The page's reading belongs to the run's trace.
            using var activity = WorkerTelemetry.Activities.StartActivity("publish page checks", ActivityKind.Internal, WorkerTelemetry.TraceOf(run.Key));
            foreach (var command in run)
            {
                await publisher.PublishAsync(command, cancellationToken);
            }
        }

        await using var note = new NpgsqlCommand(Note, connection).With(Sql.Value(now), Sql.Uuids(due, command => command.CheckId));
        await note.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task<List<ReadProductPage>> DueAsync(NpgsqlConnection connection, DateTimeOffset silentSince, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Due, connection).With(Sql.Value(MostPublishes), Sql.Value(silentSince));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var due = new List<ReadProductPage>();
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add(new ReadProductPage(
                reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.Get<string>(4), reader.GetString(5)));
        }

        return due;
    }
}
