using System.Text.RegularExpressions;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Titles;

/// <summary>
/// Are two titles one product? A wrong yes shows a shopper another product's price, so doubt is said: true only when what is left of both is the same words, but for
/// an initialism, a plural or a numeral's spelling.
/// </summary>
public static partial class SameProduct
{
    /// <summary>True: the same product. False: another. Null: not certain.</summary>
    public static bool? Compare(string one, string other)
    {
        var (a, b) = (ClassifiedTitle.Read(one), ClassifiedTitle.Read(other));
        if (Differ(a, b) || Import().IsMatch(one) != Import().IsMatch(other)) return false;
        if (a.Key.Length == 0 || b.Key.Length == 0) return null;
        var (first, second) = (TitleWords.Of(a.Key), TitleWords.Of(b.Key));
        if (AddOn().IsMatch(string.Join(' ', first)) != AddOn().IsMatch(string.Join(' ', second))) return false;
        var words = TitleWords.AreSame(first, second);
        var isCut = words != true && (TitleWords.IsCut(one, first, second) || TitleWords.IsCut(other, second, first));
        // A name that a list cut off may have lost its number and its edition too.
        if (isCut) return null;
        if (a.Edition != b.Edition || !TitleWords.Numbers(first).SequenceEqual(TitleWords.Numbers(second), StringComparer.Ordinal)) return words is null && a.Edition == b.Edition ? null : false;
        if (words != true) return a.Kind == ProductKind.Game ? words : Hardware(first, second);
        return a.Kind != b.Kind || Regions(one, other) ? null : true;
    }

    private static bool Differ(ClassifiedTitle a, ClassifiedTitle b) =>
        (a.Kind != b.Kind && a.Kind is not ProductKind.Game && b.Kind is not ProductKind.Game)
        || a.Hardware != b.Hardware
        || (a.Platform is not null && b.Platform is not null && a.Platform != b.Platform)
        || (a.Condition != b.Condition && (a.Condition ?? b.Condition) is not Condition.New)
        || (a.Condition is not null && b.Condition is not null && a.Condition != b.Condition)
        || (a.Format is not null && b.Format is not null && a.Format != b.Format);

    // One shop names the colour and the other doesn't: maybe. Anything else that only one names makes another thing.
    private static bool? Hardware(string[] first, string[] second)
    {
        var (only, others) = (first.Except(second, StringComparer.Ordinal).ToList(), second.Except(first, StringComparer.Ordinal).ToList());
        if (only.Count == 0 && others.Count == 0) return first.Intersect(["left", "right"], StringComparer.Ordinal).Count() == 2 ? null : true;
        return (only.Count == 0 || others.Count == 0) && only.Concat(others).All(word => Colour().IsMatch(word)) ? null : false;
    }

    // Shops that sell several regions' prints name them: two that differ may be two offers of one shop.
    private static bool Regions(string one, string other) =>
        Region().Match(one) is { Success: true } first && Region().Match(other) is { Success: true } second && !first.Groups[1].ValueSpan.Equals(second.Groups[1].ValueSpan, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\bimport\w*\b|\b(?:jap|jp|jpn|usa|ntsc|japan|japon[eê]s\w*|asia|asi[áa]tic\w*)\b|vers[ãa]o (?:japonesa|americana|asi[áa]tica)|playstation hits|nintendo selects|greatest hits|limited run", RegexOptions.IgnoreCase)]
    private static partial Regex Import();

    [GeneratedRegex(@"\b(?:dlc|season pass|expansion pass|passe? de (?:expansao|temporada)|expansion pack|upgrade pack|pacote de (?:melhoria|expansao)|expansao)\b")]
    private static partial Regex AddOn();

    [GeneratedRegex(@"[\[(/]\s*(?:usado\s*/\s*)?(pt|es|uk|fr|it|de|us)(?:\s*/\s*\w+)?\s*[\])]", RegexOptions.IgnoreCase)]
    private static partial Regex Region();

    [GeneratedRegex("^(?:neon|blue|red|white|black|grey|yellow|green|pink|purple|turquoise|orange|light|dark|coral|pastel)$")]
    private static partial Regex Colour();
}
