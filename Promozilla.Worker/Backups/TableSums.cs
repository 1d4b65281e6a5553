using Npgsql;
using Promozilla.Data.Visits;

namespace Promozilla.Worker.Backups;

/// <summary>Counts the rows of every table and sums a hash of them: two databases that agree in all of these hold the same.</summary>
internal static class TableSums
{
    private const string Tables = $"""
        SELECT format('%I.%I', space.nspname, class.relname), space.nspname || '.' || class.relname
        FROM pg_class class JOIN pg_namespace space ON space.oid = class.relnamespace
        WHERE class.relkind = 'r' AND space.nspname NOT IN ('pg_catalog', 'information_schema') AND space.nspname NOT LIKE 'pg\_%'
            AND class.relname <> '{VisitEvent.Table}'
        ORDER BY 2
        """;

    // A row's text must be the same on any server, whatever its settings.
    private const string Settings = "SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'";

    /// <param name="connection">In a transaction, whose snapshot is what is summed.</param>
    public static async Task<IReadOnlyDictionary<string, TableSum>> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using (var settings = new NpgsqlCommand(Settings, connection)) await settings.ExecuteNonQueryAsync(cancellationToken);
        var names = new List<(string Quoted, string Plain)>();
        await using (var tables = new NpgsqlCommand(Tables, connection))
        {
            await using var reader = await tables.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken)) names.Add((reader.GetString(0), reader.GetString(1)));
        }

        var sums = new SortedDictionary<string, TableSum>(StringComparer.Ordinal);
        foreach (var (quoted, plain) in names)
        {
            await using var sum = new NpgsqlCommand($"SELECT count(*), coalesce(sum(hashtextextended((r.*)::text, 0)::numeric), 0)::text FROM {quoted} r", connection);
            sum.CommandTimeout = 0;
            await using var reader = await sum.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            sums[plain] = new TableSum(reader.GetInt64(0), reader.GetString(1));
        }

        return sums;
    }

    /// <summary>The tables that differ, in words; none: the same.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyDictionary<string, TableSum> expected, IReadOnlyDictionary<string, TableSum> actual) =>
    [
        .. from table in expected.Keys.Union(actual.Keys).Order(StringComparer.Ordinal)
           let wanted = expected.GetValueOrDefault(table)
           let found = actual.GetValueOrDefault(table)
           where wanted != found
           select $"{table}: {Words(found)} instead of {Words(wanted)}",
    ];

    private static string Words(TableSum? sum) => sum is null ? "no table" : $"{sum.Rows} rows (sum {sum.Sum})";
}
