using HtmlAgilityPack;
using Promozilla.Scraper.Prices;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Reading;

/// <summary>Reads a product's own page: what the markup says to machines, corrected by what the page shows to people.</summary>
internal static class ProductPageReader
{
    private const int HighestBox = 12;

    /// <param name="known">What JSON-LD or Open Graph said; null when the page only shows.</param>
    public static RawItem Read(PageFacts facts, RawItem? known)
    {
        var item = known ?? new RawItem();
        var (root, foreign) = (facts.Index.Root, facts.Foreign);
        if (Box(facts, foreign) is { } box)
        {
            var shown = CardReader.Read(box, foreign, out var prices);
            var price = PriceText.ReadMachine(item[Field.Price]).Amount;
            if (price is not null && Contradicts(shown, price.Value, root)) price = Forget(item);
            if (price is not null) prices.WriteClaimsTo(item, price.Value);
            else Copy(shown, item, Field.Price, Field.OldPrice, Field.RecommendedPrice, Field.LowestPrice, Field.Currency);
            // The button may stand beside the smallest box that holds name and price.
            Stock(shown.Has(Field.Availability) ? shown : CardReader.Stock(Wide(box), foreign), item);
            item.Set(Field.Name, facts.HeadingText, "css:h1");
            Copy(shown, item, Field.Name, Field.Gtin, Field.Currency, Field.Image, Field.Id, Field.Seller, Field.Condition);
        }

        else if (known is not null)
        {
            var page = CardReader.Stock(root, foreign);
            Stock(page, item);
            Copy(page, item, Field.Seller);
        }

        // A group's name is padded with what its variants share; the heading is what the shop calls it.
        if (item.Source(Field.Name) == JsonLdProduct.GroupName && facts.HeadingText is { Length: > 8 } heading && item[Field.Name]!.StartsWith(heading, StringComparison.OrdinalIgnoreCase))
            item.Replace(Field.Name, heading, "css:h1");
        facts.AddShared(item);
        return item;
    }

    private static HtmlNode Wide(HtmlNode box)
    {
        while (box.ParentNode is { } parent && parent.Name is not ("body" or "html" or "#document")) box = parent;
        return box;
    }

    // Markup that kept the price before the reduction, or leaves the tax out: the amount that people see is another, and the markup's stands nowhere.
    private static bool Contradicts(RawItem shown, decimal price, HtmlNode root)
    {
        if (!shown.Has(Field.Currency) || PriceText.ReadMachine(shown[Field.Price]).Amount is not { } seen || seen == price) return false;
        return PriceText.ReadMachine(shown[Field.OldPrice]).Amount == price || price == seen * 100 || !ShownDigits.Hold(root, price);
    }

    private static decimal? Forget(RawItem item)
    {
        foreach (var field in (string[])[Field.Price, Field.OldPrice, Field.RecommendedPrice, Field.LowestPrice]) item.Remove(field);
        return null;
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

    /// <summary>Does the page show, outside of what belongs to other products, a price or that there is none to buy?</summary>
    public static bool ShowsOne(PageFacts facts)
    {
        if (facts.Heading is null) return false;
        var foreign = facts.Foreign;
        if (Box(facts, foreign) is not { } box) return false;
        // A list's heading may stand beside amounts too (banners, baskets); what one can buy says more.
        return !HoldsOthers(box, foreign) || CardReader.Read(box, foreign, out _).Has(Field.Availability);
    }

    private static bool HoldsOthers(HtmlNode box, HashSet<HtmlNode> foreign)
    {
        for (var node = box.FirstChild is null ? null : CssSelector.Next(box, box); node is not null;)
        {
            var isForeign = foreign.Contains(node);
            if (isForeign && CardFinder.HoldsPrice(node)) return true;
            node = CssSelector.Next(node, box, isForeign);
        }

        return false;
    }

    /// <summary>The smallest element round the heading that also shows a price, or that it is sold out: the product and not what is sold beside it.</summary>
    private static HtmlNode? Box(PageFacts facts, HashSet<HtmlNode> foreign)
    {
        var start = facts.Heading ?? facts.Index.Marked.FirstOrDefault();
        HtmlNode? last = null;
        HtmlNode? soldOut = null;
        var level = 0;
        for (var node = start; node is not null && level < HighestBox; last = node, node = node.ParentNode, level++)
        {
            if (HasPrice(node, last, foreign)) return node;
            if (soldOut is null && SaysSoldOut(node, last, foreign)) soldOut = node;
        }

        return soldOut;
    }

    private static bool HasPrice(HtmlNode box, HtmlNode? known, HashSet<HtmlNode> foreign) => Any(box, known, foreign, node =>
        Microdata.Has(node, "price")
        || (CardPrices.MayHold(node) && !CardStock.IsHidden(node) && HtmlText.OfPrice(node) is { Length: > 1 and < 80 } text && PriceText.Read(text) is { Amount: > 0, Currency: not null } && PriceClasses.Of(node, box, text) != PriceClasses.Role.Other));

    private static bool SaysSoldOut(HtmlNode box, HtmlNode? known, HashSet<HtmlNode> foreign) => Any(box, known, foreign, node =>
        node.Name is not ("label" or "a" or "li" or "option" or "select") && HtmlText.OwnText(node) is { Length: > 3 and < 60 } text && AvailabilityText.Read(text) == Availability.OutOfStock && !CardStock.IsHidden(node));

    private static bool Any(HtmlNode box, HtmlNode? known, HashSet<HtmlNode> foreign, Func<HtmlNode, bool> holds)
    {
        if (box.FirstChild is null) return false;
        for (var node = CssSelector.Next(box, box); node is not null;)
        {
            var skip = node == known || foreign.Contains(node) || HtmlText.IsUnseen(node);
            if (!skip && node.NodeType == HtmlNodeType.Element && holds(node)) return true;
            node = CssSelector.Next(node, box, skip);
        }

        return false;
    }
}
