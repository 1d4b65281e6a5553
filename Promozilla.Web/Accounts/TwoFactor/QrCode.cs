using System.Text;

namespace Promozilla.Web.Accounts.TwoFactor;

/// <summary>
/// A QR code (ISO/IEC 18004) of a text: bytes, error correction M, the smallest of versions 1 to 20 that holds it. Drawn here so that a
/// secret never leaves for a chart service.
/// </summary>
public sealed class QrCode
{
    // By version: correction bytes in each block, and how many blocks (ISO/IEC 18004, table 9, level M).
    private static readonly int[] CorrectionBytes = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
    private static readonly int[] Blocks = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

    private readonly int version;
    private readonly bool[,] dark;
    private readonly bool[,] reserved;

    private QrCode(int version, byte[] codewords)
    {
        this.version = version;
        Size = 17 + (4 * version);
        dark = new bool[Size, Size];
        reserved = new bool[Size, Size];
        DrawPatterns();
        DrawBits(codewords);
        var best = Enumerable.Range(0, 8).MinBy(mask => Masked(mask, () => QrPenalty.Of(dark)));
        Mask(best);
        DrawFormat(best);
    }

    public int Size { get; }

    public bool this[int row, int column] => dark[row, column];

    public static QrCode Of(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var version = Enumerable.Range(1, 20).FirstOrDefault(one => DataBytes(one) * 8 >= 4 + LengthBits(one) + (bytes.Length * 8));
        return version is 0 ? throw new ArgumentException("Too long for a QR code.", nameof(text)) : new QrCode(version, QrCodewords.Of(
            bytes, LengthBits(version), DataBytes(version), Blocks[version - 1], CorrectionBytes[version - 1]));
    }

    /// <summary>As the path of an SVG whose unit is a module, with the quiet zone of four around it.</summary>
    public string Path()
    {
        var path = new StringBuilder();
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                var first = column;
                while (column < Size && dark[row, column])
                {
                    column++;
                }

                if (column > first)
                {
                    path.Append('M').Append(first + 4).Append(' ').Append(row + 4).Append('h').Append(column - first).Append("v1h-").Append(column - first).Append('z');
                }
            }
        }

        return path.ToString();
    }

    private static int LengthBits(int version) => version < 10 ? 8 : 16;

    private static int DataBytes(int version) => (RawModules(version) / 8) - (CorrectionBytes[version - 1] * Blocks[version - 1]);

    /// <summary>Modules that are left for data and correction once the patterns are drawn.</summary>
    private static int RawModules(int version)
    {
        var marks = (version / 7) + 2;
        var left = (((16 * version) + 128) * version) + 64;
        return version is 1 ? left : left - (((25 * marks) - 10) * marks) + 55 - (version >= 7 ? 36 : 0);
    }

    private void DrawPatterns()
    {
        for (var at = 0; at < Size; at++)
        {
            Set(6, at, at % 2 is 0);
            Set(at, 6, at % 2 is 0);
        }

        DrawFinder(3, 3);
        DrawFinder(3, Size - 4);
        DrawFinder(Size - 4, 3);
        var centres = AlignmentCentres();
        foreach (var row in centres)
        {
            foreach (var column in centres.Where(column => !((row is 6 && (column is 6 || column == Size - 7)) || (row == Size - 7 && column is 6))))
            {
                DrawSquare(row, column, 2, distance => distance is not 1);
            }
        }

        DrawFormat(0);
        DrawVersion();
    }

    private int[] AlignmentCentres()
    {
        if (version is 1)
        {
            return [];
        }

        var count = (version / 7) + 2;
        var step = ((version * 4) + (count * 2) + 1) / ((count * 2) - 2) * 2;
        return [6, .. Enumerable.Range(0, count - 1).Select(one => Size - 7 - (one * step)).Reverse()];
    }

    private void DrawFinder(int row, int column) => DrawSquare(row, column, 4, distance => distance is not (2 or 4));

    private void DrawSquare(int row, int column, int reach, Func<int, bool> isDark)
    {
        for (var down = -reach; down <= reach; down++)
        {
            for (var right = -reach; right <= reach; right++)
            {
                if (row + down >= 0 && row + down < Size && column + right >= 0 && column + right < Size)
                {
                    Set(row + down, column + right, isDark(Math.Max(Math.Abs(down), Math.Abs(right))));
                }
            }
        }
    }

    /// <summary>Level M is 00, then the mask, then a BCH code over both; twice, so that one may be torn off.</summary>
    private void DrawFormat(int mask)
    {
        var rest = mask;
        for (var bit = 0; bit < 10; bit++)
        {
            rest = (rest << 1) ^ ((rest >> 9) * 0x537);
        }

        var bits = ((mask << 10) | rest) ^ 0x5412;
        for (var bit = 0; bit < 15; bit++)
        {
            var isDark = ((bits >> bit) & 1) is 1;
            Set(bit < 6 ? bit : bit < 8 ? bit + 1 : 8, bit < 8 ? 8 : bit is 8 ? 7 : 14 - bit, isDark);
            Set(bit < 8 ? 8 : Size - 15 + bit, bit < 8 ? Size - 1 - bit : 8, isDark);
        }

        Set(Size - 8, 8, true);
    }

    private void DrawVersion()
    {
        if (version < 7)
        {
            return;
        }

        var rest = version;
        for (var bit = 0; bit < 12; bit++)
        {
            rest = (rest << 1) ^ ((rest >> 11) * 0x1F25);
        }

        var bits = (version << 12) | rest;
        for (var bit = 0; bit < 18; bit++)
        {
            Set(bit / 3, Size - 11 + (bit % 3), ((bits >> bit) & 1) is 1);
            Set(Size - 11 + (bit % 3), bit / 3, ((bits >> bit) & 1) is 1);
        }
    }

    /// <summary>In columns of two, from the right, up and down by turns, past what is taken.</summary>
    private void DrawBits(byte[] codewords)
    {
        var bit = 0;
        for (var right = Size - 1; right >= 1; right -= 2)
        {
            right = right is 6 ? 5 : right;
            for (var step = 0; step < Size * 2; step++)
            {
                var column = right - (step % 2);
                var row = ((right + 1) & 2) is 0 ? Size - 1 - (step / 2) : step / 2;
                if (!reserved[row, column] && bit < codewords.Length * 8)
                {
                    dark[row, column] = ((codewords[bit / 8] >> (7 - (bit % 8))) & 1) is 1;
                    bit++;
                }
            }
        }
    }

    private int Masked(int mask, Func<int> measure)
    {
        Mask(mask);
        DrawFormat(mask);
        var result = measure();
        Mask(mask);
        return result;
    }

    private void Mask(int mask)
    {
        for (var row = 0; row < Size; row++)
        {
            for (var column = 0; column < Size; column++)
            {
                dark[row, column] ^= !reserved[row, column] && QrPenalty.Inverts(mask, row, column);
            }
        }
    }

    private void Set(int row, int column, bool isDark) => (dark[row, column], reserved[row, column]) = (isDark, true);
}
