using HtmlAgilityPack;
using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Stores.Places;

internal static class NodeText
{
    /// <summary>The node's text or attribute; with a path, what that text holds as JSON.</summary>
    public static IEnumerable<string?> Of(HtmlNode node, string? attribute, JsonPath? json)
    {
        if (json is null) return [attribute is null ? HtmlText.OfPrice(node) : HtmlText.Attribute(node, attribute)];
        var text = attribute is null ? node.InnerText : HtmlText.Attribute(node, attribute);
        return EmbeddedJson.Parse(node, attribute ?? "", text) is { } root ? json.All(root).Select(found => JsonPath.Text(found)) : [];
    }
}
