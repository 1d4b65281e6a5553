namespace Promozilla.Web.Cards;

/// <summary>A picture's pixels: red, green, blue and opacity, row by row.</summary>
public sealed record Picture(int Width, int Height, byte[] Pixels)
{
    /// <summary>The middle of what lies in a box, in pixels, so that a smaller picture has no jags.</summary>
    public (Colour Colour, float Opacity) Average(float left, float top, float right, float bottom)
    {
        var (x0, x1) = (Math.Clamp((int)left, 0, Width - 1), Math.Clamp((int)MathF.Ceiling(right), 1, Width));
        var (y0, y1) = (Math.Clamp((int)top, 0, Height - 1), Math.Clamp((int)MathF.Ceiling(bottom), 1, Height));
        int red = 0, green = 0, blue = 0, opacity = 0;
        for (var y = y0; y < y1; y++)
        {
            for (var at = ((y * Width) + x0) * 4; at < ((y * Width) + x1) * 4; at += 4)
            {
                var alpha = Pixels[at + 3];
                (red, green, blue, opacity) = (red + (Pixels[at] * alpha), green + (Pixels[at + 1] * alpha), blue + (Pixels[at + 2] * alpha), opacity + alpha);
            }
        }

        var count = Math.Max(1, (x1 - x0) * (y1 - y0));
        return opacity is 0
            ? (default, 0)
            : (new Colour((byte)(red / opacity), (byte)(green / opacity), (byte)(blue / opacity)), opacity / (255f * count));
    }
}
