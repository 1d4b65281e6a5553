using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Data.Mail.Sick;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Operators;

namespace Promozilla.Worker.Stores;

/// <summary>A store that turned sick, as the operator is told.</summary>
internal sealed record SickStore(string Key, string Name, DateTimeOffset Since, string Kind, string Reason);

/// <summary>Keeps the record of sicknesses, and tells the operator of each once: a row and a mail in the transaction, then a log line and a count.</summary>
public sealed partial class SickStores(IOptions<OperatorOptions> options, Markets markets, ILogger<SickStores> logger)
{
    private const string End = """
        UPDATE store_sicknesses sickness SET until = $1 FROM stores store
        WHERE store.key = sickness.store_key AND sickness.until IS NULL AND (store.sick_since IS NULL OR NOT store.enabled)
        """;

    private const string GoOn = """
        UPDATE store_sicknesses sickness SET kind = store.sick_kind, reason = store.sick_reason FROM stores store
        WHERE store.key = sickness.store_key AND sickness.until IS NULL AND store.sick_kind IS NOT NULL AND store.sick_reason IS NOT NULL
            AND (sickness.kind, sickness.reason) IS DISTINCT FROM (store.sick_kind, store.sick_reason)
        """;

    // Of several workers that see it at once, one writes the row.
    private const string Begin = """
        WITH begun AS (
            INSERT INTO store_sicknesses (id, store_key, since, kind, reason)
            SELECT gen_random_uuid(), key, sick_since, coalesce(sick_kind, 'unread'), coalesce(sick_reason, '') FROM stores
            WHERE enabled AND sick_since IS NOT NULL ORDER BY key
            ON CONFLICT (store_key) WHERE until IS NULL DO NOTHING
            RETURNING store_key, since, kind, reason
        )
        SELECT store.key, store.name, begun.since, begun.kind, begun.reason FROM begun JOIN stores store ON store.key = begun.store_key
        """;

    /// <returns>The stores that turned sick; to be announced once the transaction is committed.</returns>
    internal async Task<List<SickStore>> RecordAsync(NpgsqlConnection connection, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using (var batch = new NpgsqlBatch(connection))
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(End).With(Sql.Value(now)));
            batch.BatchCommands.Add(new NpgsqlBatchCommand(GoOn));
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        var begun = await BeginAsync(connection, cancellationToken);
        if (options.Value.MailAddress is { Length: > 0 } address)
        {
            foreach (var store in begun)
            {
                await using var mail = Letter(connection, store, address, now);
                await mail.ExecuteNonQueryAsync(cancellationToken);
            }
        }

        return begun;
    }

    internal void Announce(IEnumerable<SickStore> begun)
    {
        foreach (var store in begun)
        {
            WorkerTelemetry.StoresSick.Add(1, new("store", store.Key), new("kind", store.Kind));
            Log.Sick(logger, store.Key, store.Kind, store.Reason);
        }
    }

    private static async Task<List<SickStore>> BeginAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Begin, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var begun = new List<SickStore>();
        while (await reader.ReadAsync(cancellationToken))
        {
            begun.Add(new SickStore(
                reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3), reader.GetString(4)));
        }

        return begun;
    }

    private NpgsqlCommand Letter(NpgsqlConnection connection, SickStore store, string address, DateTimeOffset now)
    {
        var letter = SickLetter.Letter(
            options.Value.MailLanguage, store.Name, store.Kind, store.Reason, store.Since, new Uri(markets.Main.Address($"/admin/lojas/{store.Key}")), markets.Main.TimeZone);
        return OperatorMail.Write(connection, address, letter.Subject, letter.Text(), letter.Html(), $"sick:{store.Key}:{store.Since.UtcDateTime:O}", now);
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 4100, EventName = "StoreSick", Level = LogLevel.Warning, Message = "Store {Store} is sick ({Kind}): {Reason}")]
        public static partial void Sick(ILogger logger, string store, string kind, string reason);
    }
}
