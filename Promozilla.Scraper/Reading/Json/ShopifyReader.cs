using System.Globalization;
using System.Text.Json;
using Promozilla.Scraper.Prices;
using Promozilla.Scraper.Titles;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>
/// Shopify's storefront JSON: /products.json, /collections/x/products.json, /products/x.json and .js. One item a product: its cheapest variant that can
/// be bought, else its cheapest. The feed names no currency and often repeats the price as compare_at_price.
/// </summary>
public static class ShopifyReader
{
    private const string Source = "json:shopify";

    /// <summary>The products anywhere near the top of the answer; null when it is no Shopify answer.</summary>
    public static IReadOnlyList<RawItem>? Read(JsonElement root)
    {
        var items = new Dictionary<string, RawItem>(StringComparer.Ordinal);
        var found = false;
        foreach (var (list, products) in Lists(root))
        {
            foreach (var product in products)
            {
                if (!IsProduct(product)) continue;
                found = true;
                if (Item(product, list) is not { } item) continue;
                var id = item[Field.Id] ?? item[Field.Url] ?? item[Field.Name]!;
                // One product in two collections is one item; the collection of pre-orders knows more.
                if (!items.TryAdd(id, item) && item[Field.Availability] == Availability.PreOrder) items[id].Replace(Field.Availability, Availability.PreOrder, item.Source(Field.Availability)!);
            }
        }

        return found || IsEmptyFeed(root) ? [.. items.Values] : null;
    }

    private static bool IsEmptyFeed(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGet("products", out var products) && products.ValueKind == JsonValueKind.Array && products.GetArrayLength() == 0;

    private static IEnumerable<(string List, IEnumerable<JsonElement> Products)> Lists(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array) yield return ("", root.EnumerateArray());
        if (root.ValueKind != JsonValueKind.Object) yield break;
        if (IsProduct(root)) yield return ("", [root]);
        foreach (var member in root.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Array) yield return (member.Name, member.Value.EnumerateArray());
            else if (member.Value.ValueKind == JsonValueKind.Object && IsProduct(member.Value)) yield return ("", [member.Value]);
        }
    }

    private static bool IsProduct(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object && element.TryGet("variants", out _) && element.TryGet("title", out _);

    private static RawItem? Item(JsonElement product, string list)
    {
        var name = JsonPath.Text(product, "title");
        if (string.IsNullOrWhiteSpace(name) || !product.TryGet("variants", out var variants) || variants.ValueKind != JsonValueKind.Array) return null;
        var inCents = product.TryGet("price_min", out _) || product.TryGet("compare_at_price_min", out _);
        var priced = variants.EnumerateArray().Where(variant => variant.ValueKind == JsonValueKind.Object)
            .Select(variant => (Variant: variant, Price: Money(variant, "price", inCents), IsAvailable: Available(variant)))
            .Where(entry => entry.Price is > 0).OrderBy(entry => entry.IsAvailable == false).ThenBy(entry => entry.Price).ToList();
        if (priced.Count == 0) return null;

        var (best, price, isAvailable) = priced[0];
        var handle = JsonPath.Text(product, "handle");
        var item = new RawItem();
        item.Set(Field.Name, name, $"{Source}.title");
        item.Set(Field.Price, Text(price), $"{Source}.variants.price");
        item.Set(Field.OldPrice, Text(Money(best, "compare_at_price", inCents)), $"{Source}.variants.compare_at_price");
        item.Set(Field.Id, JsonPath.Text(product, "id") ?? handle, $"{Source}.id");
        item.Set(Field.Url, handle is null ? null : $"/products/{handle}", $"{Source}.handle");
        item.Set(Field.Image, Image(product), $"{Source}.images");
        if (priced.Count == 1 || JsonPath.Text(best, "barcode") is not null) item.Set(Field.Gtin, Gtin.Normalise(JsonPath.Text(best, "barcode")), $"{Source}.barcode");
        if (variants.GetArrayLength() == 1) item.Set(Field.Gtin, Gtin.FromUrl(handle is null ? null : $"/{handle}"), $"{Source}.handle");
        AddLabels(item, product, list);
        item.Set(Field.Availability, Stock(item, isAvailable), isAvailable is null ? $"{Source}.tags" : $"{Source}.variants.available");
        return item;
    }

    private static string? Stock(RawItem item, bool? isAvailable)
    {
        if (isAvailable == false) return Availability.OutOfStock;
        if (item.Labels.Exists(label => AvailabilityText.Read(label) == Availability.PreOrder)) return Availability.PreOrder;
        return isAvailable == true ? Availability.InStock : null;
    }

    private static void AddLabels(RawItem item, JsonElement product, string list)
    {
        if ((JsonPath.Text(product, "product_type") ?? JsonPath.Text(product, "type")) is { Length: > 0 } type) item.Labels.Add(type);
        if (product.TryGet("tags", out var tags))
        {
            if (tags.ValueKind == JsonValueKind.Array) item.Labels.AddRange(tags.EnumerateArray().Select(tag => JsonPath.Text(tag)).OfType<string>());
            else if (JsonPath.Text(tags) is { } joined) item.Labels.AddRange(joined.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }

        if (list is not ("" or "products")) item.Labels.Add(list);
    }

    private static bool? Available(JsonElement variant) => JsonPath.Text(variant, "available") switch { "true" => true, "false" => false, _ => null };

    private static decimal? Money(JsonElement variant, string property, bool inCents)
    {
        var amount = PriceText.ReadMachine(JsonPath.Text(variant, property)).Amount;
        return inCents && variant.TryGet(property, out var value) && value.ValueKind == JsonValueKind.Number ? amount / 100 : amount;
    }

    private static string? Text(decimal? amount) => amount?.ToString(CultureInfo.InvariantCulture);

    private static string? Image(JsonElement product)
    {
        if (product.TryGet("images", out var images) && images.ValueKind == JsonValueKind.Array && images.GetArrayLength() > 0)
            return JsonPath.Text(images[0], "src") ?? JsonPath.Text(images[0]);
        return JsonPath.Text(product, "featured_image") ?? (product.TryGet("image", out var image) ? JsonPath.Text(image, "src") : null);
    }
}
