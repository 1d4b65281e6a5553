using System.Runtime.CompilerServices;
using HtmlAgilityPack;

namespace Promozilla.Scraper.Reading;

/// <summary>What all readers look for, found in one walk: on a long page each walk over its nodes costs a good part of what parsing it did.</summary>
internal sealed class PageIndex
{
    private static readonly ConditionalWeakTable<HtmlNode, PageIndex> Known = [];
    private Dictionary<string, HtmlNode>? _byId;

    private PageIndex(HtmlNode root)
    {
        Root = root;
        var (unseen, product, typed) = (new Region(), new Region(), new Region());
        for (var node = CssSelector.Next(root, root); node is not null; node = CssSelector.Next(node, root))
        {
            unseen.LeaveAt(node);
            product.LeaveAt(node);
            typed.LeaveAt(node);
            if (node.NodeType == HtmlNodeType.Element)
            {
                Add(node);
                if (node.HasAttributes)
                {
                    if (!product.IsInside && Microdata.IsScopeOf(node, "Product")) product.Enter(Marked, node, root);
                    if (!typed.IsInside && RdfaReader.IsTypeOf(node, "Product")) typed.Enter(Typed, node, root);
                }
            }

            if (unseen.IsInside) continue;
            if (HtmlText.IsUnseen(node) || node.Name is "nav" or "footer") unseen.Enter(null, node, root);
            else if (CardFinder.IsPrice(node)) Prices.Add(node);
        }
    }

    /// <summary>The page's one index, however many readers and fields ask for it; it lives as long as the page.</summary>
    public static PageIndex Of(HtmlNode root) => Known.GetValue(root, page => new PageIndex(page));

    public HtmlNode Root { get; }

    public List<HtmlNode> Scripts { get; } = [];

    /// <summary>What a page says about itself: meta, link, title, h1, body, and what is called a product's name.</summary>
    public List<HtmlNode> Landmarks { get; } = [];

    /// <summary>Elements that are a schema.org Product and stand in no other.</summary>
    public List<HtmlNode> Marked { get; } = [];

    /// <summary>The same in RDFa.</summary>
    public List<HtmlNode> Typed { get; } = [];

    /// <summary>Texts and elements that hold an amount for people to see.</summary>
    public List<HtmlNode> Prices { get; } = [];

    public HtmlNode? Base { get; private set; }

    public HtmlNode? ById(string id) => (_byId ??= Ids()).GetValueOrDefault(id);

    private Dictionary<string, HtmlNode> Ids()
    {
        var ids = new Dictionary<string, HtmlNode>(StringComparer.Ordinal);
        for (var node = CssSelector.Next(Root, Root); node is not null; node = CssSelector.Next(node, Root))
        {
            if (HtmlText.Raw(node, "id") is { Length: > 0 } id) ids.TryAdd(id, node);
        }

        return ids;
    }

    private void Add(HtmlNode node)
    {
        switch (node.Name)
        {
            case "script": Scripts.Add(node); break;
            case "base": Base ??= node; break;
            case "meta" or "link" or "title" or "h1" or "body": Landmarks.Add(node); break;
            case "h2" or "h3" or "div" or "span" or "p" when node.HasAttributes && PageFacts.IsCalledName(node): Landmarks.Add(node); break;
        }
    }

    private struct Region
    {
        private HtmlNode? _end;

        public bool IsInside { get; private set; }

        public void LeaveAt(HtmlNode node)
        {
            if (IsInside && node == _end) IsInside = false;
        }

        public void Enter(List<HtmlNode>? list, HtmlNode node, HtmlNode root)
        {
            list?.Add(node);
            (IsInside, _end) = (true, CssSelector.Next(node, root, skipChildren: true));
        }
    }
}
