using Microsoft.Extensions.Options;
using Npgsql;

namespace Promozilla.Worker.Doubt;

/// <summary>
/// Asks for the product pages of readings that are held, an hour after: in a run of its own, which closes as every run does, so that what is
/// confirmed shows on the site and is told. One such run at a time, none while a run reads the store's lists.
/// </summary>
/// <remarks>
/// Of a sick store nothing is rechecked: a store that refuses us, or that we read wrong, is not asked for hundreds of pages more; its next good
/// run sorts its held readings out. But where the only doubt is that too many prices moved at once, a small sample is asked for, and again as
/// long as it agrees: nothing else tells a sale on everything from a list that is read wrong, which the next night would say in the same words.
/// </remarks>
public sealed partial class Rechecks(NpgsqlDataSource database, IOptions<RecheckOptions> options, TimeProvider clock, ILogger<Rechecks> logger)
{
    private const string OnePlanner = "SELECT pg_try_advisory_xact_lock(hashtext('plan rechecks'))";

    // The readings of rows that an older version wrote are not known whole: the next night's reading settles them.
    private const string Due = """
        SELECT listing_id, id, store_key, url, attempt FROM (
            SELECT held.listing_id, held.id, listing.store_key, coalesce(held.reading->>'url', listing.url) AS url, held.rechecks + 1 AS attempt, store.sick_since IS NOT NULL AS sick,
                row_number() OVER (PARTITION BY listing.store_key ORDER BY held.rechecks, hashint8(held.listing_id)) AS place
            FROM held_readings held
            JOIN listings listing ON listing.id = held.listing_id
            JOIN stores store ON store.key = listing.store_key AND store.enabled AND store.frozen_since IS NULL AND (store.sick_since IS NULL OR store.sick_kind = 'moved')
            JOIN scrape_runs run ON run.id = held.run_id AND run.status = 'closed'
            WHERE held.reading IS NOT NULL AND NOT held.needs_person AND held.rechecks < $4
                AND held.first_at <= $1 - $2 AND (held.rechecked_at IS NULL OR held.rechecked_at <= $1 - $3)
                AND NOT EXISTS (
                    SELECT FROM scrape_tasks task JOIN scrape_runs reading ON reading.id = task.run_id AND reading.status = 'running'
                    WHERE task.store_key = store.key AND task.completed_at IS NULL)
        ) waiting
        WHERE place <= CASE WHEN sick THEN $6 ELSE $5 END
            AND NOT EXISTS (SELECT FROM scrape_runs WHERE origin = 'recheck' AND status = 'running')
        ORDER BY store_key, place
        """;

    private const string Open = """
        INSERT INTO scrape_runs (id, requested_at, started_at, observed_at, origin, status) VALUES ($1, $2, $2, $2, 'recheck', 'running')
        """;

    private const string Ask = """
        INSERT INTO page_checks (id, run_id, purpose, store_key, url, listing_id, held_id, attempt, asked_at, publishes)
        SELECT id, $6, 'recheck', store_key, url, listing_id, held_id, attempt, $7, 0
        FROM unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::uuid[], $8::int[]) AS page(id, store_key, url, listing_id, held_id, attempt)
        """;

    private const string Note = "UPDATE held_readings SET rechecks = rechecks + 1, rechecked_at = $2 WHERE id = ANY ($1)";

    /// <returns>How many pages are asked for.</returns>
    public async Task<int> PlanAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var alone = new NpgsqlCommand(OnePlanner, connection))
        {
            if (await alone.ExecuteScalarAsync(cancellationToken) is not true)
            {
                return 0;
            }
        }

        var due = await DueAsync(connection, now, cancellationToken);
        if (due.Count == 0)
        {
            return 0;
        }

        var run = Guid.CreateVersion7();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Open).With(Sql.Value(run), Sql.Value(now)));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Ask).With(
            Sql.Uuids(due, _ => Guid.CreateVersion7()), Sql.Texts(due, page => page.StoreKey), Sql.Texts(due, page => page.Url),
            Sql.Longs(due, page => page.ListingId), Sql.Uuids(due, page => page.HeldId), Sql.Value(run), Sql.Value(now),
            Sql.Ints(due, page => page.Attempt)));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Note).With(Sql.Uuids(due, page => page.HeldId), Sql.Value(now)));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        Log.Asked(logger, run, due.Count);
        return due.Count;
    }

    private async Task<List<Page>> DueAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var given = options.Value;
        await using var command = new NpgsqlCommand(Due, connection).With(
            Sql.Value(now), Sql.Value(TimeSpan.FromMinutes(given.AfterMinutes)), Sql.Value(TimeSpan.FromMinutes(given.AgainMinutes)),
            Sql.Value(given.Tries), Sql.Value(given.PerStore), Sql.Value(given.Sample));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var due = new List<Page>();
        while (await reader.ReadAsync(cancellationToken))
        {
            due.Add(new Page(reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetInt32(4)));
        }

        return due;
    }

    private sealed record Page(long ListingId, Guid HeldId, string StoreKey, string Url, int Attempt);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Run {Run} rechecks {Count} doubtful readings on their product pages")]
        public static partial void Asked(ILogger logger, Guid run, int count);
    }
}
