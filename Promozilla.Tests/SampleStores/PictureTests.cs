using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Promozilla.SampleStores.Pictures;
using Promozilla.SampleStores.Shelves;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.SampleStores;

public sealed class PictureTests
{
    private static readonly StoreShelves Shelves = new(2026);
    private static readonly PictureShelf Pictures = new(Shelves);

    [Fact]
    public void A_game_has_a_tall_cover_and_hardware_a_square_one()
    {
        var game = Read(Pictures.Draw(Shelves.Products.First(p => p.Kind == ProductKind.Game)));
        var console = Read(Pictures.Draw(Shelves.Products.First(p => p.Kind == ProductKind.Console)));
        Assert.Equal((400, 560), (game.Width, game.Height));
        Assert.Equal((480, 480), (console.Width, console.Height));
    }

    [Fact]
    public void Every_sort_of_drawing_is_a_whole_png_that_is_not_one_flat_colour()
    {
        foreach (var product in Shelves.Products.GroupBy(p => p.Drawing).Select(g => g.First()))
        {
            var png = Read(Pictures.Draw(product));
            Assert.Equal(png.Height * ((png.Width * 3) + 1), png.Raw.Length);
            Assert.True(png.Raw.Distinct().Count() > 20, product.Key);
        }
    }

    [Fact]
    public void Rows_come_back_as_they_were_put_in()
    {
        byte[] rgb = [10, 20, 30, 250, 5, 31, 0, 255, 1, 2, 3, 4];
        var png = Read(PngEncoder.Encode(rgb, 2, 2));
        Assert.Equal([1, 10, 20, 30, 240, 241, 1, 1, 0, 255, 1, 2, 4, 3], png.Raw);
    }

    [Fact]
    public void The_same_product_gets_the_same_picture() =>
        Assert.Equal(Pictures.Draw(Shelves.Products[0]), new PictureShelf(Shelves).Draw(Shelves.Products[0]));

    private static (int Width, int Height, byte[] Raw) Read(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        var (width, height, raw, names) = (0, 0, Array.Empty<byte>(), new List<string>());
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var body = png.AsSpan(at + 4, length + 4);
            Assert.Equal(Crc(body), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            names.Add(Encoding.ASCII.GetString(body[..4]));
            if (names[^1] == "IHDR")
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(body[4..]), BinaryPrimitives.ReadInt32BigEndian(body[8..]));
            if (names[^1] == "IDAT")
            {
                using var zlib = new ZLibStream(new MemoryStream(body[4..].ToArray()), CompressionMode.Decompress);
                using var all = new MemoryStream();
                zlib.CopyTo(all);
                raw = all.ToArray();
            }

            at += length + 12;
        }

        Assert.Equal(["IHDR", "IDAT", "IEND"], names);
        return (width, height, raw);
    }

    // Bit by bit, apart from the encoder's table.
    private static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var b in data)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
