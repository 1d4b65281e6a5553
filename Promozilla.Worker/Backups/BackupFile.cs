using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Promozilla.Media;

namespace Promozilla.Worker.Backups;

/// <summary>Reads a backup. Nothing of it is used before all of it was compared with its manifest.</summary>
internal static class BackupFile
{
    /// <param name="dump">Where the database's dump is laid on the way.</param>
    /// <returns>The manifest, or what is wrong with the file.</returns>
    public static async Task<(BackupManifest? Manifest, string? Wrong)> CheckAsync(string file, string dump, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, BackupPart>(StringComparer.Ordinal);
        BackupManifest? manifest = null;
        var (sum, manifestSum) = ("", "");
        try
        {
            await using var stream = File.OpenRead(file);
            await using var tar = new TarReader(stream);
            while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
            {
                if (entry.Name == BackupManifest.FileName)
                {
                    var json = await ReadAsync(entry, cancellationToken);
                    (manifest, manifestSum) = (BackupManifest.Read(json), Convert.ToHexStringLower(SHA256.HashData(json)));
                }
                else if (entry.Name == BackupManifest.SumName) sum = Encoding.ASCII.GetString(await ReadAsync(entry, cancellationToken));
                else found[entry.Name] = await HashAsync(entry, entry.Name == BackupManifest.DumpName ? dump : null, cancellationToken);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or FormatException or JsonException)
        {
            return (null, $"{file} is no whole backup: {broken.Message}");
        }

        if (manifest is null || sum.Length == 0) return (null, $"{file} is no whole backup: it was cut off.");
        if (sum != manifestSum) return (null, $"{file} is damaged: {BackupManifest.FileName} isn't what was written.");
        if (manifest.Format != BackupManifest.CurrentFormat) return (null, $"{file} is a backup of format {manifest.Format}; this program knows {BackupManifest.CurrentFormat}.");
        var named = manifest.Media.Select(part => part with { Name = BackupManifest.MediaFolder + part.Name }).Append(manifest.Database).ToDictionary(part => part.Name);
        var wrong = named.Keys.Union(found.Keys).FirstOrDefault(name => named.GetValueOrDefault(name) != found.GetValueOrDefault(name));
        return wrong is null ? (manifest, null) : (null, $"{file} is damaged: {wrong} isn't what the manifest says.");
    }

    public static async Task<int> RestoreMediaAsync(string file, IMediaStore media, CancellationToken cancellationToken)
    {
        var count = 0;
        await using var stream = File.OpenRead(file);
        await using var tar = new TarReader(stream);
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (!entry.Name.StartsWith(BackupManifest.MediaFolder, StringComparison.Ordinal)) continue;
            var content = await ReadAsync(entry, cancellationToken);
            await media.PutAsync(entry.Name[BackupManifest.MediaFolder.Length..], content, cancellationToken);
            count++;
        }

        return count;
    }

    private static async Task<byte[]> ReadAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        var content = new byte[entry.Length];
        if (entry.DataStream is { } data) await data.ReadExactlyAsync(content, cancellationToken);
        return content;
    }

    private static async Task<BackupPart> HashAsync(TarEntry entry, string? copy, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var target = copy is null ? Stream.Null : PrivateFile.Create(copy);
        var buffer = new byte[128 * 1024];
        var length = 0L;
        for (int read; entry.DataStream is { } data && (read = await data.ReadAsync(buffer, cancellationToken)) > 0; length += read)
        {
            hash.AppendData(buffer, 0, read);
            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return new BackupPart(entry.Name, length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
