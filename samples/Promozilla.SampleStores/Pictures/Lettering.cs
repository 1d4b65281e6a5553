using System.Globalization;
using System.Text;

namespace Promozilla.SampleStores.Pictures;

/// <summary>Sets a title in as large letters as its longest word and the room allow.</summary>
public static class Lettering
{
    public static (IReadOnlyList<string> Lines, int Scale) Fit(string title, int width, int mostLines, int largest)
    {
        var words = Capitals(title).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var scale = largest; scale > 1; scale--)
        {
            var lines = Wrap(words, width / (TinyFont.Advance * scale));
            if (lines.Count <= mostLines && lines.All(l => TinyFont.WidthOf(l, scale) <= width))
                return (lines, scale);
        }

        return ([.. Wrap(words, width / (TinyFont.Advance * 2)).Take(mostLines)], 2);
    }

    public static string Capitals(string text)
    {
        var plain = new StringBuilder();
        foreach (var c in text.ToUpperInvariant().Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                plain.Append(c);
        }

        return plain.ToString();
    }

    private static List<string> Wrap(string[] words, int columns)
    {
        var lines = new List<string>();
        foreach (var word in words)
        {
            if (lines.Count > 0 && lines[^1].Length + 1 + word.Length <= columns)
                lines[^1] += $" {word}";
            else
                lines.Add(word);
        }

        return lines;
    }
}
