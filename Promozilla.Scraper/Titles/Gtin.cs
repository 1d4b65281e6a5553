using System.Text.RegularExpressions;

namespace Promozilla.Scraper.Titles;

/// <summary>Trade item numbers (GS1 General Specifications): only those that mean the same product in every shop.</summary>
public static partial class Gtin
{
    /// <summary>GTIN-13 with a right check digit, or null. 8 and 12 digits are padded, 14 cut when they wrap one item; in-store numbers (2xx, 02x, 04x) are refused.</summary>
    public static string? Normalise(string? text)
    {
        if (text is null) return null;
        var trimmed = text.Trim();
        if (trimmed.Length is not (8 or 12 or 13 or 14) || !trimmed.All(char.IsAsciiDigit)) return null;
        var padded = trimmed.PadLeft(14, '0');
        if (padded[0] != '0') return null;
        var gtin = padded[1..];
        return HasRightCheckDigit(gtin) && !IsInStore(gtin) && gtin.Distinct().Count() > 2 ? gtin : null;
    }

    /// <summary>The number at the end of a product address ("...-ps5-0711719837923.html", "...-5056635624352"), or null.</summary>
    public static string? FromUrl(string? url)
    {
        if (url is null) return null;
        var match = Tail().Match(url);
        return match.Success ? Normalise(match.Groups[1].Value) : null;
    }

    // 2xx (and 02, 04 of the 12-digit numbers) are given out by a shop to itself: weighed goods, outlet pieces, codes.
    private static bool IsInStore(string gtin) =>
        gtin[0] == '2' || gtin.StartsWith("02", StringComparison.Ordinal) || gtin.StartsWith("04", StringComparison.Ordinal)
        || gtin.StartsWith("000000", StringComparison.Ordinal);

    private static bool HasRightCheckDigit(string gtin)
    {
        var sum = 0;
        for (var i = 0; i < 12; i++) sum += (gtin[i] - '0') * (i % 2 == 0 ? 1 : 3);
        return (10 - (sum % 10)) % 10 == gtin[12] - '0';
    }

    [GeneratedRegex(@"(?:-|_|/|ean=|mrkean-)(\d{12,14})(?:\.html?|/)?(?:[?#].*)?$")]
    private static partial Regex Tail();
}
