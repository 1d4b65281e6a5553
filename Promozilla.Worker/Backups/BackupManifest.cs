using System.Text.Json;

namespace Promozilla.Worker.Backups;

/// <summary>
/// What a backup holds, written last: a file that was cut off has none. A backup is a tar of <see cref="Database"/> (pg_dump's custom format), the media
/// objects under media/, this, and the SHA-256 of this.
/// </summary>
/// <param name="Format">Of the backup itself.</param>
/// <param name="Schema">The last migration of the database.</param>
/// <param name="Version">Of the program that made it.</param>
/// <param name="Tables">By "schema.table": rows and a sum over them, of the very snapshot that was dumped.</param>
public sealed record BackupManifest(
    int Format, DateTimeOffset CreatedAt, string Schema, string Version, string Server,
    BackupPart Database, IReadOnlyList<BackupPart> Media, IReadOnlyDictionary<string, TableSum> Tables)
{
    public const int CurrentFormat = 1;
    public const string FileName = "manifest.json";
    public const string SumName = "manifest.sha256";
    public const string DumpName = "database.dump";
    public const string MediaFolder = "media/";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    public static BackupManifest? Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<BackupManifest>(json, Json);
}

/// <param name="Sha256">Lower-case hex.</param>
public sealed record BackupPart(string Name, long Bytes, string Sha256);

/// <param name="Sum">Of a 64-bit hash of each row as text: the same rows in any order have the same sum.</param>
public sealed record TableSum(long Rows, string Sum);
