using HtmlAgilityPack;

namespace Promozilla.Scraper.Reading;

/// <summary>
/// A compiled selector over HtmlAgilityPack nodes: tag, #id, .class, [attr], [attr=v], [attr^=v], [attr$=v], [attr*=v], [attr~=v], :not(simple), descendant and
/// child combinators, comma. It walks the node's own subtree once and allocates nothing per node, so a field costs what its item is long.
/// </summary>
public sealed class CssSelector
{
    private readonly Step[][] _alternatives;

    private CssSelector(Step[][] alternatives) => _alternatives = alternatives;

    /// <exception cref="FormatException">The selector is not understood; the message says where.</exception>
    public static CssSelector Parse(string selector) => new([.. SplitOutside(selector, ',').Select(part => new CssSelectorParser(part).Parse())]);

    public HtmlNode? First(HtmlNode root)
    {
        for (var node = Next(root, root); node is not null; node = Next(node, root))
        {
            if (Matches(node, root)) return node;
        }

        return null;
    }

    public IEnumerable<HtmlNode> All(HtmlNode root)
    {
        for (var node = Next(root, root); node is not null; node = Next(node, root))
        {
            if (Matches(node, root)) yield return node;
        }
    }

    /// <summary>Does the node match, with its ancestors up to (and with) <paramref name="root"/> as context?</summary>
    public bool Matches(HtmlNode node, HtmlNode root)
    {
        if (node.NodeType != HtmlNodeType.Element) return false;
        foreach (var steps in _alternatives)
        {
            if (Matches(node, steps, steps.Length - 1, root)) return true;
        }

        return false;
    }

    private static bool Matches(HtmlNode node, Step[] steps, int index, HtmlNode root)
    {
        if (!steps[index].Matches(node)) return false;
        if (index == 0) return true;
        for (var ancestor = node == root ? null : node.ParentNode; ancestor is not null; ancestor = ancestor == root ? null : ancestor.ParentNode)
        {
            if (Matches(ancestor, steps, index - 1, root)) return true;
            if (steps[index].IsChild) return false;
        }

        return false;
    }

    /// <summary>Document order, iterative: a page nested a hundred thousand deep must not end the process.</summary>
    internal static HtmlNode? Next(HtmlNode node, HtmlNode root, bool skipChildren = false)
    {
        if (!skipChildren && node.FirstChild is { } child) return child;
        for (var current = node; current is not null && current != root; current = current.ParentNode)
        {
            if (current.NextSibling is { } sibling) return sibling;
        }

        return null;
    }

    internal static List<string> SplitOutside(string text, char separator)
    {
        var parts = new List<string>();
        var depth = 0;
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '[' or '(') depth++;
            else if (text[i] is ']' or ')') depth--;
            else if (text[i] == separator && depth == 0)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    internal sealed record Step(string? Tag, Condition[] Conditions, bool IsChild)
    {
        public bool Matches(HtmlNode node)
        {
            if (node.NodeType != HtmlNodeType.Element || (Tag is not null && !node.Name.Equals(Tag, StringComparison.OrdinalIgnoreCase))) return false;
            foreach (var condition in Conditions)
            {
                if (condition.Holds(node) == condition.IsNegated) return false;
            }

            return true;
        }
    }

    internal sealed record Condition(string Attribute, char Operator, string Value, bool IsNegated)
    {
        public bool Holds(HtmlNode node)
        {
            if (Operator == 't') return node.Name.Equals(Value, StringComparison.OrdinalIgnoreCase);
            var value = node.Attributes[Attribute]?.Value;
            if (value is null) return false;
            return Operator switch
            {
                'e' => true,
                '=' => value == Value,
                '^' => value.StartsWith(Value, StringComparison.Ordinal),
                '$' => value.EndsWith(Value, StringComparison.Ordinal),
                '*' => value.Contains(Value, StringComparison.Ordinal),
                _ => HtmlText.HasToken(value, Value, StringComparison.Ordinal),
            };
        }
    }
}
