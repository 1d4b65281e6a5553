using System.Diagnostics;
using Npgsql;

namespace Promozilla.Worker.Runs;

/// <summary>Turns a requested run into a running one with a task for every category of every enabled store, and a check of its canaries.</summary>
public sealed class RunOpening(NpgsqlDataSource database, TimeProvider clock)
{
    private const string Request = """
        INSERT INTO scrape_runs (id, requested_at, observed_at, origin, status, market) VALUES ($1, $2, $3, $4, 'requested', $5)
        """;

    private const string Take = """
        SELECT id FROM scrape_runs WHERE status = 'requested' AND origin <> 'history' AND requested_at <= $1
        ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED
        """;

    // A live run counts from its start: observed_at = started_at is how it is told from one that was asked for another time.
    private const string Start = """
        UPDATE scrape_runs SET status = 'running', started_at = $2, observed_at = coalesce(observed_at, $2) WHERE id = $1 AND status = 'requested'
        """;

    private const string Tasks = """
        INSERT INTO scrape_tasks (run_id, store_key, category, pages, items, messages_expected, messages_recorded, items_recorded, items_known,
            prices_moved, publishes)
        SELECT $1, store.key, category->>'name', 0, 0, 0, 0, 0, 0, 0, 0
        FROM stores store CROSS JOIN LATERAL jsonb_array_elements(store.definition->'categories') category
        JOIN scrape_runs run ON run.id = $1
        WHERE store.enabled AND store.market = coalesce(run.market, store.market) AND (run.stores IS NULL OR store.key = ANY (run.stores))
        ON CONFLICT DO NOTHING
        """;

    // Past nights have no product pages any more.
    private const string Canaries = """
        INSERT INTO page_checks (id, run_id, purpose, store_key, url, attempt, expected, asked_at, publishes)
        SELECT gen_random_uuid(), run.id, 'canary', store.key, coalesce(canary->>'url', rtrim(store.definition->>'baseUrl', '/') || (canary->>'path')),
            1, canary, $2, 0
        FROM scrape_runs run CROSS JOIN stores store
        CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(store.definition->'canaries') WHEN 'array' THEN store.definition->'canaries' END) canary
        WHERE run.id = $1 AND run.origin <> 'history' AND store.enabled AND store.market = coalesce(run.market, store.market)
            AND (run.stores IS NULL OR store.key = ANY (run.stores)) AND coalesce(canary->>'url', canary->>'path') IS NOT NULL
            AND NOT EXISTS (SELECT FROM page_checks known WHERE known.run_id = $1)
        """;

    /// <param name="market">Whose stores it reads; null: all markets'.</param>
    /// <param name="wait">How much later the run is to begin.</param>
    public async Task<Guid> RequestAsync(string origin, string? market, DateTimeOffset? observedAt, TimeSpan wait, CancellationToken cancellationToken)
    {
        var id = Guid.CreateVersion7();
        using var activity = WorkerTelemetry.Activities.StartActivity("request run", ActivityKind.Internal, WorkerTelemetry.TraceOf(id));
        await using var command = database.CreateCommand(Request).With(
            Sql.Value(id), Sql.Value(clock.GetUtcNow() + wait), Sql.Nullable(observedAt), Sql.Value(origin), Sql.Nullable(market));
        await command.ExecuteNonQueryAsync(cancellationToken);
        return id;
    }

    /// <summary>Opens the oldest run that is asked for and that no other worker is opening.</summary>
    public async Task<Guid?> OpenNextAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var take = new NpgsqlCommand(Take, connection).With(Sql.Value(clock.GetUtcNow()));
        if (await take.ExecuteScalarAsync(cancellationToken) is not Guid id)
        {
            return null;
        }

        await OpenAsync(connection, id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    /// <summary>Opens this run, if it still is only asked for.</summary>
    public async Task OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await OpenAsync(connection, id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task OpenAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Start).With(Sql.Value(id), Sql.Value(clock.GetUtcNow())));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Tasks).With(Sql.Value(id)));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Canaries).With(Sql.Value(id), Sql.Value(clock.GetUtcNow())));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
