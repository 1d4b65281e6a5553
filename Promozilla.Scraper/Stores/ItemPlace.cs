using System.Xml.XPath;
using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Stores;

/// <summary>Where a page keeps its items.</summary>
/// <param name="Kind">html, htmlInJson, state, jsonLd, json, shopify or nintendo.</param>
/// <param name="Css">Of the items, for html and htmlInJson.</param>
/// <param name="XPath">Likewise, instead of <paramref name="Css"/>.</param>
/// <param name="Json">The array of items, or the string that holds the HTML.</param>
/// <param name="State">The script's id or variable, for state.</param>
/// <param name="Empty">Stands on the page when the store itself says that the shelf is empty.</param>
/// <param name="Prices">Address of the price API, for nintendo.</param>
public sealed record ItemPlace(string Kind, CssSelector? Css, XPathExpression? XPath, JsonPath? Json, string? State, CssSelector? Empty, Uri? Prices)
{
    public const string Html = "html";
    public const string HtmlInJson = "htmlInJson";
    public const string PageState = "state";
    public const string JsonLd = "jsonLd";
    public const string JsonList = "json";
    public const string Shopify = "shopify";
    public const string Nintendo = "nintendo";

    /// <summary>The answer is a page for browsers, not JSON.</summary>
    public bool IsPage => Kind is Html or PageState or JsonLd;

    /// <summary>A reader of its own knows where the fields stand.</summary>
    public bool KnowsFields => Kind is Shopify or Nintendo or JsonLd;
}
