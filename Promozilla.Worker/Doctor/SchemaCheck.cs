using Microsoft.EntityFrameworkCore;
using Npgsql;
using Promozilla.Data;
using Promozilla.ServiceDefaults.Doctor;
using Promozilla.Worker.Start;

namespace Promozilla.Worker.Doctor;

/// <summary>Whether the database is one that this version can live on: its version, its extensions, what is still to be migrated.</summary>
internal sealed class SchemaCheck(NpgsqlDataSource database, IDbContextFactory<PromozillaDbContext> contexts) : IDoctorCheck
{
    private const int OldestServer = 14;

    private const string Extensions = """
        SELECT wanted FROM unnest(ARRAY['pg_trgm', 'unaccent']) wanted WHERE wanted NOT IN (SELECT name FROM pg_available_extensions)
        """;

    public string Name => "schema";

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (connection.PostgreSqlVersion.Major < OldestServer) return Finding.Wrong($"PostgreSQL {connection.PostgreSqlVersion} is too old: {OldestServer} or newer is needed.");
        await using var command = new NpgsqlCommand(Extensions, connection);
        if (await command.ExecuteScalarAsync(cancellationToken) is string extension)
        {
            return Finding.Wrong($"the server offers no extension {extension}: install PostgreSQL's contrib package, or allow it (azure.extensions on Azure).");
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var applied = (await db.Database.GetAppliedMigrationsAsync(cancellationToken)).ToList();
        var known = db.Database.GetMigrations().ToList();
        if (SchemaMigration.WhyNot(applied, known) is { } reason) return Finding.Wrong(reason);
        var waits = known.Except(applied).Count();
        // What stands before the first known one is in it.
        var newer = applied.Except(known).Count(migration => string.CompareOrdinal(migration, known[0]) > 0);
        return (waits, newer) switch
        {
            (0, 0) => Finding.Ok($"PostgreSQL {connection.PostgreSqlVersion}, this version's schema"),
            (0, _) => Finding.Poor($"PostgreSQL {connection.PostgreSqlVersion}; the schema is of a newer version: {newer} migrations that this one doesn't know"),
            _ => Finding.Poor($"PostgreSQL {connection.PostgreSqlVersion}; {waits} migrations wait for the worker's next start"),
        };
    }
}
