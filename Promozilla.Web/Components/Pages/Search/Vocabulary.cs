namespace Promozilla.Web.Components.Pages.Search;

/// <summary>The words of all titles, in memory: thousands, so that a misspelt word is set right in a fraction of a millisecond.</summary>
public sealed class Vocabulary
{
    private const int MostParts = 4;

    private readonly Dictionary<string, Entry> words;
    private readonly string[] sorted;
    private readonly ILookup<int, Entry> byLength;

    public Vocabulary(IEnumerable<(string Word, string Written, int Titles)> titles)
    {
        words = titles.Select(word => new Entry(word.Word, word.Written, word.Titles, Spelling.Letters(word.Word))).ToDictionary(word => word.Word, StringComparer.Ordinal);
        // Words that shoppers write and titles may lack: recognised when misspelt, and never "corrected" into a title's.
        foreach (var word in ShopWords.All)
        {
            words.TryAdd(word, new Entry(word, word, 1, Spelling.Letters(word)));
        }

        sorted = [.. words.Keys.Order(StringComparer.Ordinal)];
        byLength = words.Values.Where(word => word.Titles > 0).ToLookup(word => word.Word.Length);
    }

    public static Vocabulary Empty { get; } = new([]);

    public bool Has(string word) => words.ContainsKey(word);

    public int Titles(string word) => words.GetValueOrDefault(word)?.Titles ?? 0;

    public string Written(string word) => words.GetValueOrDefault(word)?.Written ?? word;

    /// <summary>Whether some word begins so.</summary>
    public bool Begins(string start) => Beginning(start, most: 0) is null;

    /// <summary>The words that begin so; null where they are more.</summary>
    public IReadOnlyList<string>? Beginning(string start, int most)
    {
        string[] some = [.. Beginning(sorted, start).Take(most + 1)];
        return some.Length > most ? null : some;
    }

    /// <summary>Those of words in their ordinal order that begin so.</summary>
    internal static IEnumerable<string> Beginning(string[] sorted, string start)
    {
        var first = Array.BinarySearch(sorted, start, StringComparer.Ordinal);
        return sorted.Skip(first < 0 ? ~first : first).TakeWhile(word => word.StartsWith(start, StringComparison.Ordinal));
    }

    /// <summary>The nearest words, the commonest first; none where all are too far.</summary>
    public IReadOnlyList<string> Near(string word, int most, int count = 4)
    {
        var letters = Spelling.Letters(word);
        var near = new List<(Entry Entry, int Distance)>();
        for (var length = Math.Max(2, word.Length - most); length <= word.Length + most; length++)
        {
            foreach (var entry in byLength[length])
            {
                if (Spelling.MayBeNear(letters, entry.Letters, most) && Spelling.Distance(word, entry.Word, most) is var distance && distance <= most)
                {
                    near.Add((entry, distance));
                }
            }
        }

        var least = near.Count > 0 ? near.Min(one => one.Distance) : 0;
        return [.. near.Where(one => one.Distance <= least)
            .OrderByDescending(one => one.Entry.Word[0] == word[0]).ThenByDescending(one => one.Entry.Titles).ThenBy(one => one.Entry.Word, StringComparer.Ordinal)
            .Take(count).Select(one => one.Entry.Word)];
    }

    /// <summary>Words written as one: "mariokart", "splatoon3". The fewest parts, and of those the commonest; none where it can't be parted.</summary>
    public IReadOnlyList<string> Split(string word)
    {
        for (var parts = 2; parts <= MostParts; parts++)
        {
            if (Part(word, parts) is { } found)
            {
                return found.Words;
            }
        }

        return [];
    }

    private (IReadOnlyList<string> Words, int Common)? Part(string word, int parts)
    {
        if (parts is 1)
        {
            return Titles(word) > 0 && (word.Length > 2 || char.IsAsciiDigit(word[0])) ? ([word], Titles(word)) : null;
        }

        (IReadOnlyList<string> Words, int Common)? best = null;
        for (var at = 1; at < word.Length; at++)
        {
            if (Part(word[..at], 1) is { } left && Part(word[at..], parts - 1) is { } right && Math.Min(left.Common, right.Common) is var common
                && (best is null || common > best.Value.Common))
            {
                best = ([.. left.Words, .. right.Words], common);
            }
        }

        return best;
    }

    private sealed record Entry(string Word, string Written, int Titles, uint Letters);
}
