namespace Promozilla.Web.Accounts.TwoFactor;

/// <summary>The bytes of a QR code: the text with its header and padding, cut into blocks, each with its Reed-Solomon bytes, woven together.</summary>
internal static class QrCodewords
{
    public static byte[] Of(byte[] text, int lengthBits, int dataBytes, int blocks, int correction)
    {
        var data = Data(text, lengthBits, dataBytes);
        var shortBlocks = blocks - (dataBytes % blocks);
        var divisor = Divisor(correction);
        var parts = new List<(byte[] Data, byte[] Correction)>();
        for (var (block, at) = (0, 0); block < blocks; block++)
        {
            var length = (dataBytes / blocks) + (block < shortBlocks ? 0 : 1);
            var part = data[at..(at + length)];
            parts.Add((part, Remainder(part, divisor)));
            at += length;
        }

        return
        [
            .. Enumerable.Range(0, (dataBytes / blocks) + 1).SelectMany(at => parts.Where(part => at < part.Data.Length).Select(part => part.Data[at])),
            .. Enumerable.Range(0, correction).SelectMany(at => parts.Select(part => part.Correction[at])),
        ];
    }

    private static byte[] Data(byte[] text, int lengthBits, int dataBytes)
    {
        var bits = new List<bool>();
        Add(0b0100, 4);
        Add(text.Length, lengthBits);
        foreach (var one in text)
        {
            Add(one, 8);
        }

        Add(0, Math.Min(4, (dataBytes * 8) - bits.Count));
        Add(0, (8 - (bits.Count % 8)) % 8);
        for (var padding = 0xEC; bits.Count < dataBytes * 8; padding ^= 0xEC ^ 0x11)
        {
            Add(padding, 8);
        }

        return [.. bits.Chunk(8).Select(eight => (byte)eight.Aggregate(0, (value, bit) => (value << 1) | (bit ? 1 : 0)))];

        void Add(int value, int count)
        {
            for (var bit = count - 1; bit >= 0; bit--)
            {
                bits.Add(((value >> bit) & 1) is 1);
            }
        }
    }

    /// <summary>The product of (x - 2^i) for i under the degree, without its leading 1.</summary>
    private static byte[] Divisor(int degree)
    {
        var result = new byte[degree];
        result[^1] = 1;
        byte root = 1;
        for (var factor = 0; factor < degree; factor++)
        {
            for (var at = 0; at < degree; at++)
            {
                result[at] = (byte)(Multiply(result[at], root) ^ (at + 1 < degree ? result[at + 1] : 0));
            }

            root = Multiply(root, 2);
        }

        return result;
    }

    private static byte[] Remainder(byte[] data, byte[] divisor)
    {
        var result = new byte[divisor.Length];
        foreach (var one in data)
        {
            var factor = (byte)(one ^ result[0]);
            for (var at = 0; at < result.Length; at++)
            {
                result[at] = (byte)((at + 1 < result.Length ? result[at + 1] : 0) ^ Multiply(divisor[at], factor));
            }
        }

        return result;
    }

    /// <summary>In GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1.</summary>
    private static byte Multiply(byte left, byte right)
    {
        var product = 0;
        for (var bit = 7; bit >= 0; bit--)
        {
            product = (product << 1) ^ ((product >> 7) * 0x11D);
            product ^= ((right >> bit) & 1) * left;
        }

        return (byte)product;
    }
}
