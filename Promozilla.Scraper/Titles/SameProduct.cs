using System.Text.RegularExpressions;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Titles;

/// <summary>
/// Are two titles one product? A wrong yes shows a shopper another product's price, so doubt is said: true only when what is left of both is the same words, but for an
/// initialism, a plural or a word that a list cut off.
/// </summary>
public static partial class SameProduct
{
    private const int CutAt = 31;

    /// <summary>True: the same product. False: another. Null: not certain.</summary>
    public static bool? Compare(string one, string other)
    {
        var (a, b) = (ClassifiedTitle.Read(one), ClassifiedTitle.Read(other));
        if (a.Kind != b.Kind && a.Kind is not ProductKind.Game && b.Kind is not ProductKind.Game) return false;
        if (a.Platform is not null && b.Platform is not null && a.Platform != b.Platform) return false;
        if (a.Condition != b.Condition && (a.Condition ?? b.Condition) is not Condition.New) return false;
        if (a.Format is not null && b.Format is not null && a.Format != b.Format) return false;
        if (Import().IsMatch(one) != Import().IsMatch(other)) return false;
        if (a.Key.Length == 0 || b.Key.Length == 0) return null;
        var (first, second) = (a.Key.Split(' '), b.Key.Split(' '));
        if (!Numbers(first).SequenceEqual(Numbers(second), StringComparer.Ordinal)) return false;
        var words = Words(one, other, a, b, first, second);
        if (words != true || a.Edition == b.Edition) return words == true && a.Kind != b.Kind ? null : words;
        return false;
    }

    private static bool? Words(string one, string other, ClassifiedTitle a, ClassifiedTitle b, string[] first, string[] second)
    {
        if (a.Key == b.Key) return true;
        if (string.Concat(first) == string.Concat(second)) return true;
        if (first.Length == second.Length && first.Zip(second).All(pair => IsSameWord(pair.First, pair.Second))) return true;
        if (a.Kind != ProductKind.Game && first.Order(StringComparer.Ordinal).SequenceEqual(second.Order(StringComparer.Ordinal), StringComparer.Ordinal)) return true;
        // A list in capitals cuts names at a fixed length: what is left starts the other name.
        if (IsCut(one, first, second) || IsCut(other, second, first)) return null;
        return first.Length == second.Length && first.Zip(second).All(pair => IsNear(pair.First, pair.Second)) ? null : false;
    }

    private static bool IsCut(string title, string[] shorter, string[] longer)
    {
        if (title.Trim().Length < CutAt - 2 && !title.TrimEnd().EndsWith("...", StringComparison.Ordinal) && !title.TrimEnd().EndsWith('…')) return false;
        if (shorter.Length < 2 || shorter.Length > longer.Length) return false;
        for (var i = 0; i < shorter.Length - 1; i++)
        {
            if (!IsSameWord(shorter[i], longer[i])) return false;
        }

        return longer[shorter.Length - 1].StartsWith(shorter[^1], StringComparison.Ordinal);
    }

    // "Star War", "Star Wars"; "&" and "and".
    private static bool IsSameWord(string one, string other) =>
        one == other || (Number(one) is { } number && number == Number(other)) || (one.Length > 2 && other.Length > 2 && (one + "s" == other || other + "s" == one)) || (one is "and" or "e" && other is "and" or "e");

    private static bool IsNear(string one, string other)
    {
        if (IsSameWord(one, other)) return true;
        if (one.Length < 5 || other.Length < 5 || Math.Abs(one.Length - other.Length) > 1) return false;
        var start = 0;
        while (start < one.Length && start < other.Length && one[start] == other[start]) start++;
        var end = 0;
        while (end < one.Length - start && end < other.Length - start && one[^(end + 1)] == other[^(end + 1)]) end++;
        return Math.Max(one.Length, other.Length) - start - end <= 1;
    }

    private static IEnumerable<string> Numbers(string[] words) => words.Select(Number).OfType<string>().Order(StringComparer.Ordinal);

    private static string? Number(string word) => word.All(char.IsAsciiDigit) ? word.TrimStart('0') : word switch
    {
        "ii" => "2",
        "iii" => "3",
        "iv" => "4",
        "vi" => "6",
        "vii" => "7",
        "viii" => "8",
        "ix" => "9",
        _ => null,
    };

    [GeneratedRegex(@"\bimport\w*\b|\b(?:jap|jp|usa|ntsc)\b|playstation hits|nintendo selects", RegexOptions.IgnoreCase)]
    private static partial Regex Import();
}
