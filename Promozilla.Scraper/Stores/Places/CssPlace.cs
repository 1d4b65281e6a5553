using HtmlAgilityPack;
using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Stores.Places;

/// <param name="Attribute">Read instead of the text.</param>
/// <param name="Json">Within the text or attribute, which is JSON then.</param>
internal sealed record CssPlace(CssSelector Selector, string? Attribute, JsonPath? Json) : FieldPlace
{
    public override IEnumerable<string?> Texts(HtmlNode item)
    {
        IEnumerable<HtmlNode> nodes = Selector.Matches(item, item) ? [item, .. Selector.All(item)] : Selector.All(item);
        return nodes.SelectMany(node => NodeText.Of(node, Attribute, Json));
    }
}
