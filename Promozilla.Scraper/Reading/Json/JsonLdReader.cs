using System.Text.Json;
using HtmlAgilityPack;

namespace Promozilla.Scraper.Reading;

/// <summary>schema.org products in JSON-LD: alone, in @graph, in lists, as groups of variants; broken blocks are repaired or left out.</summary>
public static class JsonLdReader
{
    private const int DeepestWalk = 16;

    /// <summary>Products that stand for themselves, and products that are entries of a list (a listing, or related goods).</summary>
    public sealed record Found(List<RawItem> Alone, List<RawItem> Listed);

    public static Found Read(HtmlNode root)
    {
        var found = new Found([], []);
        foreach (var script in root.Descendants("script"))
        {
            if ((script.Attributes["type"]?.Value ?? "").Contains("ld+json", StringComparison.OrdinalIgnoreCase) is false) continue;
            using var document = JsonText.TryParse(script.InnerText);
            if (document is not null) Walk(document.RootElement, found, isListed: false, 0);
        }

        return found;
    }

    private static void Walk(JsonElement element, Found found, bool isListed, int depth)
    {
        if (depth > DeepestWalk) return;
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var child in element.EnumerateArray()) Walk(child, found, isListed, depth + 1);
            return;
        }

        if (element.ValueKind != JsonValueKind.Object) return;
        if (IsType(element, "ProductGroup") || (IsType(element, "Product") && element.TryGetProperty("hasVariant", out _)))
        {
            Add(found, JsonLdProduct.Group(element), isListed);
            return;
        }

        if (IsType(element, "Product") || IsType(element, "IndividualProduct") || IsType(element, "ProductModel") || (IsType(element, "VideoGame") && element.TryGetProperty("offers", out _)))
        {
            Add(found, JsonLdProduct.Single(element), isListed);
            return;
        }

        foreach (var name in (string[])["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "itemOffered", "offers", "about", "hasPart"])
        {
            if (!element.TryGetProperty(name, out var inner)) continue;
            // An offer that names what it offers, as in OfferCatalog: the offer's price belongs to that product.
            if (name == "@graph" && inner.ValueKind == JsonValueKind.Object && !inner.TryGetProperty("@type", out _))
            {
                foreach (var member in inner.EnumerateObject()) Walk(member.Value, found, isListed, depth + 1);
            }

            Walk(inner, found, isListed || name == "itemListElement", depth + 1);
        }
    }

    private static void Add(Found found, RawItem item, bool isListed)
    {
        if (item.Has(Field.Name)) (isListed ? found.Listed : found.Alone).Add(item);
    }

    internal static bool IsType(JsonElement element, string type)
    {
        if (!element.TryGetProperty("@type", out var given) && !element.TryGetProperty("type", out given)) return false;
        if (given.ValueKind == JsonValueKind.Array) return given.EnumerateArray().Any(one => Names(JsonPath.Text(one), type));
        return Names(JsonPath.Text(given), type);
    }

    private static bool Names(string? given, string type) =>
        given is not null && (given.Equals(type, StringComparison.OrdinalIgnoreCase) || given.EndsWith("/" + type, StringComparison.OrdinalIgnoreCase) || given.EndsWith(":" + type, StringComparison.OrdinalIgnoreCase));
}
