using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Promozilla.Data;
using Promozilla.Media;

namespace Promozilla.Worker.Backups;

/// <summary>What a restore came to; <paramref name="Refusal"/>: nothing was changed, and why.</summary>
/// <param name="HeldMails">Mails that waited when the backup was made: they may have gone out since, so they are not sent again.</param>
/// <param name="PutAside">The name that the database that stood there has now.</param>
public sealed record RestoreOutcome(string? Refusal, BackupManifest? Manifest = null, int HeldMails = 0, string? PutAside = null);

/// <summary>
/// Puts a backup in the database's place, all of it or nothing: it is restored into a database of its own and compared with the manifest's sums; then the
/// two change names in one transaction.
/// </summary>
public sealed class DatabaseRestore(
    PostgresPrograms programs, IDbContextFactory<PromozillaDbContext> contexts, IMediaStore media, TimeProvider clock)
{
    private const string CountTables = """
        SELECT count(*) FROM pg_class class JOIN pg_namespace space ON space.oid = class.relnamespace
        WHERE class.relkind IN ('r', 'p') AND space.nspname NOT IN ('pg_catalog', 'information_schema') AND space.nspname NOT LIKE 'pg\_%'
        """;

    private const string HoldMails = """
        UPDATE outgoing_mails SET status = 'unknown', leased_until = NULL, last_error = 'waited when the backup was made that was restored'
        WHERE status IN ('pending', 'sending')
        """;

    public async Task<RestoreOutcome> RestoreAsync(string file, bool force, bool sendWaiting, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("promozilla-restore-");
        try
        {
            var dump = Path.Combine(folder.FullName, BackupManifest.DumpName);
            var (manifest, wrong) = await BackupFile.CheckAsync(file, dump, cancellationToken);
            if (manifest is null) return new RestoreOutcome(wrong);
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            return context.Database.GetMigrations().Contains(manifest.Schema)
                ? await RestoreAsync(file, dump, manifest, force, sendWaiting, cancellationToken)
                : new RestoreOutcome($"{file} was made by a newer version ({manifest.Version}, schema {manifest.Schema}): restore it with that one.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<RestoreOutcome> RestoreAsync(string file, string dump, BackupManifest manifest, bool force, bool sendWaiting, CancellationToken cancellationToken)
    {
        var target = programs.Address.Database!;
        await using var server = await OpenAsync("postgres", cancellationToken);
        var exists = await CountAsync(server, "SELECT count(*) FROM pg_database WHERE datname = $1", target, cancellationToken) > 0;
        var tables = exists ? await CountTablesAsync(target, cancellationToken) : 0;
        if (tables > 0 && !force)
        {
            return new RestoreOutcome($"The database {target} isn't empty ({tables} tables). With --force it is put aside under another name and the backup takes its place.");
        }

        if (await SessionsAsync(server, target, cancellationToken) is { } inUse) return inUse;
        var stamp = clock.GetUtcNow().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var (fresh, aside) = ($"{target}_restored_{stamp}", $"{target}_before_{stamp}");
        await ExecuteAsync(server, $"CREATE DATABASE {Quoted(fresh)} TEMPLATE template0 ENCODING 'UTF8'", cancellationToken);
        try
        {
            await programs.RestoreAsync(dump, fresh, cancellationToken);
            var (differences, held) = await CompareAsync(fresh, manifest, sendWaiting, cancellationToken);
            if (differences.Count > 0)
            {
                await DropAsync(server, fresh);
                return new RestoreOutcome($"What was restored isn't what was backed up: {string.Join("; ", differences)}.");
            }

            // Objects have the names of their contents: more of them than the database knows does no harm, should this be cut off.
            await BackupFile.RestoreMediaAsync(file, media, cancellationToken);
            if (await SessionsAsync(server, target, cancellationToken) is { } usedSince)
            {
                await DropAsync(server, fresh);
                return usedSince;
            }

            await SwitchAsync(server, exists ? (target, aside) : null, (fresh, target), cancellationToken);
            if (exists && tables == 0) await DropAsync(server, aside);
            return new RestoreOutcome(null, manifest, held, tables > 0 ? aside : null);
        }
        catch
        {
            await DropAsync(server, fresh);
            throw;
        }
    }

    private async Task<(IReadOnlyList<string> Differences, int Held)> CompareAsync(string fresh, BackupManifest manifest, bool sendWaiting, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(fresh, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var differences = TableSums.Differences(manifest.Tables, await TableSums.ReadAsync(connection, cancellationToken));
        var held = 0;
        if (differences.Count == 0 && !sendWaiting)
        {
            await using var hold = new NpgsqlCommand(HoldMails, connection);
            held = await hold.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return (differences, held);
    }

    private static async Task SwitchAsync(NpgsqlConnection server, (string From, string To)? away, (string From, string To) into, CancellationToken cancellationToken)
    {
        await using var transaction = await server.BeginTransactionAsync(cancellationToken);
        if (away is { } old) await ExecuteAsync(server, $"ALTER DATABASE {Quoted(old.From)} RENAME TO {Quoted(old.To)}", cancellationToken);
        await ExecuteAsync(server, $"ALTER DATABASE {Quoted(into.From)} RENAME TO {Quoted(into.To)}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>A session that has just ended, our own too, is listed a moment longer: several looks.</summary>
    private async Task<RestoreOutcome?> SessionsAsync(NpgsqlConnection server, string target, CancellationToken cancellationToken)
    {
        var sessions = 1L;
        for (var looks = 0; looks < 20 && sessions > 0; looks++)
        {
            if (looks > 0) await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancellationToken);
            sessions = await CountAsync(server, "SELECT count(*) FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'", target, cancellationToken);
        }

        return sessions == 0 ? null : new RestoreOutcome($"The database {target} is in use ({sessions} sessions): stop the worker and the site first.");
    }

    private async Task<long> CountTablesAsync(string name, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(name, cancellationToken);
        await using var command = new NpgsqlCommand(CountTables, connection);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<NpgsqlConnection> OpenAsync(string name, CancellationToken cancellationToken)
    {
        // Without a pool: a connection that lingers in one would keep the database from changing its name.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(programs.Address.ConnectionString) { Database = name, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task<long> CountAsync(NpgsqlConnection server, string sql, string name, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, server) { Parameters = { new() { Value = name } } };
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection server, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, server);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Whatever became of the wish that was cut off, nothing half done stays behind.</summary>
    private static Task DropAsync(NpgsqlConnection server, string name) =>
        ExecuteAsync(server, $"DROP DATABASE IF EXISTS {Quoted(name)} WITH (FORCE)", CancellationToken.None);

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
