using System.Buffers.Binary;
using System.Numerics;

namespace Promozilla.Web.Cards;

/// <summary>Reads a TrueType font's outlines: as much of the format as the site's own font files use.</summary>
/// <remarks>https://learn.microsoft.com/typography/opentype/spec/otff</remarks>
public sealed class OutlineFont
{
    private const int MostNested = 4;

    private readonly byte[] file;
    private readonly Dictionary<string, int> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> glyphs = [];
    private readonly bool longOffsets;
    private readonly float unit;
    private readonly int metrics;

    private OutlineFont(byte[] file)
    {
        this.file = file;
        for (var table = 0; table < UShort(4); table++)
        {
            var record = 12 + (table * 16);
            tables[System.Text.Encoding.ASCII.GetString(file, record, 4)] = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(record + 8));
        }

        unit = 1f / UShort(tables["head"] + 18);
        longOffsets = UShort(tables["head"] + 50) is 1;
        metrics = UShort(tables["hhea"] + 34);
        ReadCharacters();
    }

    public static OutlineFont Bold { get; } = Load("800");
    public static OutlineFont Plain { get; } = Load("500");

    public float Width(string text, float size) => text.Sum(letter => Advance(Glyph(letter))) * size;

    /// <summary>The text's outline, from <paramref name="x"/> on, standing on <paramref name="baseline"/>.</summary>
    public Outline Write(string text, float size, float x, float baseline)
    {
        var line = new Outline();
        foreach (var letter in text)
        {
            var glyph = Glyph(letter);
            line.Add(Shape(glyph, 0).Placed(size, x, baseline));
            x += Advance(glyph) * size;
        }

        return line;
    }

    /// <summary>Words broken into lines no wider than <paramref name="width"/>; what is more than <paramref name="most"/> lines is cut.</summary>
    public List<string> Wrap(string text, float size, float width, int most)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Width($"{lines[^1]} {word}", size) <= width)
            {
                lines[^1] += $" {word}";
            }
            else if (lines.Count == most)
            {
                lines[^1] = Cut(lines[^1] + "…", size, width);
                return lines;
            }
            else
            {
                lines.Add(Cut(word, size, width));
            }
        }

        return lines;
    }

    private string Cut(string line, float size, float width)
    {
        while (line.Length > 2 && Width(line, size) > width)
        {
            line = $"{line.TrimEnd('…')[..^1].TrimEnd()}…";
        }

        return line;
    }

    private static OutlineFont Load(string weight)
    {
        using var stream = typeof(OutlineFont).Assembly.GetManifestResourceStream($"bricolage-grotesque-{weight}.ttf")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new OutlineFont(bytes);
    }

    /// <summary>A no-break space is a space; what the font lacks is left out.</summary>
    private int Glyph(char letter) => glyphs.TryGetValue(letter, out var glyph) || (char.IsWhiteSpace(letter) && glyphs.TryGetValue(' ', out glyph)) ? glyph : -1;

    private float Advance(int glyph) => glyph < 0 ? 0 : UShort(tables["hmtx"] + (Math.Min(glyph, metrics - 1) * 4)) * unit;

    private Outline Shape(int glyph, int depth)
    {
        var shape = new Outline();
        if (glyph < 0 || depth > MostNested)
        {
            return shape;
        }

        var (start, end) = (Offset(glyph), Offset(glyph + 1));
        if (end <= start)
        {
            return shape;
        }

        var at = tables["glyf"] + start;
        var contours = Short(at);
        if (contours >= 0)
        {
            Simple(shape, at + 10, contours);
        }
        else
        {
            Composite(shape, at + 10, depth);
        }

        return shape;
    }

    private int Offset(int glyph) => longOffsets
        ? BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(tables["loca"] + (glyph * 4)))
        : UShort(tables["loca"] + (glyph * 2)) * 2;

    private void Simple(Outline shape, int at, int contours)
    {
        var ends = Enumerable.Range(0, contours).Select(contour => UShort(at + (contour * 2))).ToArray();
        var count = contours is 0 ? 0 : ends[^1] + 1;
        at += contours * 2;
        at += 2 + UShort(at);
        var flags = new byte[count];
        for (var point = 0; point < count;)
        {
            var flag = file[at++];
            for (var repeats = (flag & 8) is 0 ? 1 : file[at++] + 1; repeats > 0; repeats--)
            {
                flags[point++] = flag;
            }
        }

        var xs = Coordinates(flags, ref at, 2, 16);
        var ys = Coordinates(flags, ref at, 4, 32);
        var first = 0;
        foreach (var last in ends)
        {
            Contour(shape, [.. Enumerable.Range(first, last - first + 1).Select(point => (new Vector2(xs[point], -ys[point]) * unit, (flags[point] & 1) is 1))]);
            first = last + 1;
        }
    }

    private int[] Coordinates(byte[] flags, ref int at, int isShort, int isSame)
    {
        var values = new int[flags.Length];
        var value = 0;
        for (var point = 0; point < flags.Length; point++)
        {
            var flag = flags[point];
            if ((flag & isShort) is not 0)
            {
                value += (flag & isSame) is not 0 ? file[at++] : -file[at++];
            }
            else if ((flag & isSame) is 0)
            {
                value += Short(at);
                at += 2;
            }

            values[point] = value;
        }

        return values;
    }

    /// <summary>Between two points off the line lies one on it, in their middle.</summary>
    private static void Contour(Outline shape, List<(Vector2 Point, bool IsOn)> points)
    {
        if (points.Count < 3)
        {
            return;
        }

        var start = points.FindIndex(point => point.IsOn);
        var origin = start >= 0 ? points[start].Point : (points[0].Point + points[^1].Point) / 2;
        shape.MoveTo(origin);
        Vector2? control = null;
        for (var index = 1; index <= points.Count; index++)
        {
            var (point, isOn) = points[(Math.Max(start, 0) + index - (start < 0 ? 1 : 0)) % points.Count];
            if (isOn)
            {
                _ = control is { } bend ? shape.QuadTo(bend, point) : shape.LineTo(point);
                control = null;
            }
            else
            {
                if (control is { } bend)
                {
                    shape.QuadTo(bend, (bend + point) / 2);
                }

                control = point;
            }
        }

        if (control is { } open)
        {
            shape.QuadTo(open, origin);
        }
    }

    private void Composite(Outline shape, int at, int depth)
    {
        int flags;
        do
        {
            flags = UShort(at);
            var part = Shape(UShort(at + 2), depth + 1);
            var isWord = (flags & 1) is not 0;
            var (x, y) = isWord ? (Short(at + 4), Short(at + 6)) : ((sbyte)file[at + 4], (sbyte)file[at + 5]);
            at += isWord ? 8 : 6;
            var scale = (flags & 8) is not 0 ? Short(at) / 16384f : 1;
            at += (flags & 8) is not 0 ? 2 : (flags & 0x40) is not 0 ? 4 : (flags & 0x80) is not 0 ? 8 : 0;
            shape.Add(part.Placed(scale, x * unit, -y * unit));
        }
        while ((flags & 0x20) is not 0);
    }

    private void ReadCharacters()
    {
        var cmap = tables["cmap"];
        for (var record = 0; record < UShort(cmap + 2); record++)
        {
            var table = cmap + BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(cmap + 8 + (record * 8)));
            if (UShort(table) is not 4)
            {
                continue;
            }

            var length = UShort(table + 6);
            for (var segment = 0; segment < length; segment += 2)
            {
                var (end, start) = (UShort(table + 14 + segment), UShort(table + 16 + length + segment));
                var (delta, range) = (Short(table + 16 + (2 * length) + segment), table + 16 + (3 * length) + segment);
                for (var letter = start; letter <= end && letter < 0xFFFF; letter++)
                {
                    var glyph = UShort(range) is 0 ? letter + delta : UShort(range + UShort(range) + ((letter - start) * 2));
                    glyphs[letter] = glyph & 0xFFFF;
                }
            }

            return;
        }
    }

    private int UShort(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private int Short(int at) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(at));
}
