using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Products;
using Promozilla.ServiceDefaults;

namespace Promozilla.SampleStores.Pictures;

/// <summary>The front of a game's box: a gradient and a motif that follow from the title, so that every edition looks of a family.</summary>
public static class Covers
{
    private const int Width = 400;
    private const int Height = 560;
    private const int Band = 46;

    private static readonly (int Top, int Bottom, int Bright)[] Palettes =
    [
        (0x1B2A6B, 0x6C3FA8, 0xFFC857), (0x0B486B, 0x3BB3A0, 0xF9F871), (0x7A1E48, 0xE8644A, 0xFFD9A0), (0x123524, 0x4C9F5A, 0xF2E29B),
        (0x2D1E4F, 0xB0427F, 0x7FE7DC), (0x0F2027, 0x3A7BD5, 0xFFFFFF), (0x4A1C0D, 0xD98324, 0xFFF1C1), (0x16222A, 0x5A7D9A, 0xFF8A5B),
        (0x3C1053, 0xAD5389, 0xFFD166), (0x004D61, 0x00A6A6, 0xEFCA08), (0x5C0029, 0xD7263D, 0xF5D0C5), (0x1F3B08, 0x9CB832, 0xFFF7AE),
    ];

    public static byte[] Draw(Product product)
    {
        var luck = Chance.Of(7, product.Title);
        var palette = Palettes[luck.With(1).Below(Palettes.Length)];
        var (top, bottom, bright) = (Colour.Hex(palette.Top), Colour.Hex(palette.Bottom), Colour.Hex(palette.Bright));
        var canvas = new Canvas(Width, Height);
        canvas.Gradient(top, bottom);
        Motifs.Draw(canvas, luck.With(2), top, bright);
        Title(canvas, product, top);
        PlatformBand(canvas, product);
        if (product.Edition is { } edition)
            Ribbon(canvas, edition, bright);
        return canvas.ToPng();
    }

    private static void Title(Canvas canvas, Product product, Colour shade)
    {
        var (lines, scale) = Lettering.Fit(product.Title, Width - 48, 4, 6);
        var lineHeight = (TinyFont.Rows + 3) * scale;
        var y = Height - 34 - (lines.Count * lineHeight);
        canvas.Below(x => y - 26 + (x * 0.03f), shade.Towards(Colour.Ink, 0.5f), 0.62f);
        foreach (var line in lines)
        {
            canvas.Text(line, 24 + scale, y + scale, scale, Colour.Ink, 0.7f);
            canvas.Text(line, 24, y, scale, Colour.White);
            canvas.Text(line, 25, y, scale, Colour.White);
            y += lineHeight;
        }
    }

    private static void PlatformBand(Canvas canvas, Product product)
    {
        var second = product.Platform == Platform.Switch2;
        canvas.Box(-2, -2, Width + 2, Band, 0, second ? Colour.Hex(0xB3001B) : Colour.Hex(0xE4000F));
        canvas.Box(16, 11, 25, 35, 4, Colour.White);
        canvas.Box(29, 11, 38, 35, 4, Colour.White, second ? 1f : 0.55f);
        canvas.Text(product.IsUpgradeEdition ? "SWITCH 2 EDITION" : second ? "SWITCH 2" : "SWITCH", 50, 13, 3, Colour.White);
        var note = product.Format switch { Format.DownloadCode => "CODIGO", Format.GameKeyCard => "KEY CARD", _ => "" };
        canvas.Text(note, Width - 16 - TinyFont.WidthOf(note, 2), 17, 2, Colour.White);
    }

    private static void Ribbon(Canvas canvas, string edition, Colour colour)
    {
        var text = Lettering.Capitals(edition);
        var width = TinyFont.WidthOf(text, 3);
        canvas.Box(Width - width - 40, 64, Width + 12, 104, 8, colour);
        canvas.Text(text, Width - width - 22, 74, 3, Colour.Ink);
    }
}
