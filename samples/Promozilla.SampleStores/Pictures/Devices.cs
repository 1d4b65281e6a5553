using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Products;

namespace Promozilla.SampleStores.Pictures;

/// <summary>Consoles and accessories, drawn in the colours that their names say.</summary>
public static class Devices
{
    private const int Side = 480;

    // Feminine and masculine alike; what is more precise comes first.
    private static readonly (string Word, int Rgb)[] Names =
    [
        ("azul claro", 0x7FC8E8), ("vermelho claro", 0xFF8577), ("roxo claro", 0xB9A3E3), ("verde claro", 0xA4D792), ("rosa", 0xF29BB7), ("amarel", 0xF7D038),
        ("laranja", 0xFF7A1A), ("coral", 0xFF7F6B), ("turquesa", 0x1FB5AD), ("roxo", 0x8656C9), ("verde", 0x3FBF63), ("azul", 0x14A0D8), ("vermelh", 0xF0443A),
        ("cinzent", 0x8C8F99), ("branc", 0xECECF1), ("pret", 0x2C2C34), ("mario", 0xE4000F), ("zelda", 0x6E9C5B), ("hyrule", 0xBD9A4E), ("splatoon", 0xC6F02E),
        ("pok", 0xF7C531), ("pikachu", 0xF7D038), ("sonic", 0x1560D4), ("animal crossing", 0x7FD1AE), ("donkey kong", 0x9B5A2C), ("kirby", 0xF5A3C7),
        ("fire emblem", 0x274690), ("tina", 0xF2A7B5),
    ];

    public static byte[] Draw(Product product)
    {
        var canvas = new Canvas(Side, Side);
        var (first, second) = ColoursOf(product);
        var back = first.Towards(Colour.White, 0.72f);
        canvas.Gradient(Colour.White, back);
        canvas.Circle(240, 215, 172, first.Towards(Colour.White, 0.45f), 0.55f);
        canvas.Box(110, 345, 370, 361, 8, Colour.Ink, 0.12f);
        DeviceShapes.Draw(canvas, product.Drawing, first, second);
        Label(canvas, product.Title);
        return canvas.ToPng();
    }

    private static void Label(Canvas canvas, string title)
    {
        var (lines, scale) = Lettering.Fit(title, Side - 60, 3, 3);
        var y = Side - 14 - (lines.Count * (TinyFont.Rows + 3) * scale);
        foreach (var line in lines)
        {
            canvas.Text(line, (Side - TinyFont.WidthOf(line, scale)) / 2, y, scale, Colour.Ink, 0.85f);
            y += (TinyFont.Rows + 3) * scale;
        }
    }

    private static (Colour First, Colour Second) ColoursOf(Product product)
    {
        var title = product.Title.ToLowerInvariant();
        var named = Names.Select(n => (At: title.IndexOf(n.Word, StringComparison.Ordinal), n.Rgb, n.Word))
            .Where(n => n.At >= 0).GroupBy(n => n.At).Select(g => g.First()).OrderBy(n => n.At).Take(2).ToArray();
        var spare = Chance.Of(9, product.Title).Below(4) switch { 0 => 0x5B6C8F, 1 => 0xE4000F, 2 => 0x2C6E8F, _ => 0x3A3A46 };
        var first = Colour.Hex(named.Length > 0 ? named[0].Rgb : spare);
        return (first, named.Length > 1 ? Colour.Hex(named[1].Rgb) : first);
    }
}
