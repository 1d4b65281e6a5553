using Npgsql;

namespace Promozilla.Worker.Runs;

/// <summary>The run that a transaction is closing, locked by it.</summary>
/// <param name="Market">Whose stores it read; null: all markets'.</param>
/// <param name="ObservedAt">UTC. The moment its prices count for.</param>
internal sealed record ClosingRun(NpgsqlConnection Connection, Guid Id, string Origin, string? Market, DateTimeOffset ObservedAt, DateTimeOffset Now)
{
    /// <summary>Past nights played in: nobody is told of them.</summary>
    public bool IsHistory => Origin == RunOrigins.History;

    public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, Connection).With(parameters);
        await command.PrepareAsync(cancellationToken);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
