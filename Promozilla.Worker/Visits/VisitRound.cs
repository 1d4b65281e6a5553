using Npgsql;
using Promozilla.Data.Visits;
using Promozilla.ServiceDefaults;

namespace Promozilla.Worker.Visits;

public sealed record VisitRoundFigures(int Days, int Forgotten, int Expired);

/// <summary>
/// Keeps the figures of today and yesterday, made anew each time, and deletes events before they are 48 hours old. Of several workers one does it, and a round that is cut
/// off or done twice changes nothing.
/// </summary>
public sealed class VisitRound(NpgsqlDataSource database, Markets markets, TimeProvider clock)
{
    /// <summary>A day is made anew while all its events are there.</summary>
    private static readonly TimeSpan Whole = TimeSpan.FromHours(46);

    /// <summary>A round comes every ten minutes: none is missed by more than an hour without the limit being kept still.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(47);

    private const int MonthsOfFigures = 25;
    private const long LockKey = 0x564953495453; // "VISITS"

    /// <summary>Null: another worker is at it.</summary>
    public async Task<VisitRoundFigures?> ApplyAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var take = new NpgsqlCommand($"SELECT pg_try_advisory_xact_lock({LockKey})", connection))
        {
            if (await take.ExecuteScalarAsync(cancellationToken) is not true) return null;
        }

        var days = 0;
        foreach (var market in markets.All)
        {
            var today = market.DateOf(now);
            foreach (var day in new[] { today.AddDays(-1), today }.Where(day => now - VisitTally.BeginningOf(day, market) < Whole))
            {
                await VisitTally.KeepAsync(connection, market, day, cancellationToken);
                days++;
            }
        }

        var forgotten = await DeleteAsync(connection, "DELETE FROM visit_events WHERE at < $1", Sql.Value(now - Oldest), cancellationToken);
        var expired = await DeleteAsync(connection, "DELETE FROM visit_figures WHERE day < $1", Sql.Value(DateOnly.FromDateTime(now.UtcDateTime).AddMonths(-MonthsOfFigures)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new VisitRoundFigures(days, forgotten, expired);
    }

    private static async Task<int> DeleteAsync(NpgsqlConnection connection, string sql, NpgsqlParameter before, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection).With(before);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
