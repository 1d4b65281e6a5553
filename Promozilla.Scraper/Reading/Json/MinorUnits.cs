using System.Globalization;
using System.Text.Json;

namespace Promozilla.Scraper.Reading;

/// <summary>Amounts that JSON writes as whole cents, and says so: "priceInCents", {"centAmount": 4999, "fractionDigits": 2}, {"value": 4999, "exponent": 2}.</summary>
internal static class MinorUnits
{
    private static readonly string[] Suffixes = ["InCents", "_in_cents", "Cents", "_cents", "InMinorUnits", "MinorUnits"];
    private static readonly string[] Digits = ["fractionDigits", "exponent", "currency_minor_unit", "minorUnit", "decimals", "precision", "scale"];
    private static readonly string[] Whole = ["centAmount", "value", "amount", "price", "cents"];

    public static string? Find(JsonElement element, string[] names)
    {
        foreach (var name in names)
        {
            foreach (var suffix in Suffixes)
            {
                if (element.TryGet(name + suffix, out var cents) && Amount(cents, 2) is { } amount) return amount;
            }

            if (element.TryGet(name, out var money) && money.ValueKind == JsonValueKind.Object && Inner(money) is { } inner) return inner;
        }

        return null;
    }

    private static string? Inner(JsonElement money)
    {
        var digits = Array.Find(Digits, name => money.TryGet(name, out var given) && given.ValueKind == JsonValueKind.Number);
        if (digits is null) return money.TryGet("centAmount", out var cents) ? Amount(cents, 2) : null;
        var unit = money.GetProperty(digits).TryGetInt32(out var number) && number is >= 0 and <= 4 ? number : 0;
        foreach (var name in Whole)
        {
            if (money.TryGet(name, out var value) && Amount(value, unit) is { } amount) return amount;
        }

        return null;
    }

    private static string? Amount(JsonElement value, int unit)
    {
        if (!decimal.TryParse(JsonPath.Text(value), NumberStyles.None, CultureInfo.InvariantCulture, out var amount)) return null;
        for (var i = 0; i < unit; i++) amount /= 10;
        return amount.ToString("0.####", CultureInfo.InvariantCulture);
    }
}
