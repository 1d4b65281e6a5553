using System.Globalization;

namespace Promozilla.Web.Shop;

/// <summary>Prices, in the currency of the request's market, and percents in the reader's culture: "39,99 €" and "33 %", or "€39.99" and "33%".</summary>
public static class Money
{
    public static string Price(decimal amount) =>
        amount.ToString("C2", CultureInfo.CurrentCulture);

    /// <summary>Whole euros without cents: "20 €" for a range's end.</summary>
    public static string Whole(decimal amount) =>
        amount.ToString(decimal.IsInteger(amount) ? "C0" : "C2", CultureInfo.CurrentCulture);

    public static string Percent(decimal percent)
    {
        var whole = decimal.Round(percent, 0, MidpointRounding.AwayFromZero).ToString("0", CultureInfo.CurrentCulture);
        return CultureInfo.CurrentCulture.TwoLetterISOLanguageName is "en" ? $"{whole}%" : $"{whole}\u00a0%";
    }

    public static string Minus(decimal percent) => $"\u2212{Percent(percent)}";

    /// <summary>Decimal point, for attributes that machines read.</summary>
    public static string Machine(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);
}
