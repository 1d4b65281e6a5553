using Npgsql;

namespace Promozilla.Worker.Ingest;

/// <summary>What a store's market says of its prices.</summary>
/// <param name="Currency">ISO 4217. A price in another one is observed, and is no offer.</param>
/// <param name="IsJudged">Whether the 30-day rule holds there.</param>
internal sealed record StoreTerms(string Currency, bool IsJudged)
{
    private const string Read = "SELECT currency, is_judged FROM stores WHERE key = $1";

    public static async Task<StoreTerms> ReadAsync(NpgsqlConnection connection, string storeKey, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Read, connection).With(Sql.Value(storeKey));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new StoreTerms(reader.GetString(0), reader.GetBoolean(1))
            : throw new InvalidOperationException($"There is no store {storeKey}.");
    }
}
