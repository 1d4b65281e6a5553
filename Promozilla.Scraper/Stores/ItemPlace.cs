using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Stores;

/// <summary>Where a page keeps its items.</summary>
/// <param name="Kind">html, htmlInJson, json or shopify.</param>
/// <param name="Css">Of the items, for html and htmlInJson.</param>
/// <param name="XPath">Likewise, instead of <paramref name="Css"/>.</param>
/// <param name="Json">The array of items, or the string that holds the HTML.</param>
/// <param name="Empty">Stands on the page when the store itself says that the shelf is empty.</param>
public sealed record ItemPlace(string Kind, CssSelector? Css, System.Xml.XPath.XPathExpression? XPath, JsonPath? Json, CssSelector? Empty)
{
    public const string Html = "html";
    public const string HtmlInJson = "htmlInJson";
    public const string JsonList = "json";
    public const string Shopify = "shopify";
}
