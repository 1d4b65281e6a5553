using Npgsql;
using Promozilla.Bench.Servers;
using Promozilla.Worker.Runs;

namespace Promozilla.Bench.Catalogue;

/// <summary>A night in which nothing was read, closed as every night is: all projections are reckoned from the rows.</summary>
internal static class ClosedRun
{
    private const string Open = """
        INSERT INTO scrape_runs (id, requested_at, observed_at, started_at, origin, status) VALUES ($1, $2, $2, $2, 'nightly', 'running')
        """;

    public static async Task CloseAsync(string connectionString, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var run = Guid.CreateVersion7(now);
        await using var worker = WorkerParts.Of(new NpgsqlConnectionStringBuilder(connectionString) { CommandTimeout = 0 }.ConnectionString);
        await using (var open = worker.Database.CreateCommand(Open))
        {
            open.Parameters.Add(new NpgsqlParameter { Value = run });
            open.Parameters.Add(new NpgsqlParameter { Value = now.UtcDateTime });
            await open.ExecuteNonQueryAsync(cancellationToken);
        }

        await worker.Get<RunClosing>().TryCloseAsync(run, cancellationToken);
    }
}
