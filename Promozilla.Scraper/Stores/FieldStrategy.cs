using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.XPath;
using HtmlAgilityPack;
using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Stores;

/// <summary>One way to find a field within an item; a field has a chain of them and the first that finds something wins.</summary>
/// <param name="Source">How the finding is named: css, xpath, microdata, json, field or constant, with its place.</param>
/// <param name="Attribute">Read instead of the text.</param>
/// <param name="Pattern">Cuts the finding down to its first group, or refuses it.</param>
/// <param name="Prefix">Put before the finding: the site of addresses that an API leaves out.</param>
/// <param name="Value">Stands for whatever was found.</param>
/// <param name="FromField">Another field of the same item, already read.</param>
public sealed record FieldStrategy(
    string Source, CssSelector? Css, XPathExpression? XPath, string? Microdata, JsonPath? Json, string? FromField, string? Attribute, Regex? Pattern, string? Prefix, string? Value)
{
    public string? Find(HtmlNode item, RawItem soFar)
    {
        if (FromField is not null) return Finish(soFar[FromField]);
        if (Css is null && XPath is null && Microdata is null) return Value;
        foreach (var node in Nodes(item))
        {
            if (Finish(TextOf(node)) is { } text) return text;
        }

        return null;
    }

    public string? Find(JsonElement item, RawItem soFar)
    {
        if (FromField is not null) return Finish(soFar[FromField]);
        if (Json is null) return Css is null && XPath is null && Microdata is null ? Value : null;
        foreach (var element in Json.All(item))
        {
            if (Finish(JsonPath.Text(element)) is { } text) return text;
        }

        return null;
    }

    private IEnumerable<HtmlNode> Nodes(HtmlNode item)
    {
        if (Css is not null) return Css.Matches(item, item) ? [item, .. Css.All(item)] : Css.All(item);
        return XPath is not null ? ByXPath(item, XPath) : Reading.Microdata.Own(item, Microdata!);
    }

    private static IEnumerable<HtmlNode> ByXPath(HtmlNode item, XPathExpression expression)
    {
        var found = item.CreateNavigator().Select(expression.Clone());
        while (found.MoveNext())
        {
            if (found.Current is HtmlNodeNavigator navigator) yield return navigator.CurrentNode;
        }
    }

    private string? TextOf(HtmlNode node)
    {
        if (Attribute is not null) return HtmlText.Attribute(node, Attribute);
        return Microdata is not null ? Reading.Microdata.Value(node) : HtmlText.OfPrice(node);
    }

    private string? Finish(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (Pattern is not null)
        {
            var match = Pattern.Match(text);
            if (!match.Success) return null;
            text = match.Groups.Count > 1 ? match.Groups[1].Value : match.Value;
        }

        return Value ?? Prefix + text;
    }
}
