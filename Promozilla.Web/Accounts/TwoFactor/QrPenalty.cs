namespace Promozilla.Web.Accounts.TwoFactor;

/// <summary>The eight masks of a QR code, and how much a masked one would confuse a reader (ISO/IEC 18004, section 7.8): less is better.</summary>
internal static class QrPenalty
{
    private static readonly bool[] FinderLike = [true, false, true, true, true, false, true, false, false, false, false];

    public static bool Inverts(int mask, int row, int column) => mask switch
    {
        0 => (row + column) % 2 is 0,
        1 => row % 2 is 0,
        2 => column % 3 is 0,
        3 => (row + column) % 3 is 0,
        4 => ((row / 2) + (column / 3)) % 2 is 0,
        5 => (row * column % 2) + (row * column % 3) is 0,
        6 => ((row * column % 2) + (row * column % 3)) % 2 is 0,
        _ => (((row + column) % 2) + (row * column % 3)) % 2 is 0,
    };

    public static int Of(bool[,] dark)
    {
        var size = dark.GetLength(0);
        var penalty = 0;
        for (var at = 0; at < size; at++)
        {
            penalty += OfLine([.. Enumerable.Range(0, size).Select(column => dark[at, column])]);
            penalty += OfLine([.. Enumerable.Range(0, size).Select(row => dark[row, at])]);
        }

        for (var row = 0; row < size - 1; row++)
        {
            for (var column = 0; column < size - 1; column++)
            {
                var corner = dark[row, column];
                penalty += corner == dark[row, column + 1] && corner == dark[row + 1, column] && corner == dark[row + 1, column + 1] ? 3 : 0;
            }
        }

        var percent = dark.Cast<bool>().Count(isDark => isDark) * 100 / (size * size);
        return penalty + (Math.Abs(percent - 50) / 5 * 10);
    }

    private static int OfLine(bool[] line)
    {
        var penalty = 0;
        var run = 1;
        for (var at = 1; at <= line.Length; at++)
        {
            if (at < line.Length && line[at] == line[at - 1])
            {
                run++;
                continue;
            }

            penalty += run >= 5 ? run - 2 : 0;
            run = 1;
        }

        for (var at = 0; at + FinderLike.Length <= line.Length; at++)
        {
            var piece = line.AsSpan(at, FinderLike.Length);
            penalty += piece.SequenceEqual(FinderLike) || IsReversed(piece) ? 40 : 0;
        }

        return penalty;
    }

    private static bool IsReversed(ReadOnlySpan<bool> piece)
    {
        for (var at = 0; at < piece.Length; at++)
        {
            if (piece[at] != FinderLike[piece.Length - 1 - at])
            {
                return false;
            }
        }

        return true;
    }
}
