using System.Globalization;
using System.Text;
using System.Text.Json;
using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;

namespace Promozilla.Worker.Doubt;

/// <summary>What a canary's page must say: as in the store's definition.</summary>
/// <param name="Title">Words that its title holds, in any order.</param>
/// <param name="PriceFrom">In the store's currency; the price lies between the two, both included.</param>
internal sealed record Canary(string? Title, string? Gtin, decimal? PriceFrom, decimal? PriceTo)
{
    public static Canary Parse(string json) => JsonSerializer.Deserialize<Canary>(json, JsonSerializerOptions.Web) ?? new Canary(null, null, null, null);
}

internal static class CanaryRules
{
    /// <returns>What is wrong, in plain words; null where it reads as it should.</returns>
    public static string? Wrong(Canary canary, SeenProduct page)
    {
        var title = Folded(page.Title);
        if (Folded(canary.Title ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(word => !title.Contains(word, StringComparison.Ordinal)) is { } missing)
        {
            return $"the title \"{page.Title}\" lacks \"{missing}\"";
        }

        if (canary.Gtin is { } gtin && page.Gtin is { } read && gtin != read)
        {
            return $"the GTIN is {read}, not {gtin}";
        }

        return page.Price switch
        {
            // Who can't buy it may be shown no price.
            null when page.Availability is Availability.OutOfStock => null,
            null => "it shows no price",
            { } price when price < canary.PriceFrom || price > canary.PriceTo =>
                string.Create(CultureInfo.InvariantCulture, $"the price {price:0.00} is not from {canary.PriceFrom:0.00} to {canary.PriceTo:0.00}"),
            _ => null,
        };
    }

    private static string Folded(string text)
    {
        var plain = text.Normalize(NormalizationForm.FormD).Where(sign => CharUnicodeInfo.GetUnicodeCategory(sign) != UnicodeCategory.NonSpacingMark);
        return new string([.. plain]).ToLowerInvariant();
    }
}
