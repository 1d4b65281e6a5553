using Npgsql;

namespace Promozilla.Tests.EndToEnd;

/// <summary>Every table's rows, counted and summed over the columns that a version knew: whatever a later one adds, these must stay.</summary>
internal sealed class KnownRows(NpgsqlDataSource database)
{
    // What is not summed moves whenever somebody looks.
    private const string Tables = """
        SELECT quote_ident(class.relname), string_agg(quote_ident(attname), ', ' ORDER BY attname)
        FROM pg_class class JOIN pg_attribute ON attrelid = class.oid AND attnum > 0 AND NOT attisdropped
            AND NOT (class.relname IN ('users', 'sessions') AND attname = 'last_seen_at')
        WHERE class.relkind = 'r' AND class.relnamespace = 'public'::regnamespace AND class.relname <> '__EFMigrationsHistory' AND class.relname NOT LIKE 'qrtz\_%' GROUP BY class.relname
        """;

    private readonly Dictionary<string, (string Columns, Sum Sum)> known = [];

    public long Rows => known.Values.Sum(table => table.Sum.Rows);

    public static async Task<KnownRows> ReadAsync(NpgsqlDataSource database)
    {
        var read = new KnownRows(database);
        await using var tables = database.CreateCommand(Tables);
        await using var reader = await tables.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var (table, columns) = (reader.GetString(0), reader.GetString(1));
            read.known[table] = (columns, await read.SumAsync(table, columns));
        }

        return read;
    }

    /// <param name="living">Tables that the services write to by themselves, whose rows may have changed.</param>
    /// <returns>What is no longer as it was, in words.</returns>
    public async Task<IReadOnlyList<string>> LostAsync(IReadOnlySet<string> living)
    {
        var lost = new List<string>();
        foreach (var (table, (columns, before)) in known)
        {
            try
            {
                var now = await SumAsync(table, columns);
                if (!living.Contains(table) && now != before) lost.Add($"{table}: {now} instead of {before}");
            }
            catch (PostgresException missing) when (missing.SqlState is PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedTable)
            {
                lost.Add($"{table}: {missing.MessageText}");
            }
        }

        return lost;
    }

    private async Task<Sum> SumAsync(string table, string columns)
    {
        await using var command = database.CreateCommand($"SELECT count(*), coalesce(sum(hashtextextended(ROW({columns})::text, 0)::numeric), 0)::text FROM public.{table}");
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return new(reader.GetInt64(0), reader.GetString(1));
    }

    private sealed record Sum(long Rows, string Hash);
}
