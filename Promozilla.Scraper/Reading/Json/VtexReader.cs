using System.Text.Json;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>VTEX's catalogue search (/api/catalog_system/pub/products/search): the offer stands under the first item's first seller.</summary>
public static class VtexReader
{
    private const string Source = "json:vtex";

    private static readonly JsonPath Item = JsonPath.Parse("items[0]");
    private static readonly JsonPath Offer = JsonPath.Parse("items[0].sellers[0].commertialOffer");
    private static readonly JsonPath Picture = JsonPath.Parse("items[0].images[0].imageUrl");

    /// <summary>The products; null when it is no such answer.</summary>
    public static IReadOnlyList<RawItem>? Read(JsonElement root)
    {
        var list = root.ValueKind == JsonValueKind.Object && root.TryGet("products", out var inner) ? inner : root;
        if (list.ValueKind != JsonValueKind.Array) return null;
        var products = list.EnumerateArray().Where(product => JsonPath.Text(product, "productName") is not null && Offer.First(product) is not null).ToList();
        return products.Count == 0 ? null : [.. products.Select(Product)];
    }

    private static RawItem Product(JsonElement product)
    {
        var (item, offer) = (new RawItem(), Offer.First(product)!.Value);
        item.Set(Field.Name, JsonPath.Text(product, "productName"), $"{Source}.productName");
        item.Set(Field.Id, JsonPath.Text(product, "productId"), $"{Source}.productId");
        item.Set(Field.Url, JsonPath.Text(product, "link") ?? JsonPath.Text(product, "linkText"), $"{Source}.link");
        item.Set(Field.Image, JsonPath.Text(Picture.First(product)), $"{Source}.items.images");
        item.Set(Field.Gtin, Item.First(product) is { } first ? JsonPath.Text(first, "ean") : null, $"{Source}.items.ean");
        item.Set(Field.Price, JsonPath.Text(offer, "Price"), $"{Source}.commertialOffer.Price");
        item.Set(Field.OldPrice, JsonPath.Text(offer, "ListPrice"), $"{Source}.commertialOffer.ListPrice");
        var left = JsonPath.Text(offer, "AvailableQuantity");
        item.Set(Field.Availability, left is null ? null : left is "0" ? Availability.OutOfStock : Availability.InStock, $"{Source}.commertialOffer.AvailableQuantity");
        return item;
    }
}
