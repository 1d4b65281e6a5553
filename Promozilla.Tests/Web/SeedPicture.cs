using System.Security.Cryptography;
using Promozilla.Tests.Scraper.Thumbnails;

namespace Promozilla.Tests.Web;

/// <summary>A drawn box cover as a PNG in the media store's layout: a sky, a sun and hills in colours of its own.</summary>
internal static class SeedPicture
{
    private const int Width = 200, Height = 240;

    public static string Write(string directory, int index)
    {
        var png = Png(index);
        var hash = Convert.ToHexStringLower(SHA256.HashData(png));
        Directory.CreateDirectory(Path.Combine(directory, hash[..2]));
        File.WriteAllBytes(Path.Combine(directory, hash[..2], $"{hash}.png"), png);
        return hash;
    }

    private static byte[] Png(int index)
    {
        var pixels = new byte[Height * (1 + (Width * 3))];
        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var (red, green, blue) = Colour(index, x, y);
                var at = (y * (1 + (Width * 3))) + 1 + (x * 3);
                (pixels[at], pixels[at + 1], pixels[at + 2]) = (red, green, blue);
            }
        }

        return TestPicture.Png(Width, Height, pixels);
    }

    private static (byte Red, byte Green, byte Blue) Colour(int index, int x, int y)
    {
        var hue = index * 47 % 360;
        var sun = Math.Pow(x - 60 - (index * 13 % 90), 2) + Math.Pow(y - 80, 2) < 1100;
        var hill = y > 150 + (30 * Math.Sin((x + (index * 31)) / 28.0));
        var near = y > 190 + (18 * Math.Sin((x + (index * 17)) / 19.0));
        return y < 26 ? ((byte)214, (byte)24, (byte)38)
            : near ? Shade(hue + 200, 0.35)
            : hill ? Shade(hue + 160, 0.55)
            : sun ? ((byte)255, (byte)236, (byte)190)
            : Shade(hue, 0.95 - (y / 600.0));
    }

    private static (byte Red, byte Green, byte Blue) Shade(int hue, double light)
    {
        return (Part(0), Part(120), Part(240));

        byte Part(int shift) => (byte)(255 * light * (0.62 + (0.38 * Math.Cos((hue - shift) * Math.PI / 180))));
    }
}
