using System.Text.RegularExpressions;
using HtmlAgilityPack;
using Promozilla.Scraper.Titles;

namespace Promozilla.Scraper.Reading;

/// <summary>Reads one card of a listing, or the box round a page's own product, in one walk over its nodes.</summary>
internal static partial class CardReader
{
    private static readonly string[] IdAttributes = ["data-id-product", "data-product-id", "data-product_id", "data-productid", "data-pid", "data-sku", "data-item-id", "data-product-sku", "data-id"];
    private static readonly string[] ImageAttributes = ["content", "data-full-size-image-url", "data-src", "data-original", "data-lazy", "data-lazy-src", "data-image", "src", "data-srcset", "srcset"];

    public static RawItem Read(HtmlNode card) => Read(card, null, out _);

    /// <param name="foreign">Given for a product page's box: other products' parts inside it, which are left out.</param>
    public static RawItem Read(HtmlNode card, HashSet<HtmlNode>? foreign, out CardPrices prices)
    {
        var isBox = foreign is not null;
        var item = new RawItem();
        prices = new CardPrices(card);
        var stock = new CardStock(card, isBox);
        var names = new CardNames();
        var isProduct = Microdata.IsScopeOf(card, "Product");
        HtmlNode? shown = null;
        var isHidden = false;
        for (var node = card; node is not null;)
        {
            if (isHidden && node == shown) isHidden = false;
            if (!isHidden && CardStock.IsHiddenItself(node)) (isHidden, shown) = (true, CssSelector.Next(node, card, skipChildren: true));
            var skip = HtmlText.IsUnseen(node) || (node != card && (foreign?.Contains(node) == true || IsForeign(node, item, isBox, isProduct)));
            if (!skip && node.NodeType == HtmlNodeType.Element)
            {
                prices.Offer(node, isHidden);
                stock.Offer(node, isHidden);
                names.Offer(node);
                Facts(node, item);
            }

            node = node == card && node.FirstChild is null ? null : CssSelector.Next(node, card, skip && node != card);
        }

        names.WriteTo(item);
        prices.WriteTo(item);
        stock.WriteTo(item);
        if (!item.Has(Field.Price) || !item.Has(Field.Name)) CardState.FillFrom(card, item);
        item.Set(Field.Gtin, Gtin.FromUrl(item[Field.Url]), "url");
        if (!item.Has(Field.Id) && item[Field.Url] is { } url && IdInUrl().Match(url) is { Success: true } id) item.Set(Field.Id, id.Groups[1].Value + id.Groups[2].Value, "url");
        return item;
    }

    /// <summary>Only what it says about stock and seller: for all of a page at once.</summary>
    public static RawItem Stock(HtmlNode page, HashSet<HtmlNode> foreign)
    {
        var (item, stock) = (new RawItem(), new CardStock(page, isBox: true));
        for (var node = page; node is not null;)
        {
            var skip = HtmlText.IsUnseen(node) || foreign.Contains(node) || CardStock.IsHiddenItself(node);
            if (!skip && node.NodeType == HtmlNodeType.Element)
            {
                stock.Offer(node, isHidden: false);
                Seller(node, item);
            }

            node = node == page && (skip || page.FirstChild is null) ? null : CssSelector.Next(node, page, skip);
        }

        stock.WriteTo(item);
        return item;
    }

    private static void Seller(HtmlNode node, RawItem item)
    {
        if (!item.Has(Field.Seller) && node.HasAttributes && SellerName().IsMatch(HtmlText.Class(node)) && HtmlText.Of(node) is { Length: > 1 and < 60 } seller) item.Set(Field.Seller, SellerLabel().Replace(seller, ""), $"css:{node.Name}.seller");
    }

    private static bool IsForeign(HtmlNode node, RawItem item, bool isBox, bool isProduct)
    {
        if (node.NodeType != HtmlNodeType.Element) return false;
        if (HtmlText.Raw(node, "itemscope") is not null)
        {
            if (Microdata.IsScopeOf(node, "Organization") && Microdata.Has(node, "seller")) item.Set(Field.Seller, HtmlText.Of(node), "microdata:seller");
            if (!Microdata.IsScopeOf(node, "Offer") && !Microdata.IsScopeOf(node, "AggregateOffer") && !Microdata.IsScopeOf(node, "PriceSpecification") && !Microdata.IsScopeOf(node, "UnitPriceSpecification")
                && !(isBox && Microdata.IsScopeOf(node, "WebPage")))
                return !(Microdata.IsScopeOf(node, "Product") && (isBox ? node.Descendants("h1").Any() : !isProduct));
        }

        return false;
    }

    private static void Facts(HtmlNode node, RawItem item)
    {
        if (!node.HasAttributes) return;
        var property = HtmlText.Raw(node, "itemprop");
        if (property is not null) Marked(node, property, item);
        if (!item.Has(Field.Id))
        {
            foreach (var name in IdAttributes) if (item.Set(Field.Id, HtmlText.Attribute(node, name), $"attribute:{name}")) break;
        }

        if (node.Attributes["data-ean"] is { } ean) item.Set(Field.Gtin, ean.Value, "attribute:data-ean");
        Seller(node, item);
        if (node.Name == "a" && HtmlText.Attribute(node, "href") is { } href && !NotAProduct().IsMatch(href)) item.Set(Field.Url, href, "css:a@href");
        if (node.Name is "img" or "source" && !item.Has(Field.Image)) Image(node, item);
    }

    private static void Marked(HtmlNode node, string property, RawItem item)
    {
        foreach (var (name, field) in ((string, string)[])[("sku", Field.Id), ("productID", Field.Id), ("gtin13", Field.Gtin), ("gtin", Field.Gtin), ("gtin12", Field.Gtin), ("gtin14", Field.Gtin), ("gtin8", Field.Gtin), ("ean", Field.Gtin), ("priceCurrency", Field.Currency), ("currency", Field.Currency), ("url", Field.Url)])
        {
            if (!HtmlText.HasToken(property, name) || Microdata.Value(node) is not { } value) continue;
            if (field == Field.Id && item.Source(Field.Id)?.StartsWith("attribute", StringComparison.Ordinal) == true) item.Replace(field, value, $"microdata:{name}");
            else if (field != Field.Url || !NotAProduct().IsMatch(value)) item.Set(field, value, $"microdata:{name}");
        }
    }

    private static void Image(HtmlNode node, RawItem item)
    {
        foreach (var name in ImageAttributes)
        {
            if (HtmlText.Attribute(node, name) is not { Length: > 4 } address || address.StartsWith("data:", StringComparison.OrdinalIgnoreCase) || Placeholder().IsMatch(address)) continue;
            if (name.EndsWith("srcset", StringComparison.Ordinal)) address = address.Split(',')[0].Trim().Split(' ')[0];
            item.Set(Field.Image, address, $"css:{node.Name}@{name}");
            return;
        }
    }

    [GeneratedRegex(@"(?:seller|merchant|vendor)[\w-]*name|sold-by(?:__|-)name|vendedor[\w-]*nome", RegexOptions.IgnoreCase)]
    private static partial Regex SellerName();

    [GeneratedRegex(@"^(?:vendido (?:e enviado )?por|sold by|vendu par|verkauf durch)\s*:?\s*", RegexOptions.IgnoreCase)]
    private static partial Regex SellerLabel();

    [GeneratedRegex(@"/(?:p/)?(\d{2,9})-[^/]+$|[-/]a?(\d{5,9})(?:\.html?)?/?$")]
    private static partial Regex IdInUrl();

    [GeneratedRegex(@"related|upsell|up-sell|cross-?sell|crosssell|recommend|similar|accessor(?:y|ies)|also-?(?:bought|like|viewed)|carousel-products|product-miniature|product-card|product-tile|recently|vistos|relacionad|sugest|comparison|minicart|mini-cart|cross_sell|filters|facets?|layered|refinements?", RegexOptions.IgnoreCase)]
    internal static partial Regex RelatedName();

    [GeneratedRegex(@"^(?:#|javascript:|mailto:|tel:|$)|/(?:cart|carrinho|wishlist|favoritos|login|account|compare|comparar|checkout)(?:[/?]|$)|add-to-cart|[?&]add=1|add_to_wishlist|#reviews", RegexOptions.IgnoreCase)]
    internal static partial Regex NotAProduct();

    [GeneratedRegex(@"1x1|placeholder|blank\.|loading|lazy[-_.]|spacer|pixel\.|transparent|/icons?/|\.svg|sprite|flag_|info\.|cart", RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();
}
