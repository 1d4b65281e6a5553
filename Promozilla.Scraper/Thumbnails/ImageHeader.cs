using System.Buffers.Binary;

namespace Promozilla.Scraper.Thumbnails;

/// <summary>What a picture is, by its first bytes and never by what the server calls it. SVG and everything else active is no picture.</summary>
public sealed record ImageHeader(string MediaType, string Extension, int Width, int Height, bool IsAnimated = false)
{
    private const int MostPixels = 40_000_000;
    private const int LongestSide = 16_000;

    /// <summary>Why nobody should decode it; null when it may be.</summary>
    public string? Refusal => IsAnimated ? "animated"
        : Width > LongestSide || Height > LongestSide || (long)Width * Height > MostPixels ? $"{Width} x {Height} pixels are too many"
        : null;

    public static ImageHeader? Read(ReadOnlySpan<byte> bytes)
    {
        var header = Png(bytes) ?? Gif(bytes) ?? WebP(bytes) ?? Jpeg(bytes);
        return header is { Width: > 0, Height: > 0 } ? header : null;
    }

    private static ImageHeader? Png(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 33 || !bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) || !bytes[12..].StartsWith("IHDR"u8)) return null;
        var isAnimated = false;
        for (long at = 8; at + 8 <= bytes.Length;)
        {
            var name = bytes.Slice((int)at + 4, 4);
            if (name.SequenceEqual("IDAT"u8)) break;
            isAnimated |= name.SequenceEqual("acTL"u8);
            at += 12 + (long)BinaryPrimitives.ReadUInt32BigEndian(bytes[(int)at..]);
        }

        return new("image/png", "png", BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]), isAnimated);
    }

    private static ImageHeader? Gif(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 13 && (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8))
            ? new("image/gif", "gif", BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]), GifFrames.AreSeveral(bytes)) : null;

    private static ImageHeader? WebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30 || !bytes.StartsWith("RIFF"u8) || !bytes[8..].StartsWith("WEBP"u8)) return null;
        var kind = bytes.Slice(12, 4);
        if (kind.SequenceEqual("VP8X"u8))
            return new("image/webp", "webp", 1 + (bytes[24] | bytes[25] << 8 | bytes[26] << 16), 1 + (bytes[27] | bytes[28] << 8 | bytes[29] << 16), (bytes[20] & 2) != 0);
        if (kind.SequenceEqual("VP8 "u8)) return new("image/webp", "webp", BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFF);
        if (!kind.SequenceEqual("VP8L"u8)) return null;
        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]);
        return new("image/webp", "webp", (int)(size & 0x3FFF) + 1, (int)(size >> 14 & 0x3FFF) + 1);
    }

    private static ImageHeader? Jpeg(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes[0] != 0xFF || bytes[1] != 0xD8) return null;
        for (var at = 2; at + 9 < bytes.Length;)
        {
            if (bytes[at] != 0xFF) return null;
            var marker = bytes[at + 1];
            if (marker is 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
                return new("image/jpeg", "jpg", BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }
}
