using System.Numerics;

namespace Promozilla.Web.Components.Pages.Search;

/// <summary>How many slips of the finger lie between two words: a letter too many, too few, another one, or two swapped.</summary>
public static class Spelling
{
    /// <summary>Slips that a word of this length may have and still be recognised.</summary>
    public static int Allowed(int length) => length switch
    {
        < 4 => 0,
        < 6 => 1,
        < 10 => 2,
        _ => 3,
    };

    /// <summary>The letters of a word as bits: words whose letters differ too much need no closer look.</summary>
    public static uint Letters(string word)
    {
        var letters = 0u;
        foreach (var letter in word)
        {
            letters |= 1u << (letter % 32);
        }

        return letters;
    }

    public static bool MayBeNear(uint one, uint other, int most) => BitOperations.PopCount(one ^ other) <= 2 * most;

    /// <returns>The distance, or more than <paramref name="most"/> as soon as it is clear that it is more.</returns>
    public static int Distance(ReadOnlySpan<char> one, ReadOnlySpan<char> other, int most)
    {
        if (Math.Abs(one.Length - other.Length) > most || one.Length > 40 || other.Length > 40)
        {
            return most + 1;
        }

        Span<int> before = stackalloc int[other.Length + 1];
        Span<int> last = stackalloc int[other.Length + 1];
        Span<int> row = stackalloc int[other.Length + 1];
        for (var column = 0; column <= other.Length; column++)
        {
            last[column] = column;
        }

        for (var line = 1; line <= one.Length; line++)
        {
            row[0] = line;
            var least = line;
            for (var column = 1; column <= other.Length; column++)
            {
                var same = one[line - 1] == other[column - 1] ? 0 : 1;
                var cost = Math.Min(Math.Min(row[column - 1], last[column]) + 1, last[column - 1] + same);
                if (line > 1 && column > 1 && one[line - 1] == other[column - 2] && one[line - 2] == other[column - 1])
                {
                    cost = Math.Min(cost, before[column - 2] + 1);
                }

                row[column] = cost;
                least = Math.Min(least, cost);
            }

            if (least > most)
            {
                return most + 1;
            }

            var oldest = before;
            before = last;
            last = row;
            row = oldest;
        }

        return last[other.Length];
    }
}
