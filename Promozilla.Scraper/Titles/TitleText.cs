using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Promozilla.Scraper.Titles;

/// <summary>Brings titles to one spelling: lower case, no accents, no punctuation, numbers apart from letters ("NBA2K25" and "NBA 2K25" are "nba 2 k 25").</summary>
public static partial class TitleText
{
    public static string Normalise(string title)
    {
        var plain = Plain(title);
        plain = Apostrophe().Replace(plain, "");
        plain = SingleLetters().Replace(plain, "$1$2");
        plain = Decimals().Replace(plain, " ");
        var text = new StringBuilder(plain.Length + 8);
        var last = ' ';
        foreach (var c in plain)
        {
            var next = char.IsLetterOrDigit(c) ? c : c == '+' ? '+' : ' ';
            var isBoundary = (char.IsDigit(next) && char.IsLetter(last)) || (char.IsLetter(next) && char.IsDigit(last));
            if (isBoundary || (next == '+' && last != ' ')) text.Append(' ');
            if (next != ' ' || last != ' ') text.Append(next);
            last = next;
        }

        return text.ToString().Trim();
    }

    /// <summary>Lower case without accents; everything else stays.</summary>
    public static string Plain(string title)
    {
        var decomposed = title.Normalize(NormalizationForm.FormD);
        var plain = new StringBuilder(decomposed.Length);
        foreach (var c in decomposed)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark) continue;
            plain.Append(c switch { '’' or '‘' or '´' or '`' => '\'', '–' or '—' or '‐' or '‑' => '-', '™' or '®' or '©' => ' ', '\u00a0' => ' ', _ => char.ToLowerInvariant(c) });
        }

        return plain.ToString();
    }

    [GeneratedRegex("'")]
    private static partial Regex Apostrophe();

    // "Z-A" is one word; "Spider-Man" is two.
    [GeneratedRegex(@"\b([a-z])-([a-z])\b")]
    private static partial Regex SingleLetters();

    [GeneratedRegex(@"(?<=\d)[.,](?=\d)")]
    private static partial Regex Decimals();
}
