using HtmlAgilityPack;

namespace Promozilla.Scraper.Reading;

/// <summary>schema.org products in RDFa Lite: typeof and property, with or without a prefix ("schema:Product").</summary>
internal static class RdfaReader
{
    private static readonly (string Property, string Field)[] Known =
    [
        ("name", Field.Name), ("price", Field.Price), ("lowPrice", Field.Price), ("priceCurrency", Field.Currency), ("availability", Field.Availability), ("itemCondition", Field.Condition),
        ("sku", Field.Id), ("productID", Field.Id), ("gtin13", Field.Gtin), ("gtin", Field.Gtin), ("gtin12", Field.Gtin), ("gtin14", Field.Gtin), ("image", Field.Image), ("url", Field.Url),
    ];

    public static List<RawItem> Read(PageIndex index) => [.. index.Typed.Select(Item).Where(item => item.Has(Field.Name))];

    private static RawItem Item(HtmlNode product)
    {
        var item = new RawItem();
        if (product.FirstChild is null) return item;
        for (var node = CssSelector.Next(product, product); node is not null;)
        {
            var isElement = node.NodeType == HtmlNodeType.Element;
            var isForeign = isElement && HtmlText.Raw(node, "typeof") is not null && !IsTypeOf(node, "Offer") && !IsTypeOf(node, "AggregateOffer") && !IsTypeOf(node, "UnitPriceSpecification");
            if (!isForeign && isElement && HtmlText.Raw(node, "property") is { } property)
            {
                foreach (var (name, field) in Known)
                {
                    if (Names(property, name)) item.Set(field, HtmlText.Attribute(node, "resource") ?? Microdata.Value(node), $"rdfa:{name}{(node.Attributes["content"] is null ? "" : "@content")}");
                }
            }

            node = CssSelector.Next(node, product, isForeign);
        }

        return item;
    }

    internal static bool IsTypeOf(HtmlNode node, string type) => HtmlText.Raw(node, "typeof") is { } types && types.Split(' ').Any(given => Names(given, type));

    /// <summary>Does this term, with or without its vocabulary's prefix, have that name?</summary>
    internal static bool Names(string given, string name)
    {
        var at = given.LastIndexOfAny([':', '/', '#']);
        return given.AsSpan(at + 1).Trim().Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
