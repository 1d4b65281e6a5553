namespace Promozilla.SampleStores.Pictures;

/// <summary>A small painter: shapes are distances to an edge, so that every edge is smooth.</summary>
public sealed class Canvas(int width, int height)
{
    private readonly byte[] _rgb = new byte[width * height * 3];

    public int Width => width;

    public int Height => height;

    public byte[] ToPng() => PngEncoder.Encode(_rgb, width, height);

    public void Gradient(Colour top, Colour bottom)
    {
        for (var y = 0; y < height; y++)
        {
            var colour = top.Towards(bottom, y / (float)height);
            var row = _rgb.AsSpan(y * width * 3, width * 3);
            (row[0], row[1], row[2]) = (colour.R, colour.G, colour.B);
            for (var at = 3; at < row.Length; at++)
                row[at] = row[at - 3];
        }
    }

    public void Circle(float cx, float cy, float radius, Colour colour, float alpha = 1f) =>
        Fill(cx - radius, cy - radius, cx + radius, cy + radius, colour, alpha, (x, y) => Length(x - cx, y - cy) - radius);

    public void Ring(float cx, float cy, float radius, float thickness, Colour colour, float alpha = 1f)
    {
        var reach = radius + thickness;
        Fill(cx - reach, cy - reach, cx + reach, cy + reach, colour, alpha, (x, y) => MathF.Abs(Length(x - cx, y - cy) - radius) - (thickness / 2));
    }

    public void Box(float left, float top, float right, float bottom, float corner, Colour colour, float alpha = 1f)
    {
        var (cx, cy, hx, hy) = ((left + right) / 2, (top + bottom) / 2, ((right - left) / 2) - corner, ((bottom - top) / 2) - corner);
        Fill(left, top, right, bottom, colour, alpha, (x, y) =>
        {
            var (dx, dy) = (MathF.Abs(x - cx) - hx, MathF.Abs(y - cy) - hy);
            return Length(MathF.Max(dx, 0), MathF.Max(dy, 0)) + MathF.Min(MathF.Max(dx, dy), 0) - corner;
        });
    }

    /// <summary>Everything under a line: hills, floors.</summary>
    public void Below(Func<float, float> line, Colour colour, float alpha = 1f)
    {
        for (var x = 0; x < width; x++)
        {
            var edge = line(x);
            for (var y = Math.Max(0, (int)edge); y < height; y++)
                Set(x, y, colour, alpha * Math.Clamp(y + 1 - edge, 0f, 1f));
        }
    }

    public void Fill(float left, float top, float right, float bottom, Colour colour, float alpha, Func<float, float, float> distance)
    {
        var (x0, x1) = (Math.Max(0, (int)left - 1), Math.Min(width - 1, (int)right + 1));
        var (y0, y1) = (Math.Max(0, (int)top - 1), Math.Min(height - 1, (int)bottom + 1));
        for (var y = y0; y <= y1; y++)
        {
            for (var x = x0; x <= x1; x++)
            {
                var cover = 0.5f - distance(x + 0.5f, y + 0.5f);
                if (cover > 0)
                    Set(x, y, colour, alpha * MathF.Min(cover, 1f));
            }
        }
    }

    /// <summary>One line in the tiny font, <paramref name="scale"/> pixels a dot.</summary>
    public void Text(string text, int left, int top, int scale, Colour colour, float alpha = 1f)
    {
        foreach (var c in text)
        {
            for (var dot = 0; dot < TinyFont.Columns * TinyFont.Rows; dot++)
            {
                if (!TinyFont.IsSet(c, dot % TinyFont.Columns, dot / TinyFont.Columns))
                    continue;
                var (x, y) = (left + (dot % TinyFont.Columns * scale), top + (dot / TinyFont.Columns * scale));
                for (var n = 0; n < scale * scale; n++)
                    Set(x + (n % scale), y + (n / scale), colour, alpha);
            }

            left += TinyFont.Advance * scale;
        }
    }

    private void Set(int x, int y, Colour colour, float alpha)
    {
        if ((uint)x >= (uint)width || (uint)y >= (uint)height)
            return;
        var at = ((y * width) + x) * 3;
        _rgb[at] = Colour.Mix(_rgb[at], colour.R, alpha);
        _rgb[at + 1] = Colour.Mix(_rgb[at + 1], colour.G, alpha);
        _rgb[at + 2] = Colour.Mix(_rgb[at + 2], colour.B, alpha);
    }

    private static float Length(float x, float y) => MathF.Sqrt((x * x) + (y * y));
}
