using System.Numerics;

namespace Promozilla.Web.Cards;

/// <summary>Opaque pixels, and shapes painted on them with smooth edges: each edge adds what it covers of each pixel, and a sum along the row tells the inside.</summary>
public sealed class Canvas
{
    private readonly byte[] pixels;

    public Canvas(int width, int height, Colour ground)
    {
        (Width, Height, pixels) = (width, height, new byte[width * height * 3]);
        for (var at = 0; at < pixels.Length; at += 3)
        {
            (pixels[at], pixels[at + 1], pixels[at + 2]) = (ground.Red, ground.Green, ground.Blue);
        }
    }

    public int Width { get; }
    public int Height { get; }

    /// <summary>Red, green, blue; row by row.</summary>
    public ReadOnlySpan<byte> Pixels => pixels;

    public void Fill(Outline shape, Colour colour, float opacity = 1)
    {
        var points = shape.Contours.SelectMany(contour => contour).ToList();
        if (points.Count is 0)
        {
            return;
        }

        var top = Math.Clamp((int)MathF.Floor(points.Min(point => point.Y)), 0, Height);
        var bottom = Math.Clamp((int)MathF.Ceiling(points.Max(point => point.Y)), 0, Height);
        var cover = new float[(bottom - top) * (Width + 2)];
        foreach (var contour in shape.Contours)
        {
            for (var index = 0; index < contour.Count; index++)
            {
                Edge(cover, Within(contour[index], top), Within(contour[(index + 1) % contour.Count], top), bottom - top);
            }
        }

        for (var row = 0; row < bottom - top; row++)
        {
            var sum = 0f;
            for (var x = 0; x < Width; x++)
            {
                sum += cover[(row * (Width + 2)) + x];
                Mix(x, row + top, colour, Math.Min(Math.Abs(sum), 1) * opacity);
            }
        }
    }

    /// <summary>The picture within the box, whole, in the middle, its shape kept.</summary>
    public void Draw(Picture picture, int left, int top, int width, int height)
    {
        var scale = Math.Min(width / (float)picture.Width, height / (float)picture.Height);
        var (wide, tall) = ((int)(picture.Width * scale), (int)(picture.Height * scale));
        var (x0, y0) = (left + ((width - wide) / 2), top + ((height - tall) / 2));
        for (var y = 0; y < tall; y++)
        {
            for (var x = 0; x < wide; x++)
            {
                var (colour, opacity) = picture.Average(x / scale, y / scale, (x + 1) / scale, (y + 1) / scale);
                Mix(x0 + x, y0 + y, colour, opacity);
            }
        }
    }

    private Vector2 Within(Vector2 point, int top) => new(Math.Clamp(point.X, 0, Width), point.Y - top);

    private void Edge(float[] cover, Vector2 from, Vector2 to, int rows)
    {
        if (from.Y == to.Y)
        {
            return;
        }

        var sign = from.Y < to.Y ? 1f : -1f;
        var (upper, lower) = from.Y < to.Y ? (from, to) : (to, from);
        var slope = (lower.X - upper.X) / (lower.Y - upper.Y);
        for (var row = Math.Max(0, (int)MathF.Floor(upper.Y)); row < Math.Min(rows, (int)MathF.Ceiling(lower.Y)); row++)
        {
            var (y0, y1) = (Math.Max(row, upper.Y), Math.Min(row + 1, lower.Y));
            var (x0, x1) = (upper.X + ((y0 - upper.Y) * slope), upper.X + ((y1 - upper.Y) * slope));
            Cover(cover.AsSpan(row * (Width + 2), Width + 2), Math.Min(x0, x1), Math.Max(x0, x1), sign * (y1 - y0));
        }
    }

    /// <summary>A piece of an edge within one row: all pixels to its right are covered by its height, those that it crosses by what lies to their right of it.</summary>
    private static void Cover(Span<float> row, float left, float right, float height)
    {
        var (first, last) = ((int)left, (int)right);
        if (first == last)
        {
            var share = 1 - (((left + right) / 2) - first);
            row[first] += height * share;
            row[first + 1] += height * (1 - share);
            return;
        }

        var rise = height / (right - left);
        var before = 0f;
        for (var x = first; x <= last; x++)
        {
            var (from, to) = (Math.Max(left, x), Math.Min(right, x + 1));
            var here = before + (rise * (to - from) * (1 - (((from + to) / 2) - x)));
            row[x] += here;
            // What is passed so far covers the next pixel whole.
            before = rise * (to - from) * (((from + to) / 2) - x);
        }

        row[last + 1] += before;
    }

    private void Mix(int x, int y, Colour colour, float opacity)
    {
        if (opacity <= 0 || (uint)x >= (uint)Width || (uint)y >= (uint)Height)
        {
            return;
        }

        var at = ((y * Width) + x) * 3;
        pixels[at] = Between(pixels[at], colour.Red, opacity);
        pixels[at + 1] = Between(pixels[at + 1], colour.Green, opacity);
        pixels[at + 2] = Between(pixels[at + 2], colour.Blue, opacity);
    }

    private static byte Between(byte below, byte above, float opacity) => (byte)(below + ((above - below) * opacity) + 0.5f);
}

public readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    /// <param name="code">Such as 0xB81D2B.</param>
    public static Colour Of(int code) => new((byte)(code >> 16), (byte)(code >> 8), (byte)code);
}
