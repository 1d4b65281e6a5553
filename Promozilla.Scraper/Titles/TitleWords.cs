using System.Text.RegularExpressions;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Titles;

/// <summary>Compares the words of two titles' keys.</summary>
internal static partial class TitleWords
{
    // Rádio Popular's list cuts names there.
    private const int CutAt = 31;

    /// <summary>The key's words in one spelling of what shops shorten.</summary>
    public static string[] Of(string key)
    {
        var text = And().Replace($" {key} ", " ");
        foreach (var (shorter, whole) in ((string, string)[])[
            (" the legend of zelda ", " zelda "), (" legend of zelda ", " zelda "), (" ea sports fc ", " fc "), (" tom clancys ", " "), (" sid meiers ", " "), (" cod ", " call of duty "),
            (" gta ", " grand theft auto "), (" nfs ", " need for speed "), (" brothers ", " bros "), (" versus ", " vs "), (" volume ", " vol "), (" and ", " "), (" the ", " "), (" pt 1 ", " part 1 "), (" pt 2 ", " part 2 ")])
        {
            text = text.Replace(shorter, whole, StringComparison.Ordinal);
        }

        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>True: the same words. Null: nearly so. False: others.</summary>
    public static bool? AreSame(string[] first, string[] second)
    {
        if (first.SequenceEqual(second, StringComparer.Ordinal) || Joined(first) == Joined(second)) return true;
        if (first.Length != second.Length) return false;
        var isShort = first.Length < 2;
        if (!isShort && first.Zip(second).All(pair => IsSame(pair.First, pair.Second))) return true;
        return first.Zip(second).All(pair => IsSame(pair.First, pair.Second) || IsNear(pair.First, pair.Second)) ? null : false;
    }

    public static IEnumerable<string> Numbers(string[] words) => words.Select(Number).OfType<string>().Order(StringComparer.Ordinal);

    /// <summary>A list in capitals cuts names at a fixed length: what is left of one starts the other.</summary>
    public static bool IsCut(string title, string[] shorter, string[] longer)
    {
        var isDotted = title.TrimEnd().EndsWith("...", StringComparison.Ordinal) || title.TrimEnd().EndsWith('…');
        if (!isDotted && (title.Trim().Length < CutAt - 2 || title.Any(char.IsLower))) return false;
        if (shorter.Length < 2 || shorter.Length > longer.Length) return false;
        for (var i = 0; i < shorter.Length - 1; i++)
        {
            if (!IsSame(shorter[i], longer[i])) return false;
        }

        return longer[shorter.Length - 1].StartsWith(shorter[^1], StringComparison.Ordinal);
    }

    // "Star War" and "Star Wars"; "II" and "2".
    private static bool IsSame(string one, string other) =>
        one == other || (Number(one) is { } number && number == Number(other)) || (one.Length > 2 && other.Length > 2 && (one + "s" == other || other + "s" == one));

    // A slip of the pen, or a numeral that is a letter too ("Mega Man X" is not Mega Man 10).
    private static bool IsNear(string one, string other)
    {
        if ((one, other) is ("x", "10") or ("10", "x") or ("i", "1") or ("1", "i")) return true;
        if (one.Length < 5 || other.Length < 5 || Math.Abs(one.Length - other.Length) > 1 || one.Any(char.IsAsciiDigit) || other.Any(char.IsAsciiDigit)) return false;
        var start = 0;
        while (start < one.Length && start < other.Length && one[start] == other[start]) start++;
        var end = 0;
        while (end < one.Length - start && end < other.Length - start && one[^(end + 1)] == other[^(end + 1)]) end++;
        return Math.Max(one.Length, other.Length) - start - end <= 1;
    }

    // The Portuguese "and", also between numbers, but no initial.
    [GeneratedRegex(@"(?<=\w\w| [iv\d]) e (?=\w\w|[iv\d] )")]
    private static partial Regex And();

    // Digits keep their borders: "Portal 1 2" is not "Portal 12".
    private static string Joined(string[] words) => Borders().Replace(string.Join(' ', words), "");

    private static string? Number(string word) => word.All(char.IsAsciiDigit) ? word.TrimStart('0') : word is "v" ? "5" : RomanNumbers.InFigures(word);

    [GeneratedRegex(@"(?<!\d) | (?!\d)")]
    private static partial Regex Borders();
}
