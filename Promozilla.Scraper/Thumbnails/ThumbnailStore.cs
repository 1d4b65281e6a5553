using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Promozilla.Media;

namespace Promozilla.Scraper.Thumbnails;

/// <summary>Keeps pictures under the hash of their content: the same picture once, and an object never changes.</summary>
public sealed class ThumbnailStore(IMediaStore media, Vips vips, IOptions<ThumbnailOptions> options)
{
    /// <param name="original">As it came; judged by its content.</param>
    public async Task<KeptPicture> KeepAsync(ReadOnlyMemory<byte> original, CancellationToken cancellationToken)
    {
        if (ImageHeader.Read(original.Span) is not { } header) return new KeptPicture.Refused("not a PNG, JPEG, WebP or GIF");
        if (header.Refusal is { } refusal) return new KeptPicture.Refused(refusal);
        return options.Value.Convert && Vips.IsInstalled ? await KeepSmallAsync(original, cancellationToken) : await KeepOriginalAsync(original, header, cancellationToken);
    }

    private async Task<KeptPicture> KeepSmallAsync(ReadOnlyMemory<byte> original, CancellationToken cancellationToken)
    {
        var large = await vips.ShrinkAsync(original, options.Value.LargeWidth, cancellationToken);
        if (large is null || ImageHeader.Read(large) is not { MediaType: "image/webp" } largeHeader) return new KeptPicture.Refused("the picture can't be converted");
        var hash = Hash(large);
        List<int> widths = [largeHeader.Width];
        if (largeHeader.Width > options.Value.SmallWidth)
        {
            var small = await vips.ShrinkAsync(original, options.Value.SmallWidth, cancellationToken);
            if (small is not null && ImageHeader.Read(small) is { } smallHeader && smallHeader.Width < largeHeader.Width)
            {
                // The small one first: where the large one is, the other is.
                await media.PutAsync(string.Create(CultureInfo.InvariantCulture, $"{hash[..2]}/{hash}-{smallHeader.Width}.webp"), small, cancellationToken);
                widths.Insert(0, smallHeader.Width);
            }
        }

        await media.PutAsync($"{hash[..2]}/{hash}.webp", large, cancellationToken);
        return new KeptPicture.Stored(hash, "image/webp", widths);
    }

    private async Task<KeptPicture> KeepOriginalAsync(ReadOnlyMemory<byte> original, ImageHeader header, CancellationToken cancellationToken)
    {
        if (original.Length > options.Value.MaxBytes) return new KeptPicture.Refused($"{original.Length} bytes are too many without vipsthumbnail");
        var hash = Hash(original.Span);
        await media.PutAsync($"{hash[..2]}/{hash}.{header.Extension}", original, cancellationToken);
        return new KeptPicture.Stored(hash, header.MediaType, [header.Width]);
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

public abstract record KeptPicture
{
    private KeptPicture()
    {
    }

    /// <param name="Hash">Lower-case hex SHA-256 of the widest one, which has no width in its name.</param>
    /// <param name="Widths">Pixels, ascending.</param>
    public sealed record Stored(string Hash, string MediaType, IReadOnlyList<int> Widths) : KeptPicture;

    public sealed record Refused(string Reason) : KeptPicture;
}
