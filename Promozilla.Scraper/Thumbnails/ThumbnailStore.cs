using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Promozilla.Scraper.Thumbnails;

/// <summary>Keeps pictures under the hash of their content: the same picture once, and a file never changes.</summary>
public sealed class ThumbnailStore(IOptions<MediaOptions> options, Vips vips)
{
    /// <returns>Lower-case hex SHA-256 and media type of what is kept.</returns>
    public async Task<(string Hash, string MediaType)> KeepAsync(byte[] original, ImageHeader header, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(options.Value.Directory, "incoming");
        Directory.CreateDirectory(folder);
        var incoming = Path.Combine(folder, $"{Guid.CreateVersion7():N}.{header.Extension}");
        try
        {
            await File.WriteAllBytesAsync(incoming, original, cancellationToken);
            var small = await vips.ShrinkAsync(incoming, cancellationToken);
            var (bytes, extension, type) = small is null ? (original, header.Extension, header.MediaType) : (small, "webp", "image/webp");
            if (small is not null) await File.WriteAllBytesAsync(incoming, small, cancellationToken);
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            var target = Path.Combine(options.Value.Directory, hash[..2], $"{hash}.{extension}");
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (!File.Exists(target)) File.Move(incoming, target, overwrite: true);
            return (hash, type);
        }
        finally
        {
            File.Delete(incoming);
        }
    }
}
