using System.Text.RegularExpressions;
using HtmlAgilityPack;

namespace Promozilla.Scraper.Reading;

/// <summary>The parts of a product's page that show other products: what is headed or named as related, cards that repeat, other schema.org products.</summary>
internal static partial class ForeignParts
{
    /// <param name="root">The page, or the scope of its product.</param>
    public static HashSet<HtmlNode> Find(PageIndex index, HtmlNode root, HtmlNode? heading)
    {
        var foreign = new HashSet<HtmlNode>();
        var own = new HashSet<HtmlNode>();
        for (var node = heading; node is not null; node = node.ParentNode) own.Add(node);
        foreach (var siblings in CardFinder.Groups(index, root).SelectMany(group => group.Where(card => !own.Contains(card)).GroupBy(card => card.ParentNode)))
        {
            var cards = siblings.Where(CardFinder.IsCard).ToList();
            if (cards.Count >= 2) foreign.UnionWith(cards);
        }

        for (var node = CssSelector.Next(root, root); node is not null;)
        {
            var skip = HtmlText.IsUnseen(node) || foreign.Contains(node);
            if (!skip && node.NodeType == HtmlNodeType.Element && !own.Contains(node))
            {
                if (node.Name is "nav" or "footer" or "aside" || IsNamedForeign(node) || (own.Count > 0 && Microdata.IsScopeOf(node, "Product"))) skip = foreign.Add(node);
                else if (own.Count > 0 && node.Name is "h2" or "h3" or "h4" or "h5" or "p" or "span" or "div" && Headed(node)) Exclude(node, own, foreign);
            }

            node = CssSelector.Next(node, root, skip);
        }

        return foreign;
    }

    private static bool IsNamedForeign(HtmlNode node) =>
        node.HasAttributes && HtmlText.Names(node) is { Length: > 4 } names && (CardReader.RelatedName().IsMatch(names) || CardFinder.CardName().IsMatch(names));

    private static bool Headed(HtmlNode node)
    {
        if (node.FirstChild is null || (node.Name is "p" or "span" or "div" && (node.FirstChild.NodeType != HtmlNodeType.Text || node.FirstChild.NextSibling is not null))) return false;
        return HtmlText.Of(node) is { Length: > 4 and < 80 } text && RelatedText().IsMatch(text);
    }

    private static void Exclude(HtmlNode title, HashSet<HtmlNode> own, HashSet<HtmlNode> foreign)
    {
        var part = title;
        while (part.ParentNode is { } parent && !own.Contains(parent) && parent.Name is not ("body" or "html" or "main")) part = parent;
        // Headed on the level of the page's own heading: what follows it.
        for (HtmlNode? next = part; next is not null; next = part == title ? next.NextSibling : null)
        {
            if (!own.Contains(next)) foreign.Add(next);
        }
    }

    [GeneratedRegex(@"relacionad|semelhantes|similares|sugest|recomenda(?:mos|dos|ções)|tamb[ée]m (?:te|lhe|vais|podes?|pode|compr|viram)|quem (?:viu|comprou)|clientes (?:que|tamb)|vist[oa]s recentemente|[úu]ltimos vistos|outros produtos|mais produtos|compra(?:dos)? em conjunto|frequentemente comprad|acess[óo]rios para|completa o|you may|also (?:like|bought)|related|recommended for|recently viewed|similar|frequently bought|pode(?:rá)? interessar|te pode", RegexOptions.IgnoreCase)]
    private static partial Regex RelatedText();
}
