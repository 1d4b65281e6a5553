using System.Xml.XPath;
using HtmlAgilityPack;
using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Stores.Places;

/// <param name="Attribute">Read instead of the text.</param>
/// <param name="Json">Within the text or attribute, which is JSON then.</param>
internal sealed record XPathPlace(XPathExpression Expression, string? Attribute, JsonPath? Json) : FieldPlace
{
    public override IEnumerable<string?> Texts(HtmlNode item) => Nodes(item, Expression).SelectMany(node => NodeText.Of(node, Attribute, Json));

    internal static IEnumerable<HtmlNode> Nodes(HtmlNode item, XPathExpression expression)
    {
        var found = item.CreateNavigator().Select(expression.Clone());
        while (found.MoveNext())
        {
            if (found.Current is HtmlNodeNavigator navigator) yield return navigator.CurrentNode;
        }
    }
}
