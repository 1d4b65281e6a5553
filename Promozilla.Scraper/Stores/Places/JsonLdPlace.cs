using System.Text.Json;
using HtmlAgilityPack;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Titles;

namespace Promozilla.Scraper.Stores.Places;

/// <summary>
/// A path within the JSON-LD product of the item or page, such as <c>offers.price</c>. Lists on the way are walked through. Of several products the one that
/// the heading names; when the heading names none of them, they belong to other pages.
/// </summary>
internal sealed record JsonLdPlace(string Path) : FieldPlace
{
    private const int Deepest = 12;
    private readonly string[] _steps = Path.Split('.', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public override IEnumerable<string?> Texts(HtmlNode item)
    {
        var found = EmbeddedJson.Once(item, "json-ld", () => Product(item));
        return found is { } product ? Walk(product, 0) : [];
    }

    private IEnumerable<string?> Walk(JsonElement element, int step)
    {
        if (element.ValueKind == JsonValueKind.Array) return element.EnumerateArray().SelectMany(entry => Walk(entry, step));
        if (step < _steps.Length) return element.TryGet(_steps[step], out var inner) ? Walk(inner, step + 1) : [];
        return [JsonPath.Text(element) ?? JsonPath.Text(element, "@value") ?? JsonPath.Text(element, "url") ?? JsonPath.Text(element, "name")];
    }

    private static JsonElement? Product(HtmlNode item)
    {
        var products = new List<JsonElement>();
        foreach (var script in item.Descendants("script").Where(script => (script.Attributes["type"]?.Value ?? "").Contains("ld+json", StringComparison.OrdinalIgnoreCase)))
        {
            if (EmbeddedJson.Read(script.InnerText) is { } root) Collect(root, products, 0);
        }

        var heading = item.Descendants("h1").FirstOrDefault();
        if (products.Count == 0 || heading is null || products.Count == 1) return products.Count == 1 || (heading is null && products.Count > 0) ? products[0] : null;
        var name = TitleText.Normalise(HtmlText.Of(heading));
        var own = products.FindIndex(product => JsonPath.Text(product, "name") is { } given && IsSame(TitleText.Normalise(HtmlText.Fold(given)), name));
        return own < 0 ? null : products[own];
    }

    private static bool IsSame(string one, string other) => one.Length > 0 && other.Length > 0 && (one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal));

    private static void Collect(JsonElement element, List<JsonElement> products, int depth)
    {
        if (depth > Deepest) return;
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var entry in element.EnumerateArray()) Collect(entry, products, depth + 1);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            if (IsProduct(element)) products.Add(element);
            foreach (var name in (string[])["@graph", "mainEntity", "itemListElement", "item"]) if (element.TryGet(name, out var inner)) Collect(inner, products, depth + 1);
        }
    }

    private static bool IsProduct(JsonElement element)
    {
        if (!element.TryGet("@type", out var type)) return false;
        var types = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray() : Enumerable.Repeat(type, 1);
        return types.Any(given => JsonPath.Text(given) is { } word && (word.EndsWith("Product", StringComparison.OrdinalIgnoreCase) || word.EndsWith("ProductGroup", StringComparison.OrdinalIgnoreCase)));
    }
}
