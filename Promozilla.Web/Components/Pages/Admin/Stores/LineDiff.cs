namespace Promozilla.Web.Components.Pages.Admin.Stores;

/// <summary>What stands in two texts, line by line.</summary>
public sealed record DiffLine(char Mark, string Text)
{
    public const char Same = ' ', Added = '+', Removed = '-', Skipped = '⋯';
}

/// <summary>The longest common lines of two texts, and around what differs a few lines of what doesn't. A pure function of its input.</summary>
public static class LineDiff
{
    private const int Around = 3;
    private const long MostPairs = 4_000_000;

    public static IReadOnlyList<DiffLine> Of(string before, string after)
    {
        var (left, right) = (Lines(before), Lines(after));
        // Common ends need no table.
        var head = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        var tail = 0;
        while (tail < Math.Min(left.Length, right.Length) - head && left[^(tail + 1)] == right[^(tail + 1)]) tail++;
        var middle = Middle(left[head..^tail], right[head..^tail]);
        return Fold([.. left[..head].Select(line => new DiffLine(DiffLine.Same, line)), .. middle, .. left[^tail..].Select(line => new DiffLine(DiffLine.Same, line))]);
    }

    private static List<DiffLine> Middle(string[] left, string[] right)
    {
        // Definitions are some hundred lines long; of much more, a table of all pairs would take more memory than it is worth.
        if ((long)left.Length * right.Length > MostPairs) return [.. left.Select(line => new DiffLine(DiffLine.Removed, line)), .. right.Select(line => new DiffLine(DiffLine.Added, line))];
        // common[i, j]: how many lines the rests from i and j have in common.
        var common = new int[left.Length + 1, right.Length + 1];
        for (var i = left.Length - 1; i >= 0; i--)
        {
            for (var j = right.Length - 1; j >= 0; j--) common[i, j] = left[i] == right[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var lines = new List<DiffLine>();
        for (int i = 0, j = 0; i < left.Length || j < right.Length;)
        {
            if (i < left.Length && j < right.Length && left[i] == right[j])
            {
                lines.Add(new DiffLine(DiffLine.Same, left[i++]));
                j++;
            }
            else if (j == right.Length || (i < left.Length && common[i + 1, j] >= common[i, j + 1])) lines.Add(new DiffLine(DiffLine.Removed, left[i++]));
            else lines.Add(new DiffLine(DiffLine.Added, right[j++]));
        }

        return lines;
    }

    private static List<DiffLine> Fold(List<DiffLine> lines)
    {
        var near = new bool[lines.Count];
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at].Mark is DiffLine.Same) continue;
            for (var other = Math.Max(at - Around, 0); other <= Math.Min(at + Around, lines.Count - 1); other++) near[other] = true;
        }

        var folded = new List<DiffLine>();
        for (var at = 0; at < lines.Count; at++)
        {
            if (near[at]) folded.Add(lines[at]);
            else if (folded.Count is 0 || folded[^1].Mark is not DiffLine.Skipped) folded.Add(new DiffLine(DiffLine.Skipped, ""));
        }

        return folded;
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}
