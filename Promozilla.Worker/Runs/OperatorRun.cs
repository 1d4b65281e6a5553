using Npgsql;

namespace Promozilla.Worker.Runs;

/// <summary>What operators decide shows and is told as a night's readings are, by the closing of a run; one for all that is decided until the tick closes it.</summary>
internal static class OperatorRun
{
    // One that is being closed is locked, and another one begins.
    private const string Join = """
        UPDATE scrape_runs SET observed_at = $1
        WHERE id = (SELECT id FROM scrape_runs WHERE origin = 'operator' AND status = 'running' LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING id
        """;

    private const string Open = """
        INSERT INTO scrape_runs (id, requested_at, started_at, observed_at, origin, status) VALUES ($1, $2, $2, $2, 'operator', 'running')
        """;

    /// <returns>The run, which closes once this transaction is committed.</returns>
    public static async Task<Guid> JoinAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var join = new NpgsqlCommand(Join, connection).With(Sql.Value(now));
        if (await join.ExecuteScalarAsync(cancellationToken) is Guid open) return open;
        var run = Guid.CreateVersion7(now);
        await using var command = new NpgsqlCommand(Open, connection).With(Sql.Value(run), Sql.Value(now));
        await command.ExecuteNonQueryAsync(cancellationToken);
        return run;
    }
}
