using System.Globalization;

namespace Promozilla.Tests.Worker;

/// <summary>GTIN-13s that no other test has, with a right check digit.</summary>
internal static class TradeNumbers
{
    private static int last = Random.Shared.Next(10_000_000);

    public static string Next()
    {
        var body = $"0045{(Interlocked.Increment(ref last) % 100_000_000).ToString("00000000", CultureInfo.InvariantCulture)}";
        var sum = body.Select((digit, place) => (digit - '0') * (place % 2 == 0 ? 1 : 3)).Sum();
        return $"{body}{(10 - (sum % 10)) % 10}";
    }
}
