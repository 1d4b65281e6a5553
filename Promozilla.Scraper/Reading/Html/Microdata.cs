using HtmlAgilityPack;

namespace Promozilla.Scraper.Reading;

/// <summary>HTML microdata (WHATWG): a property belongs to its nearest scope; offers within an item count as the item's own.</summary>
public static class Microdata
{
    private const int MostReferences = 12;

    /// <summary>The nodes of a property of this item, not of a brand, a review or another product inside it.</summary>
    public static IEnumerable<HtmlNode> Own(HtmlNode item, string property)
    {
        for (var node = item.FirstChild is null ? null : CssSelector.Next(item, item); node is not null;)
        {
            var isForeign = IsForeignScope(node);
            if (!isForeign && HtmlText.Raw(node, "itemprop") is { } names && HtmlText.HasToken(names, property)) yield return node;
            node = CssSelector.Next(node, item, isForeign);
        }
    }

    /// <summary>What a property says: content, then the address that its kind of element carries, then its text.</summary>
    public static string? Value(HtmlNode node)
    {
        if (HtmlText.Attribute(node, "content") is { Length: > 0 } content) return content;
        var carried = node.Name switch
        {
            "a" or "link" or "area" => "href",
            "img" or "source" => "src",
            "time" => "datetime",
            "data" or "meter" => "value",
            _ => null,
        };
        if (carried is not null && HtmlText.Attribute(node, carried) is { Length: > 0 } address) return address;
        var text = HtmlText.OfPrice(node);
        return text.Length > 0 ? text : null;
    }

    public static bool Has(HtmlNode node, string property) => HtmlText.Raw(node, "itemprop") is { } names && HtmlText.HasToken(names, property);

    /// <summary>data-vocabulary.org was schema.org's forerunner; old templates still write it.</summary>
    public static bool IsScopeOf(HtmlNode node, string type)
    {
        if (HtmlText.Raw(node, "itemtype") is not { } types) return false;
        for (var at = types.IndexOf(type, StringComparison.OrdinalIgnoreCase); at > 0; at = types.IndexOf(type, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var before = types.AsSpan(0, at);
            if (before.EndsWith("schema.org/", StringComparison.OrdinalIgnoreCase) || before.EndsWith("data-vocabulary.org/", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    /// <summary>itemref: properties of this item that stand elsewhere on the page.</summary>
    internal static IEnumerable<HtmlNode> Referenced(HtmlNode item, PageIndex index)
    {
        foreach (var id in (HtmlText.Raw(item, "itemref") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostReferences))
        {
            if (index.ById(id) is { } part) yield return part;
        }
    }

    private static bool IsForeignScope(HtmlNode node) =>
        HtmlText.Raw(node, "itemscope") is not null && !IsScopeOf(node, "Offer") && !IsScopeOf(node, "AggregateOffer")
        && !IsScopeOf(node, "UnitPriceSpecification") && !IsScopeOf(node, "PriceSpecification");
}
