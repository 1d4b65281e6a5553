using System.Globalization;
using System.Text.Json;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>What Nintendo's price API says of one title.</summary>
/// <param name="Id">The NSUID; another in every region.</param>
/// <param name="Regular">Null where the API names none: not released, not sold in this country.</param>
/// <param name="Reduced">During a promotion.</param>
/// <param name="From">When the promotion begins.</param>
/// <param name="Until">When it ends.</param>
public sealed record NintendoPrice(string Id, string Availability, decimal? Regular, decimal? Reduced, string? Currency, DateTimeOffset? From, DateTimeOffset? Until)
{
    /// <summary>The API takes no more ids at once.</summary>
    public const int MostIds = 50;

    /// <summary>The prices of an answer; null when it is none.</summary>
    public static IReadOnlyList<NintendoPrice>? Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGet("prices", out var prices) || prices.ValueKind != JsonValueKind.Array || !root.TryGet("personalized", out _)) return null;
        var country = JsonPath.Text(root, "country");
        return [.. prices.EnumerateArray().Select(price => One(price, country)).OfType<NintendoPrice>()];
    }

    /// <summary>Games (7001) and bundles (7007) have a price; demos and the rest don't.</summary>
    public static bool IsForSale(string? id) => id is { Length: 14 } && id.All(char.IsAsciiDigit) && (id.StartsWith("7001", StringComparison.Ordinal) || id.StartsWith("7007", StringComparison.Ordinal));

    public static string? CurrencyOf(string? country) => country?.ToUpperInvariant() switch
    {
        null => null,
        "GB" => "GBP",
        "CH" => "CHF",
        "ZA" => "ZAR",
        "PL" => "PLN",
        "CZ" => "CZK",
        "SE" => "SEK",
        "DK" => "DKK",
        "NO" => "NOK",
        "AU" => "AUD",
        "NZ" => "NZD",
        _ => "EUR",
    };

    /// <summary>
    /// The item with this price; without one, where the API gave none, as what the catalogue says may be a promotion that is over. A promotion that has not begun,
    /// or is over, is no price.
    /// </summary>
    public static PageItem Apply(PageItem item, NintendoPrice? price, DateTimeOffset now)
    {
        if (price?.Regular is not > 0)
        {
            // A free game has no price either: 0 is what a broken answer says.
            var stock = item.Availability == ServiceDefaults.Availability.OutOfStock ? item.Availability : price?.Availability ?? ServiceDefaults.Availability.Unknown;
            return item with { Price = null, OldPrice = null, OldPriceKind = null, Availability = stock };
        }

        var isOn = price.Reduced is > 0 && price.Reduced < price.Regular && !(price.From > now) && !(price.Until < now);
        return item with
        {
            Price = isOn ? price.Reduced : price.Regular,
            OldPrice = isOn ? price.Regular : null,
            OldPriceKind = isOn ? ClaimKind.Previous : null,
            Currency = price.Currency ?? item.Currency,
            Availability = price.Availability,
            PriceFrom = isOn ? price.From : null,
            PriceUntil = isOn ? price.Until : null,
        };
    }

    private static NintendoPrice? One(JsonElement price, string? country)
    {
        if (JsonPath.Text(price, "title_id") is not { } id) return null;
        var (regular, currency) = Money(price, "regular_price");
        var (reduced, reducedCurrency) = Money(price, "discount_price");
        var availability = JsonPath.Text(price, "sales_status") switch
        {
            "onsale" => ServiceDefaults.Availability.InStock,
            "preorder" or "pre_order" => ServiceDefaults.Availability.PreOrder,
            "sales_termination" or "not_sale" => ServiceDefaults.Availability.OutOfStock,
            _ => ServiceDefaults.Availability.Unknown,
        };
        return new(id, availability, regular, reduced, currency ?? reducedCurrency ?? CurrencyOf(country), Moment(price, "start_datetime"), Moment(price, "end_datetime"));
    }

    // raw_value is a string with a dot, whatever the language of "amount".
    private static (decimal? Amount, string? Currency) Money(JsonElement price, string property)
    {
        if (!price.TryGet(property, out var money) || money.ValueKind != JsonValueKind.Object) return (null, null);
        var isAmount = decimal.TryParse(JsonPath.Text(money, "raw_value"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount);
        return (isAmount ? amount : null, JsonPath.Text(money, "currency"));
    }

    private static DateTimeOffset? Moment(JsonElement price, string property) =>
        price.TryGet("discount_price", out var money)
        && DateTimeOffset.TryParse(JsonPath.Text(money, property), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;
}
