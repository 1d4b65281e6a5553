using System.Numerics;
using Promozilla.Web.Components.Pages.Shelf;

namespace Promozilla.Web.Components.Pages.Search;

/// <summary>Which titles say a word, in memory: of a word that thousands say, the most sought-after hundreds are found without reading a title.</summary>
public sealed class TitleWords
{
    private readonly IReadOnlyList<ShelfItem> items;
    private readonly Dictionary<string, List<int>> places = new(StringComparer.Ordinal);
    private readonly string[] sorted;
    private readonly int[] byTitle;

    /// <param name="items">The most sought-after first.</param>
    public TitleWords(IReadOnlyList<ShelfItem> items)
    {
        this.items = items;
        foreach (var (place, item) in items.Index())
        {
            foreach (var word in item.Title.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (!places.TryGetValue(word, out var saying))
                {
                    places[word] = saying = [];
                }

                if (saying.Count is 0 || saying[^1] != place)
                {
                    saying.Add(place);
                }
            }
        }

        sorted = [.. places.Keys.Order(StringComparer.Ordinal)];
        byTitle = [.. Enumerable.Range(0, items.Count).OrderBy(place => items[place].Title, StringComparer.Ordinal)];
    }

    /// <summary>The most sought-after products whose titles say so, at most so many.</summary>
    /// <param name="least">How many of the terms: all of them, or one.</param>
    public IReadOnlyList<ShelfItem> Saying(IReadOnlyList<IReadOnlyList<TermWord>> terms, int least, int most)
    {
        var rows = terms.Select(Row).Aggregate((ulong[]?)null, (rows, row) => rows is null ? row : Together(rows, row, all: least > 1)) ?? [];
        var found = new List<ShelfItem>();
        for (var block = 0; block < rows.Length && found.Count < most; block++)
        {
            for (var bits = rows[block]; bits is not 0 && found.Count < most; bits &= bits - 1)
            {
                found.Add(items[(block * 64) + BitOperations.TrailingZeroCount(bits)]);
            }
        }

        return found;
    }

    /// <summary>The products with exactly this title, however little sought-after.</summary>
    public IEnumerable<ShelfItem> Called(string title)
    {
        var (low, high) = (0, byTitle.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(items[byTitle[middle]].Title, title) < 0 ? (middle + 1, high) : (low, middle);
        }

        for (; low < byTitle.Length && items[byTitle[low]].Title == title; low++)
        {
            yield return items[byTitle[low]];
        }
    }

    private static ulong[] Together(ulong[] rows, ulong[] row, bool all)
    {
        for (var block = 0; block < rows.Length; block++)
        {
            rows[block] = all ? rows[block] & row[block] : rows[block] | row[block];
        }

        return rows;
    }

    /// <summary>A bit for each product whose title says one of these words.</summary>
    private ulong[] Row(IReadOnlyList<TermWord> words)
    {
        var row = new ulong[(items.Count + 63) / 64];
        foreach (var place in words.SelectMany(Named).SelectMany(word => places[word]))
        {
            row[place / 64] |= 1ul << (place % 64);
        }

        return row;
    }

    private IEnumerable<string> Named(TermWord word) =>
        word.IsBegun ? Vocabulary.Beginning(sorted, word.Word) : places.ContainsKey(word.Word) ? [word.Word] : [];
}
