using System.Globalization;
using Promozilla.Data.Search;
using Promozilla.ServiceDefaults;

namespace Promozilla.Web.Components.Pages.Search;

/// <param name="IsBegun">Words that only begin so count as well.</param>
public readonly record struct TermWord(string Word, bool IsBegun = false)
{
    public override string ToString() => IsBegun ? $"{Word}*" : Word;
}

/// <summary>What somebody typed, as the shop understands it: misspelt words set right, "switch 2" and "jogo" as hints, fillers dropped.</summary>
public sealed record Question
{
    private const int MostWords = 12;

    /// <summary>So many words that begin with an asked one are named.</summary>
    private const int MostNamed = 8;
    private static readonly HashSet<string> ConsoleModels = ["oled", "lite", "v2"];

    /// <summary>Each asked word with whatever may stand for it; a product must have one of each.</summary>
    public required IReadOnlyList<IReadOnlyList<TermWord>> Terms { get; init; }

    /// <summary>The words that say what is meant, set right, in one line: what titles are compared with.</summary>
    public required string Text { get; init; }

    /// <summary>All words, set right.</summary>
    public required string Whole { get; init; }
    public string? Platform { get; init; }
    public string? Kind { get; init; }

    /// <summary>Words were set right: what to show that we looked for.</summary>
    public string? Corrected { get; init; }

    /// <summary>Words of no title, nor like any.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>Digits alone that may be on a box: 8, 12, 13 or 14 of them, written as listings keep them.</summary>
    public string? Gtin { get; init; }

    /// <summary>One word with a figure in it, as stores number their shelves.</summary>
    public string? Code { get; init; }

    public bool IsEmpty => Whole.Length is 0;

    public static Question Read(string typed, Vocabulary vocabulary)
    {
        var words = SearchText.Words(typed).Take(MostWords).ToList();
        var read = SetRight(words, vocabulary);
        var right = read.ConvertAll(word => word.Best);
        var (platform, kind) = (default(string), default(string));
        var terms = new List<ReadWord>();
        for (var at = 0; at < read.Count; at++)
        {
            if (ShopWords.PlatformAt(right, at) is { } hint)
            {
                platform = hint.Platform;
                at += hint.Words - 1;
            }
            else if (ShopWords.KindOf(right[at]) is { } named)
            {
                kind = named;
            }
            else if (!ShopWords.IsFiller(right[at]))
            {
                terms.Add(read[at]);
            }
        }

        kind ??= platform is not null && terms.TrueForAll(term => ConsoleModels.Contains(term.Best)) ? ProductKind.Console : null;
        var known = terms.Where(term => !term.IsUnknown).ToList();
        var asked = known.Count > 0 ? known : [.. read.Where(word => !word.IsUnknown)];
        return new Question
        {
            Terms = asked.ConvertAll(word => (IReadOnlyList<TermWord>)[.. word.May.SelectMany(ShopWords.Meaning).SelectMany(may => Standing(may, vocabulary)).Distinct()]),
            Text = string.Join(' ', asked.Select(word => word.Best)),
            Whole = string.Join(' ', right),
            Platform = platform,
            Kind = kind,
            Corrected = read.Exists(word => word.IsCorrected)
                ? string.Join(' ', read.Where(word => !word.IsUnknown).Select(word => word.IsCorrected ? vocabulary.Written(word.Best) : word.Typed))
                : null,
            Unknown = [.. read.Where(word => word.IsUnknown).Select(word => word.Typed)],
            Gtin = GtinOf(typed),
            Code = typed.Trim() is { Length: > 2 and < 64 } code && !code.Any(char.IsWhiteSpace) && code.Any(char.IsAsciiDigit) ? code : null,
        };
    }

    /// <summary>The same, where whatever begins with its words counts, in titles and everywhere else.</summary>
    public Question Begun() => this with { Terms = [.. Terms.Select(words => (IReadOnlyList<TermWord>)[.. words.Select(word => new TermWord(word.Word, !IsWhole(word.Word)))])] };

    /// <summary>Its words as PostgreSQL asks for them: of letters and figures alone, so nothing in them is an operator.</summary>
    /// <param name="between">What stands between words: all of them, or any.</param>
    public string Asked(string between) =>
        string.Join(between, Terms.Select(words => $"({string.Join(" | ", words.Select(word => word.IsBegun ? $"'{word.Word}':*" : $"'{word.Word}'"))})"));

    /// <summary>Whether these words stand in a title, in this order and whole.</summary>
    public static bool Says(string title, string words)
    {
        if (words.Length is 0)
        {
            return false;
        }

        for (var at = title.IndexOf(words, StringComparison.Ordinal); at >= 0; at = title.IndexOf(words, at + 1, StringComparison.Ordinal))
        {
            var end = at + words.Length;
            if ((at is 0 || title[at - 1] is ' ') && (end == title.Length || title[end] is ' '))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// A word and the titles' words that begin with it. Named one by one where they are few: the database finds whole words many times faster than it finds beginnings.
    /// </summary>
    private static IEnumerable<TermWord> Standing(string word, Vocabulary vocabulary) =>
        IsWhole(word) ? [new TermWord(word)]
        : vocabulary.Beginning(word, MostNamed) is { } longer ? longer.Prepend(word).Distinct().Select(one => new TermWord(one))
        : [new TermWord(word, IsBegun: true)];

    /// <summary>So short that what begins with it is another word.</summary>
    private static bool IsWhole(string word) => word.Length <= 2 || word.All(char.IsAsciiDigit);

    private static List<ReadWord> SetRight(List<string> words, Vocabulary vocabulary)
    {
        var read = new List<ReadWord>();
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            var next = at + 1 < words.Count ? words[at + 1] : "";
            if (next.Length > 0 && vocabulary.Titles(word + next) > 0 && !(vocabulary.Has(word) && vocabulary.Has(next)))
            {
                read.Add(new ReadWord($"{word} {next}", [word + next], IsCorrected: true));
                at++;
            }
            else if (vocabulary.Has(word) || word.All(char.IsAsciiDigit) || word.Length is 1)
            {
                read.Add(new ReadWord(word, [word]));
            }
            else if (ShopWords.PlatformAt([word], 0) is not null)
            {
                read.Add(new ReadWord(word, [word]));
            }
            else if (vocabulary.Begins(word))
            {
                read.Add(new ReadWord(word, word.Length > 3 ? [word, .. vocabulary.Near(word, 1)] : [word]));
            }
            else if (vocabulary.Split(word) is { Count: > 0 } parts)
            {
                read.AddRange(parts.Select(part => new ReadWord(part, [part], IsCorrected: true)));
            }
            else
            {
                var near = vocabulary.Near(word, Spelling.Allowed(word.Length));
                read.Add(near.Count > 0 ? new ReadWord(word, near, IsCorrected: true) : new ReadWord(word, [word], IsUnknown: true));
            }
        }

        return read;
    }

    private static string? GtinOf(string typed)
    {
        var digits = string.Concat(typed.Where(letter => !char.IsWhiteSpace(letter) && letter is not '-'));
        return digits.All(char.IsAsciiDigit)
            ? digits.Length switch
            {
                8 or 13 => digits,
                12 => $"0{digits}",
                14 when digits[0] is '0' => digits[1..],
                14 => digits,
                _ => null,
            }
            : null;
    }

    public string Describe() => string.Create(CultureInfo.InvariantCulture, $"{Text} [{Platform ?? "-"} {Kind ?? "-"}] {string.Join(" & ", Terms.Select(term => string.Join('|', term)))}");

    private sealed record ReadWord(string Typed, IReadOnlyList<string> May, bool IsCorrected = false, bool IsUnknown = false)
    {
        public string Best => May[0];
    }
}
