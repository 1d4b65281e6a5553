using System.Text.Json;

namespace Promozilla.Scraper.Reading;

/// <summary>schema.org products in JSON-LD: alone, in @graph, in lists, as groups of variants; broken blocks are repaired or left out.</summary>
public static class JsonLdReader
{
    private const int DeepestWalk = 16;
    private const int MostCompared = 40;

    private static readonly string[] Types = ["Product", "IndividualProduct", "ProductModel", "SomeProducts"];
    private static readonly string[] Works = ["VideoGame", "Game", "Book", "Movie", "MusicAlbum", "MusicRelease", "SoftwareApplication", "Vehicle", "Car"];

    /// <summary>Products that stand for themselves, and products that are entries of a list (a listing, or related goods).</summary>
    public sealed record Found(List<RawItem> Alone, List<RawItem> Listed);

    internal static Found Read(PageIndex index)
    {
        var found = new Found([], []);
        foreach (var script in index.Scripts)
        {
            if ((HtmlText.Raw(script, "type") ?? "").Contains("ld+json", StringComparison.OrdinalIgnoreCase) is false) continue;
            using var document = JsonText.TryParse(script.InnerText);
            if (document is not null) Walk(document.RootElement, found, isListed: false, 0, ById(document.RootElement));
        }

        return found;
    }

    /// <summary>The same in an answer that is nothing but JSON-LD.</summary>
    public static Found Read(JsonElement root)
    {
        var found = new Found([], []);
        Walk(root, found, isListed: false, 0, ById(root));
        return found;
    }

    // Offers of a graph may stand beside their product: {"offers": {"@id": "#offer"}}.
    private static Dictionary<string, JsonElement> ById(JsonElement root)
    {
        var nodes = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (root.ValueKind == JsonValueKind.Array && root.GetArrayLength() == 1) root = root[0];
        if (root.ValueKind != JsonValueKind.Object || !root.TryGet("@graph", out var graph) || graph.ValueKind != JsonValueKind.Array) return nodes;
        foreach (var node in graph.EnumerateArray())
        {
            if (JsonPath.Text(node, "@id") is { } id) nodes.TryAdd(id, node);
        }

        return nodes;
    }

    private static void Walk(JsonElement element, Found found, bool isListed, int depth, Dictionary<string, JsonElement> nodes)
    {
        if (depth > DeepestWalk) return;
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var child in element.EnumerateArray()) Walk(child, found, isListed, depth + 1, nodes);
            return;
        }

        if (element.ValueKind != JsonValueKind.Object) return;
        if (IsType(element, "ProductGroup") || (IsType(element, "Product") && element.TryGet("hasVariant", out _)))
        {
            Add(found, JsonLdProduct.Group(element), isListed);
            return;
        }

        if (Array.Exists(Types, type => IsType(element, type)) || (element.TryGet("offers", out _) && Array.Exists(Works, type => IsType(element, type))))
        {
            Add(found, JsonLdProduct.Single(element, nodes), isListed);
            return;
        }

        if (IsType(element, "Offer") && element.TryGet("itemOffered", out var offered) && offered.ValueKind == JsonValueKind.Object && Array.Exists(Types, type => IsType(offered, type)))
        {
            Add(found, JsonLdProduct.Offered(offered, element), isListed);
            return;
        }

        foreach (var name in (string[])["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "itemOffered", "offers", "about", "hasPart"])
        {
            if (!element.TryGet(name, out var inner)) continue;
            // An offer that names what it offers, as in OfferCatalog: the offer's price belongs to that product.
            if (name == "@graph" && inner.ValueKind == JsonValueKind.Object && !inner.TryGet("@type", out _))
            {
                foreach (var member in inner.EnumerateObject()) Walk(member.Value, found, isListed, depth + 1, nodes);
            }

            Walk(inner, found, isListed || name == "itemListElement", depth + 1, nodes);
        }
    }

    private static void Add(Found found, RawItem item, bool isListed)
    {
        if (!item.Has(Field.Name)) return;
        var list = isListed ? found.Listed : found.Alone;
        // Two plug-ins, two blocks, one product.
        var same = isListed || list.Count >= MostCompared ? null : list.Find(other => string.Equals(other[Field.Name], item[Field.Name], StringComparison.OrdinalIgnoreCase) && (!other.Has(Field.Price) || !item.Has(Field.Price) || other[Field.Price] == item[Field.Price]));
        if (same is null) list.Add(item);
        else same.FillFrom(item);
    }

    internal static bool IsType(JsonElement element, string type)
    {
        if (!element.TryGet("@type", out var given) && !element.TryGet("type", out given)) return false;
        if (given.ValueKind == JsonValueKind.Array) return given.EnumerateArray().Any(one => Names(JsonPath.Text(one), type));
        return Names(JsonPath.Text(given), type);
    }

    private static bool Names(string? given, string type) =>
        given is not null && (given.Equals(type, StringComparison.OrdinalIgnoreCase) || given.EndsWith("/" + type, StringComparison.OrdinalIgnoreCase) || given.EndsWith(":" + type, StringComparison.OrdinalIgnoreCase));
}
