using System.Data;
using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Npgsql;
using Promozilla.Media;
using Promozilla.ServiceDefaults;

namespace Promozilla.Worker.Backups;

/// <summary>Writes a backup: dump, counts and sums are of one snapshot of the database, so that a restore can be compared with them.</summary>
public sealed class BackupWriter(
    NpgsqlDataSource database, PostgresPrograms programs, IMediaStore media, IOptions<BackupOptions> options, TimeProvider clock)
{
    private const int LargestObject = 64 * 1024 * 1024;
    private const string LastMigration = """SELECT "MigrationId" FROM "__EFMigrationsHistory" ORDER BY "MigrationId" DESC LIMIT 1""";

    /// <summary>Appears under its name when it is whole; until then it is a .part.</summary>
    public async Task<BackupManifest> WriteAsync(string file, CancellationToken cancellationToken)
    {
        var (part, dump) = ($"{file}.part", $"{file}.dump.part");
        try
        {
            // It is there, and its owner's alone, before pg_dump writes to it.
            await PrivateFile.Create(dump).DisposeAsync();
            var manifest = await DumpAsync(dump, cancellationToken);
            await using (var target = PrivateFile.Create(part))
            {
                manifest = await PackAsync(manifest, dump, target, cancellationToken);
                target.Flush(flushToDisk: true);
            }

            File.Move(part, file, overwrite: true);
            return manifest;
        }
        finally
        {
            File.Delete(dump);
            File.Delete(part);
        }
    }

    private async Task<BackupManifest> DumpAsync(string dump, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        var name = await ValueAsync(connection, "SELECT pg_export_snapshot()", cancellationToken);
        await programs.DumpAsync(dump, name, cancellationToken);
        return new BackupManifest(
            BackupManifest.CurrentFormat,
            clock.GetUtcNow(),
            await ValueAsync(connection, LastMigration, cancellationToken),
            ProgramVersion.Current.ToString(),
            connection.PostgreSqlVersion.ToString(),
            await HashAsync(dump, cancellationToken),
            [],
            await TableSums.ReadAsync(connection, cancellationToken));
    }

    private async Task<BackupManifest> PackAsync(BackupManifest manifest, string dump, FileStream target, CancellationToken cancellationToken)
    {
        await using var tar = new TarWriter(target, TarEntryFormat.Pax, leaveOpen: true);
        await tar.WriteEntryAsync(dump, BackupManifest.DumpName, cancellationToken);
        var parts = new List<BackupPart>();
        if (options.Value.Media)
        {
            await foreach (var entry in media.ListAsync("", cancellationToken))
            {
                // Of a night's pages, for whoever judges its prices: many, and gone in some days.
                if (entry.Key.Split('/') is ["pages", _, "read", _]) continue;
                // Gone since it was listed: the archive's old pages go at any time.
                await using var found = await media.GetAsync(entry.Key, cancellationToken);
                if (found is null) continue;
                var content = await found.ReadAsync(LargestObject, cancellationToken);
                await WriteAsync(tar, BackupManifest.MediaFolder + entry.Key, content, cancellationToken);
                parts.Add(new BackupPart(entry.Key, content.Length, Convert.ToHexStringLower(SHA256.HashData(content))));
            }
        }

        var whole = manifest with { Media = parts };
        var bytes = whole.ToBytes();
        await WriteAsync(tar, BackupManifest.FileName, bytes, cancellationToken);
        await WriteAsync(tar, BackupManifest.SumName, Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes))), cancellationToken);
        return whole;
    }

    private static async Task WriteAsync(TarWriter tar, string name, byte[] content, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content, writable: false);
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = stream }, cancellationToken);
    }

    private static async Task<BackupPart> HashAsync(string dump, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(dump);
        return new BackupPart(BackupManifest.DumpName, stream.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken)));
    }

    private static async Task<string> ValueAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (string?)await command.ExecuteScalarAsync(cancellationToken) ?? "";
    }
}
