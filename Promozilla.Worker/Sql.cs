using Npgsql;
using NpgsqlTypes;

namespace Promozilla.Worker;

/// <summary>Positional parameters with their types, for the set-based statements: arrays unnested, so that one plan serves any count.</summary>
internal static class Sql
{
    public static NpgsqlBatchCommand With(this NpgsqlBatchCommand command, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static NpgsqlCommand With(this NpgsqlCommand command, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public static NpgsqlParameter Value(Guid value) => Typed<Guid>(value, NpgsqlDbType.Uuid);

    public static NpgsqlParameter Value(string value) => Typed<string>(value, NpgsqlDbType.Text);

    public static NpgsqlParameter Value(int value) => Typed<int>(value, NpgsqlDbType.Integer);

    public static NpgsqlParameter Value(long value) => Typed<long>(value, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Value(bool value) => Typed<bool>(value, NpgsqlDbType.Boolean);

    public static NpgsqlParameter Value(DateTimeOffset value) => Typed<DateTime>(value.UtcDateTime, NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Value(DateOnly value) => Typed<DateOnly>(value, NpgsqlDbType.Date);

    public static NpgsqlParameter Value(TimeSpan value) => Typed<TimeSpan>(value, NpgsqlDbType.Interval);

    public static NpgsqlParameter Nullable(string? value) => new() { Value = value is null ? DBNull.Value : value, NpgsqlDbType = NpgsqlDbType.Text };

    public static NpgsqlParameter Nullable(DateTimeOffset? value) =>
        new() { Value = value is null ? DBNull.Value : value.Value.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    public static NpgsqlParameter Nullable(decimal? value) =>
        new() { Value = value is null ? DBNull.Value : value, NpgsqlDbType = NpgsqlDbType.Numeric };

    public static NpgsqlParameter Json(string? value) => new() { Value = value is null ? DBNull.Value : value, NpgsqlDbType = NpgsqlDbType.Jsonb };

    public static NpgsqlParameter Texts<T>(IReadOnlyList<T> rows, Func<T, string?> column) => Array(rows, column, NpgsqlDbType.Text);

    public static NpgsqlParameter Longs<T>(IReadOnlyList<T> rows, Func<T, long> column) => Array(rows, column, NpgsqlDbType.Bigint);

    public static NpgsqlParameter MaybeLongs<T>(IReadOnlyList<T> rows, Func<T, long?> column) => Array(rows, column, NpgsqlDbType.Bigint);

    public static NpgsqlParameter Ints<T>(IReadOnlyList<T> rows, Func<T, int> column) => Array(rows, column, NpgsqlDbType.Integer);

    public static NpgsqlParameter Uuids<T>(IReadOnlyList<T> rows, Func<T, Guid> column) => Array(rows, column, NpgsqlDbType.Uuid);

    public static NpgsqlParameter Decimals<T>(IReadOnlyList<T> rows, Func<T, decimal?> column) => Array(rows, column, NpgsqlDbType.Numeric);

    public static NpgsqlParameter Times<T>(IReadOnlyList<T> rows, Func<T, DateTimeOffset?> column) =>
        Array(rows, row => column(row)?.UtcDateTime, NpgsqlDbType.TimestampTz);

    public static NpgsqlParameter Array<T, TValue>(IReadOnlyList<T> rows, Func<T, TValue> column, NpgsqlDbType type)
    {
        var values = new TValue[rows.Count];
        for (var row = 0; row < values.Length; row++)
        {
            values[row] = column(rows[row]);
        }

        return Typed<TValue[]>(values, NpgsqlDbType.Array | type);
    }

    /// <summary>The first column of every row.</summary>
    public static async Task<List<Guid>> ReadUuidsAsync(this NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(reader.GetGuid(0));
        }

        return ids;
    }

    /// <summary>What a column holds, null for SQL's null.</summary>
    public static T? Get<T>(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? default : reader.GetFieldValue<T>(column);

    private static NpgsqlParameter<T> Typed<T>(T value, NpgsqlDbType type) => new() { TypedValue = value, NpgsqlDbType = type };
}
