using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace Promozilla.Web.Cards;

/// <summary>A shape as closed lines of straight pieces; curves are cut fine enough for the eye.</summary>
public sealed partial class Outline
{
    private const int FewestPieces = 16, MostPieces = 160;

    /// <summary>Pixels that a straight piece may be long.</summary>
    private const float Piece = 3;

    /// <summary>How far the arms of a quarter circle's curve reach.</summary>
    private const float Kappa = 0.5523f;

    private readonly List<List<Vector2>> contours = [];
    private Vector2 at;

    public IReadOnlyList<IReadOnlyList<Vector2>> Contours => contours;

    public static Outline Box(float left, float top, float width, float height, float corner = 0)
    {
        var (right, bottom, arm) = (left + width, top + height, corner * (1 - Kappa));
        var box = new Outline().MoveTo(new(left + corner, top));
        box.LineTo(new(right - corner, top)).CubicTo(new(right - arm, top), new(right, top + arm), new(right, top + corner));
        box.LineTo(new(right, bottom - corner)).CubicTo(new(right, bottom - arm), new(right - arm, bottom), new(right - corner, bottom));
        box.LineTo(new(left + corner, bottom)).CubicTo(new(left + arm, bottom), new(left, bottom - arm), new(left, bottom - corner));
        return box.LineTo(new(left, top + corner)).CubicTo(new(left, top + arm), new(left + arm, top), new(left + corner, top));
    }

    public static Outline Circle(float x, float y, float radius) => Box(x - radius, y - radius, 2 * radius, 2 * radius, radius);

    /// <summary>The d of an SVG path, of the commands M, L, H, V, C and Z, in either case.</summary>
    public static Outline Svg(string path)
    {
        var outline = new Outline();
        var tokens = Tokens().Matches(path).Select(match => match.Value).ToList();
        var command = ' ';
        for (var next = 0; next < tokens.Count;)
        {
            if (char.IsLetter(tokens[next][0]))
            {
                command = tokens[next++][0];
                if (command is 'Z' or 'z')
                {
                    outline.Close();
                    continue;
                }
            }

            var from = char.IsLower(command) ? outline.at : Vector2.Zero;
            switch (char.ToUpperInvariant(command))
            {
                case 'M':
                    outline.MoveTo(from + Point());
                    command = command is 'm' ? 'l' : 'L';
                    break;
                case 'H':
                    outline.LineTo(new(from.X + Number(), outline.at.Y));
                    break;
                case 'V':
                    outline.LineTo(new(outline.at.X, from.Y + Number()));
                    break;
                case 'C':
                    outline.CubicTo(from + Point(), from + Point(), from + Point());
                    break;
                case 'L':
                    outline.LineTo(from + Point());
                    break;
                default:
                    throw new FormatException($"\"{command}\" is no command that outlines know.");
            }

            float Number() => float.Parse(tokens[next++], CultureInfo.InvariantCulture);

            Vector2 Point()
            {
                var x = Number();
                return new(x, Number());
            }
        }

        return outline;
    }

    public Outline MoveTo(Vector2 point)
    {
        contours.Add([point]);
        at = point;
        return this;
    }

    public Outline LineTo(Vector2 point)
    {
        contours[^1].Add(at = point);
        return this;
    }

    public Outline QuadTo(Vector2 control, Vector2 end) => CubicTo(at + ((control - at) * 2 / 3), end + ((control - end) * 2 / 3), end);

    public Outline CubicTo(Vector2 first, Vector2 second, Vector2 end)
    {
        var start = at;
        var length = Vector2.Distance(start, first) + Vector2.Distance(first, second) + Vector2.Distance(second, end);
        var pieces = Math.Clamp((int)(length / Piece), FewestPieces, MostPieces);
        for (var piece = 1; piece <= pieces; piece++)
        {
            var (t, u) = (piece / (float)pieces, 1 - (piece / (float)pieces));
            LineTo((start * (u * u * u)) + (first * (3 * u * u * t)) + (second * (3 * u * t * t)) + (end * (t * t * t)));
        }

        return this;
    }

    /// <summary>The same, larger and elsewhere.</summary>
    public Outline Placed(float scale, float x, float y)
    {
        var placed = new Outline();
        placed.contours.AddRange(contours.Select(contour => contour.ConvertAll(point => (point * scale) + new Vector2(x, y))));
        return placed;
    }

    public void Add(Outline other) => contours.AddRange(other.contours);

    private void Close() => at = contours[^1][0];

    [GeneratedRegex(@"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")]
    private static partial Regex Tokens();
}
