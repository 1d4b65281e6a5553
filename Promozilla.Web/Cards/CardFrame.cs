namespace Promozilla.Web.Cards;

/// <summary>What all cards share: the size that networks ask for, the site's light colours, its logo and name.</summary>
internal static class CardFrame
{
    public const int Width = 1200;
    public const int Height = 630;

    public static readonly Colour Paper = Colour.Of(0xFBF6F0);
    public static readonly Colour White = Colour.Of(0xFFFFFF);
    public static readonly Colour Ink = Colour.Of(0x2A1D1A);
    public static readonly Colour Soft = Colour.Of(0x66554E);
    public static readonly Colour Line = Colour.Of(0xE4D8CC);
    public static readonly Colour Accent = Colour.Of(0xB81D2B);
    public static readonly Colour Spikes = Colour.Of(0xF0A02C);
    public static readonly Colour Good = Colour.Of(0x0B6B43);
    public static readonly Colour Low = Colour.Of(0xFFCE5C);
    public static readonly Colour OnLow = Colour.Of(0x3B2400);

    private const int LogoUnits = 48;

    public static void Text(this Canvas canvas, OutlineFont font, string text, float size, float x, float baseline, Colour colour) =>
        canvas.Fill(font.Write(text, size, x, baseline), colour);

    /// <summary>The beast of the header: the same paths.</summary>
    public static void Logo(this Canvas canvas, float size, float x, float y, Colour head, Colour spikes)
    {
        var scale = size / LogoUnits;
        Fill("M9 17 4 12l8-1-1-8 8 4 4-7 5 7 7-3 0 8z", spikes);
        Fill("M10 18c0-6 5-10 12-10h11c7 0 12 4 12 10v5c0 2-1 3-3 3H27l-4 4h16c2 0 4 1 4 3 0 7-5 12-13 12h-9C14 45 10 40 10 33z", head);
        Fill("m28 26 3 4 3-4 3 4 3-4z", White);
        canvas.Fill(Outline.Circle(x + (31 * scale), y + (16.5f * scale), 4 * scale), White);
        canvas.Fill(Outline.Circle(x + (32.2f * scale), y + (16.5f * scale), 1.8f * scale), Ink);

        void Fill(string path, Colour colour) => canvas.Fill(Outline.Svg(path).Placed(scale, x, y), colour);
    }

    public static void Name(this Canvas canvas, float size, float x, float baseline, Colour colour)
    {
        canvas.Logo(size * 1.25f, x, baseline - (size * 0.98f), Accent, Spikes);
        canvas.Text(OutlineFont.Bold, "Promozilla", size, x + (size * 1.45f), baseline, colour);
    }

    /// <summary>A word on a rounded ground; returns where the next one may begin.</summary>
    public static float Pill(this Canvas canvas, string text, float size, float x, float baseline, Colour ground, Colour ink)
    {
        var width = OutlineFont.Bold.Width(text, size) + size;
        canvas.Fill(Outline.Box(x, baseline - (size * 1.08f), width, size * 1.55f, size * 0.75f), ground);
        canvas.Text(OutlineFont.Bold, text, size, x + (size / 2), baseline, ink);
        return x + width + (size / 2);
    }
}
