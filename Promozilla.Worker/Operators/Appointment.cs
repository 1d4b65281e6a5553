using Npgsql;
using Promozilla.Data.Operators;

namespace Promozilla.Worker.Operators;

/// <summary>Gives an account a role of operators and takes it away. Either signs the account out everywhere: what it may do is said in its cookies.</summary>
public sealed class Appointment(NpgsqlDataSource database, TimeProvider clock)
{
    private const string Roles = """
        INSERT INTO roles (id, name, normalized_name, concurrency_stamp)
        SELECT gen_random_uuid(), role, upper(role), gen_random_uuid()::text FROM unnest($1) role
        ON CONFLICT (normalized_name) DO NOTHING
        """;

    private const string Person = "SELECT id, email_confirmed FROM users WHERE normalized_email = upper($1) FOR UPDATE";

    private const string Give = """
        INSERT INTO user_roles (user_id, role_id) SELECT $1, id FROM roles WHERE normalized_name = upper($2) ON CONFLICT DO NOTHING
        """;

    private const string Take = "DELETE FROM user_roles WHERE user_id = $1";

    private const string SignOut = "UPDATE users SET security_stamp = upper(replace(gen_random_uuid()::text, '-', '')) WHERE id = $1";

    private const string Audit = """
        INSERT INTO audit_entries (at, operator, action, subject, details) VALUES ($1, NULL, $2, 'people/' || $3::text, jsonb_build_object('role', $4::text))
        """;

    /// <param name="role">A word of <see cref="OperatorRoles"/>, the only one afterwards; null: none any more.</param>
    /// <returns>Why not; null: done.</returns>
    public async Task<string?> AppointAsync(string address, string? role, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var person = new NpgsqlCommand(Person, connection, transaction).With(Sql.Value(address.Trim()));
        Guid id;
        await using (var reader = await person.ExecuteReaderAsync(cancellationToken))
        {
            if (!await reader.ReadAsync(cancellationToken)) return $"There is no account with the address {address}: open one on the site, confirm it, and say this again.";
            if (!reader.GetBoolean(1) && role is not null) return $"{address} is not confirmed yet: follow the link in its mail, and say this again.";
            id = reader.GetGuid(0);
        }

        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Roles).With(Sql.Texts(OperatorRoles.All, name => name)));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Take).With(Sql.Value(id)));
        if (role is not null) batch.BatchCommands.Add(new NpgsqlBatchCommand(Give).With(Sql.Value(id), Sql.Value(role)));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(SignOut).With(Sql.Value(id)));
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Audit).With(
            Sql.Value(clock.GetUtcNow()), Sql.Value(role is null ? "people.dismiss" : "people.appoint"), Sql.Value(id), Sql.Nullable(role)));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return null;
    }
}
