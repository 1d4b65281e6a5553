using System.Globalization;
using System.Text;
using Promozilla.ServiceDefaults;

namespace Promozilla.Data.Search;

/// <summary>
/// Text as search compares it: lower-case words without accents or signs, roman numbers as figures. Titles and what people type go through the
/// same door.
/// </summary>
public static class SearchText
{
    public static string Normalise(string text) => string.Join(' ', Words(text));

    public static List<string> Words(string text) => Spelled(text).ConvertAll(word => word.Key);

    /// <summary>Each word as compared, and as it was written (lower case): "pokemon" and "pokémon".</summary>
    public static List<(string Key, string Written)> Spelled(string text)
    {
        var words = new List<(string, string)>();
        var (key, written) = (new StringBuilder(), new StringBuilder());
        var letters = text.Normalize(NormalizationForm.FormC);
        for (var at = 0; at <= letters.Length; at++)
        {
            var letter = at < letters.Length ? letters[at] : ' ';
            if (char.IsLetterOrDigit(letter))
            {
                written.Append(char.ToLowerInvariant(letter));
                Fold(letter, key);
            }
            else if (!IsWithin(letters, at) && key.Length > 0)
            {
                var word = key.ToString();
                words.Add((RomanNumbers.InFigures(word) ?? word, written.ToString()));
                key.Clear();
                written.Clear();
            }
        }

        return words;
    }

    /// <summary>What fans shorten titles to: "botw", "totk", "acnh", "mk8d". Of the whole title and of each part between colons.</summary>
    public static IEnumerable<string> Initials(string title) =>
        title.Split([":", " - ", "+"], StringSplitOptions.TrimEntries).Append(title)
            .Select(Words)
            .SelectMany(words => words is ["the", ..] ? new[] { words, words[1..] } : [words])
            .Where(words => words.Count is >= 2 and <= 8)
            .Select(words => string.Concat(words.Select(word => char.IsAsciiDigit(word[0]) ? word : word[..1])))
            .Where(initials => initials.Length is >= 3 and <= 10 && !initials.All(char.IsAsciiDigit))
            .Distinct();

    // "luigi's", "r.e.v.o.": signs inside a word are no gap.
    private static bool IsWithin(string text, int at) => at < text.Length && (text[at] is '\'' or '’' or '`' or '´' or '™' or '®'
        || (text[at] is '.' && at > 0 && at + 1 < text.Length && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1])));

    private static void Fold(char letter, StringBuilder key)
    {
        if (char.IsAscii(letter))
        {
            key.Append(char.ToLowerInvariant(letter));
            return;
        }

        foreach (var part in letter.ToString().Normalize(NormalizationForm.FormKD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(part) != UnicodeCategory.NonSpacingMark && char.IsLetterOrDigit(part))
            {
                key.Append(char.ToLowerInvariant(part));
            }
        }
    }
}
