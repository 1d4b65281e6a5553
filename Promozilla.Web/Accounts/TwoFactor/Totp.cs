using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Promozilla.Web.Accounts.TwoFactor;

/// <summary>Codes by time (RFC 6238): HMAC-SHA-1, six digits, steps of 30 seconds, which is what every authenticator app takes.</summary>
public static class Totp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int StepSeconds = 30;

    public static string Code(ReadOnlySpan<byte> key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // SHA-1 is what RFC 6238 names and apps know; in an HMAC it stands.
        HMACSHA1.HashData(key, counter, hash);
#pragma warning restore CA5350
        var offset = hash[^1] & 0xf;
        var number = (BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & 0x7fffffff) % 1_000_000;
        return number.ToString("D6", CultureInfo.InvariantCulture);
    }

    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / StepSeconds;

    /// <returns>The step whose code it is: the one now, the one before or the one after, for clocks that are off; null: none of them.</returns>
    public static long? Match(string key, string? typed, DateTimeOffset now)
    {
        var digits = string.Concat((typed ?? "").Where(char.IsAsciiDigit));
        if (digits.Length != 6 || Decode(key) is not { Length: > 0 } secret)
        {
            return null;
        }

        long? found = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Code(secret, step)), System.Text.Encoding.ASCII.GetBytes(digits)))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>What an authenticator app reads from the QR code.</summary>
    public static string Address(string key, string account)
    {
        var name = Uri.EscapeDataString(account.Length <= 100 ? account : account[..100]);
        return $"otpauth://totp/Promozilla:{name}?secret={key}&issuer=Promozilla";
    }

    public static byte[] Decode(string key)
    {
        var bytes = new List<byte>();
        var (held, bits) = (0, 0);
        foreach (var letter in key.ToUpperInvariant().Where(letter => letter is not ('=' or ' ')))
        {
            if (Base32.IndexOf(letter, StringComparison.Ordinal) is var five && five < 0)
            {
                return [];
            }

            (held, bits) = ((held << 5) | five, bits + 5);
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(held >> bits));
                held &= (1 << bits) - 1;
            }
        }

        return [.. bytes];
    }
}
