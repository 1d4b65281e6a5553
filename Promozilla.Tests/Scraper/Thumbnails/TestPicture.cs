using System.Buffers.Binary;
using System.IO.Compression;

namespace Promozilla.Tests.Scraper.Thumbnails;

/// <summary>Pictures that tests draw, and headers of pictures that nobody should decode.</summary>
internal static class TestPicture
{
    public static byte[] Png(int width, int height, bool isAnimated = false)
    {
        var pixels = new byte[height * (1 + (width * 3))];
        for (var at = 0; at < pixels.Length; at++) pixels[at] = at % (1 + (width * 3)) == 0 ? (byte)0 : (byte)(at / 7 % 251);
        return Png(width, height, pixels, isAnimated);
    }

    /// <param name="pixels">Rows of a filter byte and three bytes a pixel.</param>
    public static byte[] Png(int width, int height, byte[] pixels, bool isAnimated = false)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(pixels);
        return Png(width, height, isAnimated, packed.ToArray());
    }

    /// <summary>A PNG that says its size and holds no pixels of it.</summary>
    public static byte[] Bomb(int width, int height) => Png(width, height, isAnimated: false, [0x78, 0x9C, 0x03, 0x00, 0, 0, 0, 1]);

    public static byte[] Gif(int frames)
    {
        using var gif = new MemoryStream();
        gif.Write([.. "GIF89a"u8, 2, 0, 2, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
        for (var frame = 0; frame < frames; frame++)
        {
            gif.Write([0x21, 0xF9, 4, 0, 10, 0, 0, 0]);
            gif.Write([0x2C, 0, 0, 0, 0, 2, 0, 2, 0, 0, 2, 3, 0x44, 0x02, 0x05, 0]);
        }

        gif.WriteByte(0x3B);
        return gif.ToArray();
    }

    private static byte[] Png(int width, int height, bool isAnimated, byte[] data)
    {
        using var png = new MemoryStream();
        png.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        Chunk(png, "IHDR"u8, header);
        if (isAnimated) Chunk(png, "acTL"u8, [0, 0, 0, 2, 0, 0, 0, 0]);
        Chunk(png, "IDAT"u8, data);
        Chunk(png, "IEND"u8, []);
        return png.ToArray();
    }

    private static void Chunk(Stream png, ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        png.Write(name);
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc([.. name, .. data]));
        png.Write(number);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) is 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
