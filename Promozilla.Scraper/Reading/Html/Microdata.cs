using HtmlAgilityPack;

namespace Promozilla.Scraper.Reading;

/// <summary>HTML microdata (WHATWG): a property belongs to its nearest scope; offers within an item count as the item's own.</summary>
public static class Microdata
{
    /// <summary>The nodes of a property of this item, not of a brand, a review or another product inside it.</summary>
    public static IEnumerable<HtmlNode> Own(HtmlNode item, string property)
    {
        for (var node = item.FirstChild is null ? null : CssSelector.Next(item, item); node is not null;)
        {
            var isForeign = IsForeignScope(node);
            if (!isForeign && node.NodeType == HtmlNodeType.Element && node.Attributes["itemprop"]?.Value is { } names && HtmlText.HasToken(names, property)) yield return node;
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

    public static bool IsScopeOf(HtmlNode node, string type) =>
        node.NodeType == HtmlNodeType.Element && node.Attributes["itemtype"]?.Value is { } types && types.Contains("schema.org/" + type, StringComparison.OrdinalIgnoreCase);

    private static bool IsForeignScope(HtmlNode node) =>
        node.NodeType == HtmlNodeType.Element && node.Attributes["itemscope"] is not null && !IsScopeOf(node, "Offer") && !IsScopeOf(node, "AggregateOffer")
        && !IsScopeOf(node, "UnitPriceSpecification") && !IsScopeOf(node, "PriceSpecification");
}
