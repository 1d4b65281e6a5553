using System.Buffers.Binary;
using System.IO.Compression;

namespace Promozilla.Web.Cards;

/// <summary>Reads a PNG of 8 bits a channel that is not interlaced, as pictures are kept; any other is no picture to it, however broken.</summary>
public static class PngReader
{
    private const int MostWide = 2048;

    public static Picture? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < 33 || !file[..8].SequenceEqual((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) || !file[12..16].SequenceEqual("IHDR"u8))
        {
            return null;
        }

        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(file[16..]), BinaryPrimitives.ReadInt32BigEndian(file[20..]));
        var channels = file[25] switch { 0 => 1, 2 => 3, 3 => 1, 4 => 2, 6 => 4, _ => 0 };
        if (width is < 1 or > MostWide || height is < 1 or > MostWide || file[24] is not 8 || channels is 0 || file[28] is not 0)
        {
            return null;
        }

        using var data = new MemoryStream();
        ReadOnlySpan<byte> palette = [], clear = [];
        for (var at = 33; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            if (length < 0 || length > file.Length - at - 12)
            {
                return null;
            }

            var name = file.Slice(at + 4, 4);
            var content = file.Slice(at + 8, length);
            if (name.SequenceEqual("IDAT"u8)) data.Write(content);
            if (name.SequenceEqual("PLTE"u8)) palette = content;
            if (name.SequenceEqual("tRNS"u8)) clear = content;
            at += length + 12;
        }

        data.Position = 0;
        return Unpack(data, width * channels, height, channels) is { } rows ? new Picture(width, height, Colours(rows, file[25], channels, palette, clear)) : null;
    }

    /// <summary>Null where it holds fewer rows than it says.</summary>
    private static byte[]? Unpack(Stream data, int stride, int height, int channels)
    {
        var (rows, line) = (new byte[stride * height], new byte[stride + 1]);
        try
        {
            using var zlib = new ZLibStream(data, CompressionMode.Decompress);
            for (var y = 0; y < height; y++)
            {
                zlib.ReadExactly(line);
                Unfilter(line, rows.AsSpan(y * stride, stride), y is 0 ? [] : rows.AsSpan((y - 1) * stride, stride), channels);
            }

            return rows;
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException)
        {
            return null;
        }
    }

    private static void Unfilter(byte[] line, Span<byte> row, ReadOnlySpan<byte> above, int channels)
    {
        for (var x = 0; x < row.Length; x++)
        {
            int left = x < channels ? 0 : row[x - channels], up = above.IsEmpty ? 0 : above[x], corner = above.IsEmpty || x < channels ? 0 : above[x - channels];
            row[x] = (byte)(line[x + 1] + line[0] switch
            {
                1 => left,
                2 => up,
                3 => (left + up) / 2,
                4 => Nearest(left, up, corner),
                _ => 0,
            });
        }
    }

    private static int Nearest(int left, int up, int corner)
    {
        var (byLeft, byUp, byCorner) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - (2 * corner)));
        return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
    }

    private static byte[] Colours(byte[] rows, byte type, int channels, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> clear)
    {
        var pixels = new byte[rows.Length / channels * 4];
        for (var (from, to) = (0, 0); from < rows.Length; (from, to) = (from + channels, to + 4))
        {
            var value = rows[from];
            (pixels[to], pixels[to + 1], pixels[to + 2], pixels[to + 3]) = type switch
            {
                0 => (value, value, value, (byte)255),
                2 => (value, rows[from + 1], rows[from + 2], (byte)255),
                3 when (value * 3) + 2 < palette.Length =>
                    (palette[value * 3], palette[(value * 3) + 1], palette[(value * 3) + 2], value < clear.Length ? clear[value] : (byte)255),
                4 => (value, value, value, rows[from + 1]),
                6 => (value, rows[from + 1], rows[from + 2], rows[from + 3]),
                _ => ((byte)0, (byte)0, (byte)0, (byte)0),
            };
        }

        return pixels;
    }
}
