using System.Globalization;
using System.Text.Json;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>WooCommerce's Store API (/wp-json/wc/store/products): prices are whole numbers of the currency's minor unit.</summary>
public static class WooCommerceReader
{
    private const string Source = "json:woocommerce";

    /// <summary>The products; null when it is no such answer.</summary>
    public static IReadOnlyList<RawItem>? Read(JsonElement root)
    {
        var products = root.ValueKind switch
        {
            JsonValueKind.Array => root.EnumerateArray().ToList(),
            JsonValueKind.Object => [root],
            _ => [],
        };
        if (!products.Exists(IsProduct)) return null;
        return [.. products.Where(IsProduct).Select(Item)];
    }

    private static bool IsProduct(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGet("prices", out var prices) && prices.ValueKind == JsonValueKind.Object && prices.TryGet("price", out _);

    private static RawItem Item(JsonElement product)
    {
        var prices = product.GetProperty("prices");
        var item = new RawItem();
        item.Set(Field.Name, JsonPath.Text(product, "name"), $"{Source}.name");
        item.Set(Field.Price, Money(prices, "price"), $"{Source}.prices.price");
        item.Set(Field.OldPrice, Money(prices, "regular_price"), $"{Source}.prices.regular_price");
        item.Set(Field.Currency, JsonPath.Text(prices, "currency_code"), $"{Source}.prices.currency_code");
        item.Set(Field.Id, JsonPath.Text(product, "id"), $"{Source}.id");
        item.Set(Field.Url, JsonPath.Text(product, "permalink"), $"{Source}.permalink");
        item.Set(Field.Image, JsonPath.Parse("images[0].src").First(product) is { } image ? JsonPath.Text(image) : null, $"{Source}.images");
        foreach (var name in (string[])["gtin", "global_unique_id", "ean", "barcode"]) item.Set(Field.Gtin, JsonPath.Text(product, name), $"{Source}.{name}");
        item.Set(Field.Gtin, Titles.Gtin.Normalise(JsonPath.Text(product, "sku")), $"{Source}.sku");
        item.Set(Field.Availability, Stock(product), $"{Source}.is_in_stock");
        return item;
    }

    private static string? Stock(JsonElement product)
    {
        if (JsonPath.Text(product, "is_in_stock") == "false" || JsonPath.Text(product, "is_purchasable") == "false") return Availability.OutOfStock;
        if (JsonPath.Text(product, "is_on_backorder") == "true") return Availability.PreOrder;
        return JsonPath.Text(product, "is_in_stock") == "true" ? Availability.InStock : null;
    }

    private static string? Money(JsonElement prices, string property)
    {
        if (!decimal.TryParse(JsonPath.Text(prices, property), NumberStyles.None, CultureInfo.InvariantCulture, out var amount)) return null;
        var unit = prices.TryGet("currency_minor_unit", out var digits) && digits.ValueKind == JsonValueKind.Number && digits.TryGetInt32(out var given) ? given : 2;
        for (var i = 0; i < unit && i < 6; i++) amount /= 10;
        return amount.ToString("0.######", CultureInfo.InvariantCulture);
    }
}
