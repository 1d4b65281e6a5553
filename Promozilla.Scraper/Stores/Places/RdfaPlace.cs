using HtmlAgilityPack;
using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Stores.Places;

/// <summary>A property in RDFa Lite, with or without its vocabulary's prefix; not a brand's or a review's.</summary>
internal sealed record RdfaPlace(string Property) : FieldPlace
{
    private static readonly string[] OwnTypes = ["Product", "Offer", "AggregateOffer", "PriceSpecification", "UnitPriceSpecification"];

    public override IEnumerable<string?> Texts(HtmlNode item)
    {
        for (var node = CssSelector.Next(item, item); node is not null;)
        {
            var type = node.NodeType == HtmlNodeType.Element ? node.Attributes["typeof"]?.Value : null;
            var isForeign = type is not null && !Array.Exists(OwnTypes, own => RdfaReader.Names(type, own));
            if (!isForeign && node.NodeType == HtmlNodeType.Element && node.Attributes["property"]?.Value is { } property && RdfaReader.Names(property, Property))
                yield return HtmlText.Attribute(node, "resource") ?? Microdata.Value(node);
            node = CssSelector.Next(node, item, isForeign);
        }
    }
}
