using System.Text.Json;
using Promozilla.Scraper.Prices;
using Promozilla.Scraper.Titles;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>One schema.org Product as an item. Of several offers: what can be bought before what can't, new before used, then the cheapest.</summary>
internal static class JsonLdProduct
{
    public const string GroupName = "json-ld:group.name";
    private const string Source = "json-ld:";

    /// <param name="nodes">Of the same graph by their @id: offers may only be named.</param>
    public static RawItem Single(JsonElement product, Dictionary<string, JsonElement>? nodes = null)
    {
        var item = Facts(product);
        AddOffer(item, [.. Offers(product).Select(offer => nodes is not null && JsonPath.Text(offer, "@id") is { } id && Amount(offer) is null && nodes.TryGetValue(id, out var named) ? named : offer)]);
        item.Set(Field.Condition, Text(product, "itemCondition"), Source + "itemCondition");
        return item;
    }

    /// <summary>The product that an offer names, at that offer's price.</summary>
    public static RawItem Offered(JsonElement product, JsonElement offer)
    {
        var item = Single(product);
        if (!item.Has(Field.Price)) AddOffer(item, [offer]);
        return item;
    }

    public static RawItem Group(JsonElement group)
    {
        var item = Facts(group);
        if (item[Field.Name] is { } name) item.Replace(Field.Name, name, GroupName);
        var variants = List(group, "hasVariant").Where(variant => variant.ValueKind == JsonValueKind.Object).ToList();
        var offers = variants.SelectMany(Offers).ToList();
        AddOffer(item, offers.Count > 0 ? offers : [.. Offers(group)]);
        if (variants.Count == 1) item.FillFrom(Single(variants[0]));
        if (variants.Count > 0) item.Set(Field.Image, Image(variants[0]), Source + "hasVariant.image");
        return item;
    }

    private static RawItem Facts(JsonElement product)
    {
        var item = new RawItem();
        item.Set(Field.Name, Text(product, "name"), Source + "name");
        foreach (var name in (string[])["sku", "productID", "productGroupID", "identifier"]) item.Set(Field.Id, Text(product, name), Source + name);
        foreach (var name in (string[])["gtin13", "gtin", "gtin14", "gtin12", "gtin8", "ean"]) item.Set(Field.Gtin, Text(product, name), Source + name);
        item.Set(Field.Url, Text(product, "url"), Source + "url");
        item.Set(Field.Image, Image(product), Source + "image");
        return item;
    }

    private static void AddOffer(RawItem item, List<JsonElement> offers)
    {
        if (offers.Count == 0) return;
        var best = offers.Select(offer => (Offer: offer, Price: Amount(offer), Stock: AvailabilityText.Read(Text(offer, "availability"))))
            .OrderBy(entry => entry.Price is null or "0").ThenBy(entry => entry.Stock == Availability.OutOfStock)
            .ThenBy(entry => ConditionText.Read(Text(entry.Offer, "itemCondition")) is not (null or Condition.New)).ThenBy(entry => PriceText.ReadMachine(entry.Price).Amount).First();
        item.Set(Field.Price, best.Price, Source + "offers.price");
        item.Set(Field.Currency, Text(best.Offer, "priceCurrency") ?? Specifications(best.Offer).Select(s => Text(s, "priceCurrency")).FirstOrDefault(c => c is not null), Source + "offers.priceCurrency");
        item.Set(Field.Availability, Text(best.Offer, "availability"), Source + "offers.availability");
        item.Set(Field.Condition, Text(best.Offer, "itemCondition"), Source + "offers.itemCondition");
        item.Set(Field.Seller, best.Offer.TryGet("seller", out var seller) ? Text(seller, "name") ?? JsonPath.Text(seller) : null, Source + "offers.seller");
        foreach (var name in (string[])["gtin13", "gtin", "sku"]) item.Set(name == "sku" ? Field.Id : Field.Gtin, Text(best.Offer, name), Source + "offers." + name);
        item.Set(Field.Url, Text(best.Offer, "url"), Source + "offers.url");
        foreach (var specification in Specifications(best.Offer))
        {
            var type = Text(specification, "priceType") ?? "";
            var amount = Text(specification, "price");
            if (type.EndsWith("StrikethroughPrice", StringComparison.Ordinal) || type.EndsWith("RegularPrice", StringComparison.Ordinal)) item.Set(Field.OldPrice, amount, Source + "offers.priceSpecification");
            else if (type.EndsWith("ListPrice", StringComparison.Ordinal)) item.Set(Field.OldPrice, amount, Source + "offers.priceSpecification");
            else if (type.EndsWith("SRP", StringComparison.Ordinal)) item.Set(Field.RecommendedPrice, amount, Source + "offers.priceSpecification");
        }
    }

    private static IEnumerable<JsonElement> Offers(JsonElement product)
    {
        foreach (var offer in List(product, "offers"))
        {
            if (offer.ValueKind != JsonValueKind.Object) continue;
            var inner = List(offer, "offers").Where(entry => entry.ValueKind == JsonValueKind.Object && Amount(entry) is not null).ToList();
            if (Text(offer, "lowPrice") is not (null or "0" or "0.00") || Text(offer, "price") is not null || inner.Count == 0) yield return offer;
            else foreach (var entry in inner) yield return entry;
        }
    }

    private static string? Amount(JsonElement offer)
    {
        if (Text(offer, "price") is { } price) return price;
        if (Text(offer, "lowPrice") is { } low) return low;
        foreach (var specification in Specifications(offer))
        {
            var type = Text(specification, "priceType") ?? "";
            var isOther = type.Contains("List", StringComparison.Ordinal) || type.Contains("Strike", StringComparison.Ordinal) || type.Contains("SRP", StringComparison.Ordinal)
                || type.Contains("Regular", StringComparison.Ordinal) || specification.TryGet("referenceQuantity", out _) || specification.TryGet("billingDuration", out _);
            if (!isOther && (Text(specification, "price") ?? Text(specification, "minPrice")) is { } amount) return amount;
        }

        return null;
    }

    private static IEnumerable<JsonElement> Specifications(JsonElement offer) => List(offer, "priceSpecification").Where(entry => entry.ValueKind == JsonValueKind.Object);

    private static JsonElement[] List(JsonElement element, string property)
    {
        if (!Has(element, property, out var value)) return [];
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
    }

    // "Offers", "Price": written by hand, with a capital.
    private static bool Has(JsonElement element, string property, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && (element.TryGet(property, out value) || element.TryGet(char.ToUpperInvariant(property[0]) + property[1..], out value));
    }

    private static string? Text(JsonElement element, string property)
    {
        if (!Has(element, property, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Array) value = value.EnumerateArray().FirstOrDefault();
        if (value.ValueKind == JsonValueKind.Object) return JsonPath.Text(value, "@value") ?? JsonPath.Text(value, "@id") ?? JsonPath.Text(value, "value");
        return JsonPath.Text(value) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;
    }

    private static string? Image(JsonElement product)
    {
        foreach (var image in List(product, "image"))
        {
            if ((JsonPath.Text(image) ?? Text(image, "url") ?? Text(image, "contentUrl") ?? Text(image, "@id")) is { } address) return address;
        }

        return null;
    }
}
