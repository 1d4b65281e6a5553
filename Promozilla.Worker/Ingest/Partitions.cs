using System.Collections.Concurrent;
using Npgsql;

namespace Promozilla.Worker.Ingest;

/// <summary>
/// Makes the month's partition of price_observations before it is needed, outside the transaction that writes: making one locks the whole
/// table, and a transaction that holds other locks meanwhile could wait in a ring.
/// </summary>
public sealed class Partitions(NpgsqlDataSource database)
{
    private readonly ConcurrentDictionary<DateOnly, bool> known = new();

    public async Task EnsureAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var month = new DateOnly(at.UtcDateTime.Year, at.UtcDateTime.Month, 1);
        if (known.ContainsKey(month))
        {
            return;
        }

        await using var command = database.CreateCommand("SELECT ensure_price_observations_partition($1)");
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = month });
        await command.ExecuteNonQueryAsync(cancellationToken);
        known[month] = true;
    }
}
