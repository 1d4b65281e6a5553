using System.Text.RegularExpressions;
using HtmlAgilityPack;

namespace Promozilla.Scraper.Reading;

/// <summary>What a page says about itself: its title, its main heading, its address, whether it is a product's page.</summary>
internal sealed partial class PageFacts
{
    private const int MostHeadings = 24;

    private HashSet<HtmlNode>? _foreign;

    public PageFacts(PageIndex index)
    {
        Index = index;
        var headings = new List<(HtmlNode Node, string Text)>();
        var named = new List<HtmlNode>();
        foreach (var node in index.Landmarks)
        {
            switch (node.Name)
            {
                case "meta": Meta(node); break;
                case "link" when node.Attributes["rel"]?.Value == "canonical": Canonical ??= HtmlText.Attribute(node, "href"); break;
                case "title" when node.ParentNode?.Name != "svg": Title ??= HtmlText.Fold(node.InnerText); break;
                case "h1":
                    if (headings.Count < MostHeadings && HtmlText.Of(node) is { Length: > 2 } text) headings.Add((node, text));
                    break;
                case "h2" or "h3" or "div" or "span" or "p": named.Add(node); break;
                case "body": BodyName = $"{node.Attributes["id"]?.Value} {HtmlText.Class(node)}"; break;
            }
        }

        // No h1: the only element that is called the product's name.
        if (headings.Count == 0 && named is [var only] && HtmlText.Of(only) is { Length: > 2 and < 300 } name) headings.Add((only, name));
        (Heading, HeadingText) = MainOf(headings);
    }

    public PageIndex Index { get; }

    /// <summary>Parts of the whole page that show other products.</summary>
    public HashSet<HtmlNode> Foreign => _foreign ??= ForeignParts.Find(Index, Index.Root, Heading);

    public string? Title { get; private set; }

    public HtmlNode? Heading { get; }

    public string? HeadingText { get; }

    public string? Canonical { get; private set; }

    public string BodyName { get; private set; } = "";

    public Dictionary<string, string> Graph { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static bool IsCalledName(HtmlNode node) => HtmlText.Names(node) is { Length: > 10 } names && ProductName().IsMatch(names);

    /// <summary>The page says that it is one product's.</summary>
    public bool IsProductPage =>
        (Graph.GetValueOrDefault("og:type")?.Contains("product", StringComparison.OrdinalIgnoreCase) == true && Graph.GetValueOrDefault("og:type") != "product.group")
        || Graph.ContainsKey("product:price:amount") || Graph.ContainsKey("product:sale_price:amount") || Graph.ContainsKey("og:price:amount") || ProductBody().IsMatch(BodyName);

    /// <summary>Is this the name that the page's heading, title or share card gives?</summary>
    public bool IsMain(string? name)
    {
        if (name is null) return false;
        var words = Words(name);
        foreach (var own in (string?[])[HeadingText, Graph.GetValueOrDefault("og:title"), Title])
        {
            if (own is null) continue;
            var others = Words(own);
            var shared = words.Count(others.Contains);
            if (shared > 0 && shared * 3 >= Math.Min(words.Count, others.Count) * 2) return true;
        }

        return false;
    }

    /// <summary>Like <see cref="IsMain"/>, for names found anywhere in a script: nearly all of its words and the heading's are the same.</summary>
    public bool IsSame(string? name)
    {
        if (name is null || HeadingText is null) return false;
        var (words, own) = (Words(name), Words(HeadingText));
        return words.Count > 0 && words.Count(own.Contains) * 4 >= Math.Max(words.Count, own.Count) * 3;
    }

    // Notices and dialogs have an h1 too: the page's own is marked, or says what the title and the share card say.
    private (HtmlNode? Node, string? Text) MainOf(List<(HtmlNode Node, string Text)> headings)
    {
        if (headings.Count == 0) return (null, null);
        if (headings.Count == 1) return headings[0];
        var title = Words($"{Graph.GetValueOrDefault("og:title")} {Title}");
        return headings.MaxBy(heading =>
        {
            var words = Words(heading.Text);
            var marked = Microdata.Has(heading.Node, "name") ? 1 : 0;
            return marked + (words.Count == 0 ? 0 : (double)words.Count(title.Contains) / words.Count) - (CardStock.IsHidden(heading.Node) ? 0.5 : 0);
        });
    }

    public RawItem? OpenGraph()
    {
        var item = new RawItem();
        Set(item, Field.Price, "product:sale_price:amount", "product:price:amount", "og:price:amount");
        AddLabels(item);
        if (!item.Has(Field.Price)) return null;
        Set(item, Field.Currency, "product:sale_price:currency", "product:price:currency", "og:price:currency");
        Set(item, Field.OldPrice, "product:original_price:amount", "og:price:standard_amount");
        if (item.Source(Field.Price) == "og:product:sale_price:amount@content") Set(item, Field.OldPrice, "product:price:amount");
        Set(item, Field.Availability, "product:availability", "og:availability");
        Set(item, Field.Condition, "product:condition");
        Set(item, Field.Id, "product:retailer_item_id");
        Set(item, Field.Gtin, "product:ean", "product:gtin", "og:ean", "og:upc");
        AddShared(item);
        return item;
    }

    // twitter:label1 "Preço", twitter:data1 "10,00 €".
    private void AddLabels(RawItem item)
    {
        foreach (var number in (string[])["1", "2"])
        {
            if (Graph.GetValueOrDefault("twitter:label" + number) is not { } label || Graph.GetValueOrDefault("twitter:data" + number) is not { } data) continue;
            if (PriceLabel().IsMatch(label)) item.Set(Field.Price, data, $"meta:twitter:data{number}");
            else if (StockLabel().IsMatch(label)) item.Set(Field.Availability, data, $"meta:twitter:data{number}");
        }
    }

    /// <summary>Name, picture and address from the share card and the heading, where the item lacks them.</summary>
    public void AddShared(RawItem item)
    {
        item.Set(Field.Name, HeadingText, "css:h1");
        Set(item, Field.Name, "og:title");
        Set(item, Field.Image, "og:image", "og:image:secure_url", "twitter:image");
        item.Set(Field.Url, Canonical, "link:canonical");
        Set(item, Field.Url, "og:url");
    }

    private void Set(RawItem item, string field, params ReadOnlySpan<string> properties)
    {
        foreach (var property in properties) item.Set(field, Graph.GetValueOrDefault(property), $"og:{property}@content");
    }

    private void Meta(HtmlNode node)
    {
        var name = node.Attributes["property"]?.Value ?? node.Attributes["name"]?.Value;
        if (name is not null && HtmlText.Attribute(node, "content") is { Length: > 0 } content) Graph.TryAdd(name, content);
    }

    private static HashSet<string> Words(string text) => [.. Word().Matches(text.ToLowerInvariant()).Select(match => match.Value)];

    [GeneratedRegex(@"(?:^|\s)(?:product|single-product|catalog-product-view|product-page|page-product|template-product|product-detail)(?:$|\s)", RegexOptions.IgnoreCase)]
    private static partial Regex ProductBody();

    [GeneratedRegex(@"(?:^|\s)(?:product[-_]?(?:title|name|heading)|productTitle)(?:$|\s)", RegexOptions.IgnoreCase)]
    private static partial Regex ProductName();

    [GeneratedRegex(@"^(?:price|pre[çc]o|precio|prix|preis|prezzo|cena)$", RegexOptions.IgnoreCase)]
    private static partial Regex PriceLabel();

    [GeneratedRegex(@"^(?:availability|disponibilidade?|disponibilit[éà]|verf[üu]gbarkeit|stock)$", RegexOptions.IgnoreCase)]
    private static partial Regex StockLabel();

    [GeneratedRegex(@"[\p{L}\p{N}]+")]
    private static partial Regex Word();
}
