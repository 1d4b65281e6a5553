using System.Net;
using System.Text;
using HtmlAgilityPack;

namespace Promozilla.Scraper.Reading;

/// <summary>What a node says to a reader: entities decoded, white space folded, scripts and styles left out.</summary>
public static class HtmlText
{
    private const int LongestText = 4000;
    private const int LongestNames = 2000;

    /// <summary>The node's visible text; neighbouring inline elements join ("50" and ",99" make "50,99").</summary>
    public static string Of(HtmlNode node) => Collect(node, isPrice: false);

    /// <summary>Like <see cref="Of"/>, but cents in an element of their own ("59" and a raised "99") become decimals.</summary>
    public static string OfPrice(HtmlNode node, HashSet<HtmlNode>? without = null) => Collect(node, isPrice: true, without);

    public static string? Attribute(HtmlNode node, string name)
    {
        return Raw(node, name) is { } value ? Fold(value) : null;
    }

    /// <summary>The attribute as written. Asking a node without attributes for one would give it an empty list of them.</summary>
    public static string? Raw(HtmlNode node, string name) => node.HasAttributes ? node.Attributes[name]?.Value : null;

    public static string Class(HtmlNode node) => Raw(node, "class") is { } names ? names.Length > LongestNames ? names[..LongestNames] : names : "";

    /// <summary>Its classes and its id.</summary>
    public static string Names(HtmlNode node)
    {
        if (!node.HasAttributes) return "";
        var id = node.Attributes["id"]?.Value;
        return id is null or { Length: > LongestNames } ? Class(node) : $"{Class(node)} {id}";
    }

    /// <summary>Whether any letter stands directly in the element, without building that text.</summary>
    public static bool HasOwnLetters(HtmlNode node)
    {
        for (var child = node.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child is HtmlTextNode { Text: var text } && text.AsSpan().ContainsAnyInRange('A', 'z')) return true;
        }

        return false;
    }

    /// <summary>The text that stands directly in the element, without its inner elements'.</summary>
    public static string OwnText(HtmlNode node)
    {
        StringBuilder? text = null;
        for (var child = node.FirstChild; child is not null; child = child.NextSibling)
        {
            if (child.NodeType == HtmlNodeType.Text) Append(text ??= new StringBuilder(), Decode(((HtmlTextNode)child).Text));
        }

        return text?.ToString().Trim() ?? "";
    }

    public static string Fold(string text)
    {
        if (text.Contains('&', StringComparison.Ordinal)) text = WebUtility.HtmlDecode(text);
        var folded = new StringBuilder(text.Length);
        Append(folded, text);
        return folded.ToString().Trim();
    }

    /// <summary>Is it one of the words of the list? Shops write "itemProp" and "Price" as they like.</summary>
    public static bool HasToken(string list, string token, StringComparison comparison = StringComparison.OrdinalIgnoreCase)
    {
        for (var at = list.IndexOf(token, comparison); at >= 0; at = list.IndexOf(token, at + 1, comparison))
        {
            var end = at + token.Length;
            if ((at == 0 || char.IsWhiteSpace(list[at - 1])) && (end == list.Length || char.IsWhiteSpace(list[end]))) return true;
        }

        return false;
    }

    public static bool IsUnseen(HtmlNode node) =>
        node.NodeType == HtmlNodeType.Comment || node.Name is "script" or "style" or "noscript" or "template" or "head" or "svg";

    private static string Collect(HtmlNode root, bool isPrice, HashSet<HtmlNode>? without = null)
    {
        var text = new StringBuilder();
        for (var node = root; node is not null && text.Length < LongestText;)
        {
            var isUnseen = IsUnseen(node) || (node != root && (without?.Contains(node) == true || (isPrice && IsSpoken(node))));
            if (isUnseen) text.Append(' ');
            else if (node.NodeType == HtmlNodeType.Text) Append(text, Decode(((HtmlTextNode)node).Text));
            else if (IsBlock(node.Name) && text.Length > 0 && text[^1] != ' ') text.Append(' ');
            else if (isPrice && node != root && text.Length > 0 && char.IsAsciiDigit(text[^1]) && IsCents(node)) text.Append(',');
            node = node == root && (isUnseen || node.FirstChild is null) ? null : CssSelector.Next(node, root, isUnseen);
        }

        return text.ToString().Trim();
    }

    // Said to screen readers beside what is shown: "O preço original era: 69,99 €".
    private static bool IsSpoken(HtmlNode node) =>
        node.NodeType == HtmlNodeType.Element && Class(node) is { Length: > 6 } names && (HasToken(names, "screen-reader-text") || HasToken(names, "sr-only") || HasToken(names, "visually-hidden"));

    private static string Decode(string text) => text.Contains('&', StringComparison.Ordinal) ? WebUtility.HtmlDecode(text) : text;

    private static bool IsCents(HtmlNode node)
    {
        if (node.NodeType != HtmlNodeType.Element) return false;
        var name = Class(node);
        var raised = node.Name == "sup" || name.Contains("decimal", StringComparison.OrdinalIgnoreCase) || name.Contains("cent", StringComparison.OrdinalIgnoreCase)
            || name.Contains("fraction", StringComparison.OrdinalIgnoreCase);
        var text = raised ? node.InnerText.AsSpan().Trim() : default;
        return (text.Length >= 2 && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[1]) && (text.Length == 2 || !char.IsAsciiDigit(text[2])));
    }

    private static bool IsBlock(string name) =>
        name is "br" or "div" or "p" or "li" or "ul" or "h1" or "h2" or "h3" or "h4" or "h5" or "td" or "tr" or "section" or "article" or "button" or "dd" or "dt";

    private static void Append(StringBuilder target, string text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || c is '\u200b' or '\ufeff')
            {
                if (target.Length > 0 && target[^1] != ' ') target.Append(' ');
            }
            else if (!char.IsControl(c))
            {
                target.Append(c);
            }
        }
    }
}
