using System.Text;
using Promozilla.Web.Accounts.TwoFactor;
using QRCoder.Exceptions;

namespace Promozilla.Tests.Web.Accounts;

/// <summary>Reads a QR code back from its modules alone, by the standard: what it finds owes nothing to how the code was made.</summary>
internal static class QrReader
{
    // By version, at level M: blocks, correction bytes in each, centres of the small squares.
    private static readonly Dictionary<int, (int Blocks, int Correction, int[] Squares)> Layouts = new()
    {
        [1] = (1, 10, []),
        [2] = (1, 16, [6, 18]),
        [3] = (1, 26, [6, 22]),
        [5] = (2, 24, [6, 30]),
        [6] = (4, 16, [6, 34]),
        [7] = (4, 18, [6, 22, 38]),
        [9] = (5, 22, [6, 26, 46]),
        [10] = (5, 26, [6, 28, 50]),
        [14] = (9, 24, [6, 26, 46, 66]),
        [17] = (11, 28, [6, 30, 54, 78]),
        [20] = (16, 26, [6, 34, 62, 90]),
    };

    public static string Read(QrCode code)
    {
        var version = (code.Size - 17) / 4;
        var format = Enumerable.Range(0, 15).Aggregate(0, (bits, bit) => bits | (FormatModule(code, bit) ? 1 << bit : 0)) ^ 0x5412;
        Assert.Equal(0, format >> 13);
        var mask = (format >> 10) & 7;
        var bytes = new List<byte>();
        var (held, count) = (0, 0);
        foreach (var (row, column) in Path(code.Size).Where(at => !IsPattern(at.Row, at.Column, code.Size, version)))
        {
            held = (held << 1) | (code[row, column] ^ Inverts(mask, row, column) ? 1 : 0);
            if (++count % 8 == 0)
            {
                bytes.Add((byte)held);
                held = 0;
            }
        }

        var (blocks, correction, _) = Layouts[version];
        var data = bytes.Count - (blocks * correction);
        var longer = data % blocks;
        var parts = Enumerable.Range(0, blocks).Select(_ => new List<byte>()).ToArray();
        var next = 0;
        for (var at = 0; at <= data / blocks; at++)
        {
            for (var block = at < data / blocks ? 0 : blocks - longer; block < blocks; block++) parts[block].Add(bytes[next++]);
        }

        var text = parts.SelectMany(part => part).ToArray();
        for (var at = 0; at < correction; at++)
        {
            foreach (var part in parts) part.Add(bytes[next++]);
        }

        Assert.All(parts, part => Assert.All(Enumerable.Range(0, correction), root => Assert.Equal(0, Syndrome(part, root))));
        Assert.Equal(4, text[0] >> 4);
        var wide = version >= 10;
        var length = wide ? ((text[0] & 15) << 12) | (text[1] << 4) | (text[2] >> 4) : ((text[0] & 15) << 4) | (text[1] >> 4);
        var from = wide ? 2 : 1;
        return Encoding.UTF8.GetString([.. Enumerable.Range(from, length).Select(at => (byte)((text[at] << 4) | (text[at + 1] >> 4)))]);
    }

    private static bool FormatModule(QrCode code, int bit) => bit switch
    {
        < 6 => code[bit, 8],
        6 => code[7, 8],
        7 => code[8, 8],
        8 => code[8, 7],
        _ => code[8, 14 - bit],
    };

    private static IEnumerable<(int Row, int Column)> Path(int size)
    {
        var up = true;
        for (var column = size - 1; column > 0; column -= 2)
        {
            if (column == 6) column--;
            for (var step = 0; step < size; step++)
            {
                var row = up ? size - 1 - step : step;
                yield return (row, column);
                yield return (row, column - 1);
            }

            up = !up;
        }
    }

    private static bool IsPattern(int row, int column, int size, int version)
    {
        var corner = (row < 9 && column < 9) || (row < 9 && column >= size - 8) || (row >= size - 8 && column < 9);
        var versions = version >= 7 && ((row < 6 && column >= size - 11) || (column < 6 && row >= size - 11));
        var marks = Layouts[version].Squares.SelectMany(_ => Layouts[version].Squares, (down, right) => (down, right))
            .Where(at => !((at.down == 6 && (at.right == 6 || at.right == size - 7)) || (at.down == size - 7 && at.right == 6)));
        return corner || versions || row == 6 || column == 6 || marks.Any(at => Math.Abs(at.down - row) <= 2 && Math.Abs(at.right - column) <= 2);
    }

    private static bool Inverts(int mask, int i, int j) => (mask switch
    {
        0 => (i + j) % 2,
        1 => i % 2,
        2 => j % 3,
        3 => (i + j) % 3,
        4 => ((i / 2) + (j / 3)) % 2,
        5 => (i * j % 2) + (i * j % 3),
        6 => ((i * j % 2) + (i * j % 3)) % 2,
        _ => (((i + j) % 2) + (i * j % 3)) % 2,
    }) == 0;

    private static int Syndrome(List<byte> block, int root)
    {
        var power = 1;
        for (var time = 0; time < root; time++) power = Times(power, 2);
        return block.Aggregate(0, (sum, one) => Times(sum, power) ^ one);
    }

    private static int Times(int left, int right)
    {
        var product = 0;
        for (; right > 0; right >>= 1, left = left << 1 > 255 ? (left << 1) ^ 0x11D : left << 1) product ^= (right & 1) * left;
        return product;
    }
}

public sealed class QrCodeTests
{
    [Theory]
    [InlineData("A", 1)]
    [InlineData("otpauth://totp/Promozilla:ana%40example.pt?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Promozilla", 6)]
    [InlineData("ação, coração, pão e cão", 3)]
    public void A_code_says_its_text_and_is_as_small_as_can_be(string text, int version)
    {
        var code = QrCode.Of(text);
        Assert.Equal(text, QrReader.Read(code));
        Assert.Equal(17 + (4 * version), code.Size);
    }

    [Theory]
    [InlineData(26)]
    [InlineData(84)]
    [InlineData(122)]
    [InlineData(180)]
    [InlineData(213)]
    [InlineData(360)]
    [InlineData(500)]
    [InlineData(660)]
    public void Long_texts_survive_too(int length)
    {
        var text = string.Concat(Enumerable.Range(0, length).Select(at => (char)('!' + (at * 7 % 90))));
        Assert.Equal(text, QrReader.Read(QrCode.Of(text)));
    }

    [Fact]
    public void What_fits_no_code_is_refused() => Assert.Throws<DataTooLongException>(() => QrCode.Of(new string('a', 2_400)));
}
