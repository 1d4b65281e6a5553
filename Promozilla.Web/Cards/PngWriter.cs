using System.Buffers.Binary;
using System.IO.Compression;

namespace Promozilla.Web.Cards;

/// <summary>Truecolour PNG, 8 bits a channel, each row as what differs from its left neighbour: flat ground shrinks to nothing.</summary>
public static class PngWriter
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(number => Rest((uint)number))];

    public static byte[] Write(Canvas canvas)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, canvas.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), canvas.Height);
        (header[8], header[9]) = (8, 2);
        Chunk(png, "IHDR"u8, header);
        Chunk(png, "IDAT"u8, Packed(canvas));
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static byte[] Packed(Canvas canvas)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var row = new byte[1 + (canvas.Width * 3)];
            for (var y = 0; y < canvas.Height; y++)
            {
                var pixels = canvas.Pixels.Slice(y * canvas.Width * 3, canvas.Width * 3);
                row[0] = 1;
                for (var at = 0; at < pixels.Length; at++)
                {
                    row[at + 1] = (byte)(pixels[at] - (at < 3 ? 0 : pixels[at - 3]));
                }

                zlib.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream png, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> word = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(word, data.Length);
        png.Write(word);
        png.Write(name);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(word, ~Check(Check(uint.MaxValue, name), data));
        png.Write(word);
    }

    private static uint Check(uint sum, ReadOnlySpan<byte> data)
    {
        foreach (var one in data)
        {
            sum = Table[(sum ^ one) & 0xFF] ^ (sum >> 8);
        }

        return sum;
    }

    private static uint Rest(uint number)
    {
        for (var bit = 0; bit < 8; bit++)
        {
            number = (number & 1) is 1 ? 0xEDB88320 ^ (number >> 1) : number >> 1;
        }

        return number;
    }
}
