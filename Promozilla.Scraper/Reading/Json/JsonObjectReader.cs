using System.Globalization;
using System.Text.Json;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>Finds products in JSON that nobody described: objects that have a name and a price, wherever they stand (search answers, embedded page state).</summary>
public static class JsonObjectReader
{
    private const int DeepestWalk = 24;
    private const int MostItems = 2000;
    private const int MostOffers = 200;

    private static readonly string[] Names = ["__name", "boxName", "productName", "product_name", "displayName", "name", "title"];
    private static readonly string[] Prices =
        ["sellPrice", "salePrice", "sale_price", "finalPrice", "final_price", "currentPrice", "current_price", "f_price", "price_amount", "price", "priceMin", "price_min", "lowPrice", "prices", "winningOffer", "pricing", "price_range", "priceRange"];
    private static readonly string[] OldPrices =
        ["originalPrice", "original_price", "regularPrice", "regular_price", "regular_price_amount", "oldPrice", "old_price", "listPrice", "list_price", "fullPrice", "previousPrice", "initialPrice", "o_price", "wasPrice", "strikethroughPrice", "compare_at_price", "compareAtPrice", "compare_at_price_min"];
    private static readonly string[] Amounts = ["value", "amount", "current", "price", "final", "final_price", "raw_value", "sales", "decimalPrice", "f_price", "min", "minimum_price", "minVariantPrice", "default"];
    private static readonly string[] OldAmounts = ["o_price", "list", "original", "regular", "regular_price", "initial", "previous", "was", "full", "default_original_formated", "minimum_price"];
    private static readonly string[] OldInner = [.. OldAmounts, "value", "amount"];
    private static readonly string[] Deliveries = ["shipping", "shippingCost", "delivery", "deliveryCost"];
    private static readonly string[] DeliveryAmounts = ["minimumPrice", "price", "amount", "value"];
    private static readonly string[] Nests = ["price", "prices", "pricing", "price_range", "priceRange", "minimum_price", "final_price", "minVariantPrice"];
    private static readonly string[] Ids = ["boxId", "sku", "productId", "product_id", "id", "code", "pid"];
    private static readonly string[] Addresses = ["url", "permalink", "link", "href", "productUrl", "canonicalUrl"];
    private static readonly string[] Pictures = ["image", "imageUrl", "image_url", "imageUrls", "thumbnail", "images", "picture", "img", "large", "medium", "src", "url", "cover"];
    private static readonly string[] Codes = ["gtin13", "gtin", "ean", "ean13", "barcode", "gtin14", "gtin12"];
    private static readonly string[] Stocks = ["availability", "stockStatus", "stock_status", "availabilityStatus", "isInStock", "inStock", "in_stock", "isAvailable", "available", "is_in_stock"];
    private static readonly string[] StockAmounts = ["status", "value", "state", "code", "inStock", "available"];
    private static readonly string[] Currencies = ["currency", "priceCurrency", "currency_code", "currencyCode", "iso_code"];
    private static readonly string[] CurrencyAmounts = ["iso_code", "isoCode", "code", "iso"];
    private static readonly string[] Gone = ["outOfStock", "out_of_stock", "soldOut", "sold_out", "isSoldOut", "isOutOfStock"];

    public static List<RawItem> Read(JsonElement root, string source)
    {
        var items = new List<RawItem>();
        Walk(root, source, items, 0);
        return items;
    }

    public static RawItem? Item(JsonElement element, string source)
    {
        if (Value(element, Names, []) is not { } name || name.Length > 300 || (MinorUnits.Find(element, Prices) ?? Value(element, Prices, Amounts) ?? CheapestOffer(element)) is not { } price || !price.Any(char.IsAsciiDigit)) return null;
        var item = new RawItem();
        item.Set(Field.Name, name, $"{source}.name");
        item.Set(Field.Price, price, $"{source}.price");
        item.Set(Field.OldPrice, MinorUnits.Find(element, OldPrices) ?? Value(element, OldPrices, Amounts) ?? Nested(element), $"{source}.oldPrice");
        item.Set(Field.Id, Value(element, Ids, []), $"{source}.id");
        item.Set(Field.Url, Value(element, Addresses, []), $"{source}.url");
        item.Set(Field.Image, Value(element, Pictures, Pictures), $"{source}.image");
        item.Set(Field.Gtin, Value(element, Codes, []), $"{source}.gtin");
        item.Set(Field.Availability, Value(element, Stocks, StockAmounts) ?? WhetherGone(element), $"{source}.availability");
        item.Set(Field.Currency, Value(element, Currencies, CurrencyAmounts) ?? NestedCurrency(element), $"{source}.currency");
        return item;
    }

    private static void Walk(JsonElement element, string source, List<RawItem> items, int depth)
    {
        if (depth > DeepestWalk || items.Count >= MostItems) return;
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var child in element.EnumerateArray()) Walk(child, source, items, depth + 1);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            // Offers and variants inside a product are that product's.
            if (Item(element, source) is { } item) items.Add(item);
            else foreach (var member in element.EnumerateObject()) Walk(member.Value, source, items, depth + 1);
        }
    }

    // A comparison site's product: what it costs where it is cheapest with its delivery, as far as that is told.
    private static string? CheapestOffer(JsonElement element)
    {
        if (!element.TryGet("offers", out var offers) || offers.ValueKind != JsonValueKind.Array) return null;
        return offers.EnumerateArray().Take(MostOffers).Select(offer => (Price: Value(offer, Prices, Amounts), Total: Number(Value(offer, Prices, Amounts)) + (Number(Value(offer, Deliveries, DeliveryAmounts)) ?? 0)))
            .Where(offer => offer.Total > 0).OrderBy(offer => offer.Total).FirstOrDefault().Price;
    }

    private static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Nested(JsonElement element)
    {
        foreach (var name in Nests)
        {
            if (element.TryGet(name, out var prices) && prices.ValueKind == JsonValueKind.Object && Value(OfCurrency(prices)?.Value ?? prices, OldAmounts, OldInner) is { } old) return old;
        }

        return null;
    }

    private static string? NestedCurrency(JsonElement element, int depth = 0)
    {
        foreach (var name in Nests)
        {
            if (!element.TryGet(name, out var prices) || prices.ValueKind != JsonValueKind.Object) continue;
            if ((Value(prices, Currencies, []) ?? OfCurrency(prices)?.Name ?? (depth < 3 ? NestedCurrency(prices, depth + 1) : null)) is { } currency) return currency;
        }

        return null;
    }

    // {"price": {"EUR": {"default": 19.99}}}
    private static JsonProperty? OfCurrency(JsonElement prices)
    {
        foreach (var member in prices.EnumerateObject())
        {
            if (member.Name.Length == 3 && member.Name.All(char.IsAsciiLetterUpper)) return member;
        }

        return null;
    }

    private static string? WhetherGone(JsonElement element) => Value(element, Gone, []) switch
    {
        "true" or "1" => Availability.OutOfStock,
        "false" or "0" => Availability.InStock,
        _ => null,
    };

    private static string? Value(JsonElement element, string[] names, string[] inner, int depth = 0)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        foreach (var name in names)
        {
            if (!element.TryGet(name, out var value)) continue;
            if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0) value = value[0];
            if (JsonPath.Text(value) is { Length: > 0 } text) return text;
            if (value.ValueKind == JsonValueKind.Object && inner.Length > 0 && depth < 4 && Value(OfCurrency(value)?.Value ?? value, inner, inner, depth + 1) is { } found) return found;
        }

        return null;
    }
}
