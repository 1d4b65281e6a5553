using System.Text.RegularExpressions;
using HtmlAgilityPack;

namespace Promozilla.Scraper.Reading;

/// <summary>
/// Finds the cards of a listing that nobody described: the kind of element (tag and first class) that repeats most round prices and holds a link and a name.
/// </summary>
internal static partial class CardFinder
{
    private const int DeepestCard = 14;
    private const int MostCards = 400;

    public static List<HtmlNode> Find(PageIndex index)
    {
        var marked = index.Marked;
        var repeated = Repeated(index);
        if (marked.Count == 0 && repeated.Count == 0) return index.Prices.Count == 0 ? [] : Named(index.Root);
        // Markup for machines is the surer sign, unless it only covers a part of what the page shows.
        return marked.Count >= 2 && marked.Count * 2 >= repeated.Count ? marked : repeated.Count > 0 ? repeated : marked;
    }

    // A shelf with one product: nothing repeats, but it is called a card.
    private static List<HtmlNode> Named(HtmlNode root)
    {
        var found = new List<HtmlNode>();
        for (var node = CssSelector.Next(root, root); node is not null && found.Count < MostCards;)
        {
            var isCard = node.NodeType == HtmlNodeType.Element && CardName().IsMatch(HtmlText.Class(node)) && IsCard(node) && HoldsPrice(node);
            if (isCard) found.Add(node);
            node = CssSelector.Next(node, root, isCard || HtmlText.IsUnseen(node));
        }

        return found;
    }

    private static List<HtmlNode> Repeated(PageIndex index)
    {
        var best = ByKind(index, index.Root).Where(group => group.Value.Count >= 2).Select(group => (group.Key, Cards: group.Value.FindAll(IsCard)))
            .Where(group => group.Cards.Count >= 2).OrderByDescending(group => group.Cards.Count).ThenBy(group => Depth(group.Cards[0])).FirstOrDefault();
        if (best.Cards is null) return [];
        return WithoutPrices(index.Root, best.Key, best.Cards);
    }

    /// <summary>Elements of one kind that stand round prices.</summary>
    public static IEnumerable<List<HtmlNode>> Groups(PageIndex index, HtmlNode root) => ByKind(index, root).Values.Where(group => group.Count >= 2);

    private static Dictionary<string, List<HtmlNode>> ByKind(PageIndex index, HtmlNode root)
    {
        var groups = new Dictionary<string, List<HtmlNode>>(StringComparer.Ordinal);
        var seen = new HashSet<HtmlNode>();
        foreach (var price in index.Prices)
        {
            if (root == index.Root || IsWithin(price, root)) Climb(price, root, groups, seen);
        }

        return groups;
    }

    private static bool IsWithin(HtmlNode node, HtmlNode root)
    {
        var current = node.ParentNode;
        while (current is not null && current != root) current = current.ParentNode;
        return current is not null;
    }

    private static void Climb(HtmlNode price, HtmlNode root, Dictionary<string, List<HtmlNode>> groups, HashSet<HtmlNode> seen)
    {
        var level = 0;
        for (var node = price.NodeType == HtmlNodeType.Text ? price.ParentNode : price; node is not null && node != root && level < DeepestCard; node = node.ParentNode, level++)
        {
            if (!seen.Add(node)) return;
            if (node.NodeType != HtmlNodeType.Element || node.Name is "body" or "html" or "main") return;
            if (!groups.TryGetValue(Kind(node), out var group)) groups[Kind(node)] = group = [];
            if (group.Count < MostCards) group.Add(node);
        }
    }

    // Cards of the same kind that show no price (sold out) belong to the list too.
    private static List<HtmlNode> WithoutPrices(HtmlNode root, string kind, List<HtmlNode> cards)
    {
        if (!kind.Contains('.', StringComparison.Ordinal)) return cards;
        var all = new List<HtmlNode>();
        for (var node = CssSelector.Next(root, root); node is not null && all.Count < MostCards;)
        {
            var isCard = node.NodeType == HtmlNodeType.Element && Kind(node) == kind && IsCard(node);
            if (isCard) all.Add(node);
            node = CssSelector.Next(node, root, isCard);
        }

        return all.Count >= cards.Count ? all : cards;
    }

    public static bool HoldsPrice(HtmlNode part)
    {
        for (var node = part; node is not null; node = node == part && part.FirstChild is null ? null : CssSelector.Next(node, part, HtmlText.IsUnseen(node)))
        {
            if (IsPrice(node)) return true;
        }

        return false;
    }

    public static bool IsPrice(HtmlNode node)
    {
        if (node.NodeType == HtmlNodeType.Text)
        {
            var text = ((HtmlTextNode)node).Text;
            if (text.Length is <= 2 or >= 200 || !text.AsSpan().ContainsAnyInRange('0', '9')) return false;
            if (text.Contains('&', StringComparison.Ordinal)) text = System.Net.WebUtility.HtmlDecode(text);
            return PriceShape().IsMatch(text) || (BareAmount().IsMatch(text) && node.ParentNode?.ParentNode?.InnerText is { Length: < 60 } around && Sign().IsMatch(around));
        }

        if (node.NodeType != HtmlNodeType.Element) return false;

        return Microdata.Has(node, "price") || CardState.Has(node);
    }

    public static bool IsCard(HtmlNode node)
    {
        HtmlNode? link = IsLink(node) ? node : null;
        var hasName = CardState.Has(node);
        for (var inner = CssSelector.Next(node, node); inner is not null; inner = CssSelector.Next(inner, node))
        {
            if (IsLink(inner)) link ??= inner;
            hasName |= inner.Name is "h1" or "h2" or "h3" or "h4" or "h5" || (inner.Name == "img" && HtmlText.Attribute(inner, "alt")?.Length > 3)
                || (IsLink(inner) && HtmlText.Attribute(inner, "title")?.Length > 3) || NameName().IsMatch(HtmlText.Class(inner));
            if (link is not null && hasName) return true;
        }

        return link is not null && HtmlText.Of(link).Length > 5;
    }

    private static bool IsLink(HtmlNode node) => node.Name == "a" && HtmlText.Raw(node, "href") is { } href && !CardReader.NotAProduct().IsMatch(href);

    private static string Kind(HtmlNode node)
    {
        var names = HtmlText.Class(node).AsSpan().Trim();
        var end = names.IndexOfAny(" \t\r\n");
        var first = end < 0 ? names : names[..end];
        if (first.Length > 0) return $"{node.Name}.{first}";
        var parent = node.ParentNode is null ? "" : HtmlText.Class(node.ParentNode);
        return $"{node.Name}<{node.ParentNode?.Name} {parent}";
    }

    private static int Depth(HtmlNode node)
    {
        var depth = 0;
        for (var current = node.ParentNode; current is not null; current = current.ParentNode) depth++;
        return depth;
    }

    [GeneratedRegex(@"(?:€|&euro;|£|\$|EUR)\s?\d|\d\s?(?:€|&euro;|£|EUR\b|zł|Kč)|\d[.,]\d{2}(?:&nbsp;|\s)*(?:€|&euro;|EUR)", RegexOptions.IgnoreCase)]
    private static partial Regex PriceShape();

    [GeneratedRegex(@"^\s*\d{1,3}(?:[. ]?\d{3})*(?:[.,]\d{2})?(?:&nbsp;|\s)*$")]
    private static partial Regex BareAmount();

    [GeneratedRegex(@"product-miniature|product[-_]?card|product-tile|producttile|(?:^|\s)(?:type-product|product-item|ajax_block_product|product-layout|product-thumb|product-grid-item|grid__item)(?:$|\s)", RegexOptions.IgnoreCase)]
    internal static partial Regex CardName();

    [GeneratedRegex("€|&euro;|EUR|£|&pound;")]
    private static partial Regex Sign();

    [GeneratedRegex("name|title|titulo|nome|designation", RegexOptions.IgnoreCase)]
    private static partial Regex NameName();
}
