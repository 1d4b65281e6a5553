using HtmlAgilityPack;
using Promozilla.Scraper.Prices;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>Reads a product's own page: what the markup says to machines, corrected by what the page shows to people.</summary>
internal static class ProductPageReader
{
    private const int HighestBox = 12;

    /// <param name="known">What JSON-LD or Open Graph said; null when the page only shows.</param>
    public static RawItem Read(HtmlNode root, PageFacts facts, RawItem? known)
    {
        var item = known ?? new RawItem();
        if (Box(root, facts) is { } box)
        {
            var shown = CardReader.Read(box, isBox: true, out var prices);
            var price = PriceText.ReadMachine(item[Field.Price]).Amount;
            if (price is not null) prices.WriteClaimsTo(item, price.Value);
            else Copy(shown, item, Field.Price, Field.OldPrice, Field.RecommendedPrice, Field.LowestPrice, Field.Currency);
            Stock(shown, item);
            item.Set(Field.Name, facts.HeadingText, "css:h1");
            Copy(shown, item, Field.Name, Field.Gtin, Field.Currency, Field.Image, Field.Id, Field.Seller, Field.Condition);
        }

        // A group's name is padded with what its variants share; the heading is what the shop calls it.
        if (item.Source(Field.Name) == JsonLdProduct.GroupName && facts.HeadingText is { Length: > 8 } heading && item[Field.Name]!.StartsWith(heading, StringComparison.OrdinalIgnoreCase))
            item.Replace(Field.Name, heading, "css:h1");
        facts.AddShared(item);
        return item;
    }

    private static void Stock(RawItem shown, RawItem item)
    {
        if (shown[Field.Availability] is not { } word) return;
        var known = AvailabilityText.Read(item[Field.Availability]);
        // Markup often says InStock for ever; the page people see says "esgotado" or "pré-venda".
        if (known is null || (known == Availability.InStock && word != Availability.InStock)) item.Replace(Field.Availability, word, shown.Source(Field.Availability)!);
    }

    private static void Copy(RawItem from, RawItem to, params ReadOnlySpan<string> fields)
    {
        foreach (var field in fields) to.Set(field, from[field], from.Source(field) ?? "");
    }

    /// <summary>The smallest element round the heading that also shows a price: the product and not what is sold beside it.</summary>
    private static HtmlNode? Box(HtmlNode root, PageFacts facts)
    {
        var start = facts.Heading ?? CardFinder.Marked(root).FirstOrDefault();
        var level = 0;
        for (var node = start; node is not null && node != root && level < HighestBox; node = node.ParentNode, level++)
        {
            if (node.Name is "body" or "html" && level > 0 && HasPrice(node)) return node;
            if (node.NodeType == HtmlNodeType.Element && HasPrice(node)) return node;
        }

        return null;
    }

    private static bool HasPrice(HtmlNode box)
    {
        for (var node = CssSelector.Next(box, box); node is not null;)
        {
            var skip = HtmlText.IsUnseen(node) || (node.NodeType == HtmlNodeType.Element && (CardReader.RelatedName().IsMatch(HtmlText.Class(node)) || (Microdata.IsScopeOf(node, "Product") && !node.Descendants("h1").Any())));
            if (!skip && node.NodeType == HtmlNodeType.Element)
            {
                if (node.Attributes["itemprop"]?.Value == "price") return true;
                if (PriceClasses.MayHoldPrice(node) && HtmlText.OfPrice(node) is { Length: > 1 and < 80 } text && PriceText.Read(text) is { Amount: > 0, Currency: not null }) return true;
            }

            node = CssSelector.Next(node, box, skip);
        }

        return false;
    }
}
