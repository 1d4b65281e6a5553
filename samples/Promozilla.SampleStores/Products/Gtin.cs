namespace Promozilla.SampleStores.Products;

public static class Gtin
{
    /// <summary>GS1's prefix of Nintendo, so that the numbers look as they do on real boxes.</summary>
    public const string Nintendo = "0045496";

    /// <summary>952 is the prefix that GS1 keeps for examples: it collides with no real article.</summary>
    public const string Others = "9520000";

    /// <summary>Numbers that a shop gives out itself (GS1: 020-029, 200-299).</summary>
    public const string InStore = "2000000";

    public static string From(string prefix, int number)
    {
        var twelve = prefix + number.ToString("D5", System.Globalization.CultureInfo.InvariantCulture);
        return twelve + CheckDigit(twelve);
    }

    public static bool IsValid(string gtin) =>
        gtin.Length == 13 && gtin.All(char.IsAsciiDigit) && gtin[12] == CheckDigit(gtin[..12]);

    private static char CheckDigit(string twelve)
    {
        var sum = 0;
        for (var i = 0; i < 12; i++)
            sum += (twelve[i] - '0') * (i % 2 == 0 ? 1 : 3);
        return (char)('0' + ((10 - (sum % 10)) % 10));
    }
}
