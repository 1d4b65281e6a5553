using System.Text.Json;
using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Shelves;
using Promozilla.ServiceDefaults;

namespace Promozilla.SampleStores.Pages;

/// <summary>One thing's own page: each shape says its price in another way, and each has related things and coupons to trip over.</summary>
public static class ProductPages
{
    public static IResult Show(HttpRequest request, Floor floor, StoreShelves shelves)
    {
        if (!shelves.ByPath.TryGetValue(request.Path.Value ?? "", out var listing) || floor.Offer(listing) is not { } offer)
            return Results.NotFound();
        var store = listing.Store;
        if (!floor.ShowsProducts(store))
            return PageFrame.Html(store, Markup.BaseUrl(request, store), "Em obras", "", "<p>Estamos a renovar as páginas dos produtos.</p>");
        var baseUrl = Markup.BaseUrl(request, store);
        var related = floor.Offers(store, l => l.Product.Kind == listing.Product.Kind && l != listing)
            .Skip(listing.Chance.With(70).Below(20)).Take(4).ToArray();
        var head = store.Shape is "press-start" or "cstech" ? JsonLd(baseUrl, offer) : "";
        // An article is a card of another product there.
        var sheet = store.Shape == "radio-popular" ? "div" : "article";
        var scope = store.Shape == "gaming-replay" ? " itemscope itemtype=\"https://schema.org/Product\"" : "";
        return PageFrame.Html(store, baseUrl, listing.Title, head,
            $"""
            <{sheet} class="sheet"{scope}>
            <img src="{Markup.PictureUrl(baseUrl, listing)}" alt="{Markup.Text(listing.Title)}"{(scope.Length > 0 ? " itemprop=\"image\"" : "")}>
            <div>
            <h1{(scope.Length > 0 ? " itemprop=\"name\"" : "")}>{Markup.Text(listing.Title)}</h1>
            {Price(offer)}
            {Stock(offer)}
            {Coupon(offer)}
            {Facts(listing)}
            <p><a class="btn" href="{Back(baseUrl, listing)}">Voltar à lista</a></p>
            </div>
            </{sheet}>
            <section class="related">
            <h2>Também te pode interessar</h2>
            <div class="shelf">
            {string.Concat(related.Select(r => Related(baseUrl, r)))}
            </div>
            </section>
            """);
    }

    private static string Price(Offer offer)
    {
        var old = offer.Claimed is { } claimed
            ? offer.ClaimKind == ClaimKind.Recommended ? $"<p class=\"old-price__pvpr\">PVPR* {Markup.Comma(claimed)} €</p>" : $"<p class=\"old-price\">{Markup.Comma(claimed)} €</p>"
            : "";
        return offer.Listing.Store.Shape switch
        {
            "gaming-replay" => $"""
                <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><span id="our_price_display" class="price" itemprop="price" content="{Markup.Dot(offer.Price)}">{Markup.Comma(offer.Price)} €</span>
                <meta itemprop="priceCurrency" content="EUR"><link itemprop="availability" href="https://schema.org/{Word(offer)}"></div>{old}
                """,
            "radio-popular" => $"<div class=\"product-header\"><div class=\"price\">{EstrelaPages.Split(offer.Price)}</div>{old}</div>",
            _ => $"<p class=\"price money\">{Markup.Comma(offer.Price)} €</p>{old}",
        };
    }

    private static string Stock(Offer offer) => offer.Availability switch
    {
        Availability.OutOfStock => "<p class=\"out-of-stock\">Esgotado</p>",
        Availability.PreOrder => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"<p>Data prevista de lançamento: {offer.Listing.Product.Release:yyyy-MM-dd}</p>"),
        _ => "<p class=\"available-now\">Em stock</p>",
    };

    private static string Coupon(Offer offer)
    {
        if (!offer.Listing.Chance.With(61).Percent(25))
            return "";
        var price = Math.Round(offer.Price * 0.95m, 2);
        return offer.Listing.Store.Shape == "radio-popular"
            ? $"<div class=\"price-promocode-bar\" data-promo-code=\"ESTRELA5\">Com o código ESTRELA5: <strong class=\"price-promocode\">{Markup.Comma(price)} €</strong></div>"
            : $"<div class=\"coupon\">Com o cupão EXEMPLO5 ficaria a <span class=\"price\" itemprop=\"price\" content=\"{Markup.Dot(price)}\">{Markup.Comma(price)} €</span></div>";
    }

    private static string Facts(Listing listing)
    {
        var reference = listing.IsUsed ? listing.ItemId : listing.Gtin;
        var state = listing.IsUsed ? "Usado, testado pela loja" : "Novo";
        return $"<dl><dt>EAN / referência</dt><dd>{reference}</dd><dt>Estado</dt><dd>{state}</dd><dt>Marca</dt><dd>{Markup.Text(listing.Product.Maker)}</dd></dl>";
    }

    private static string Back(string baseUrl, Listing listing) =>
        PageFrame.Href(listing.Store, baseUrl, Aisle.Of(listing.Store).First(a => a.Holds(listing)));

    // The neighbours carry full microdata, as on real pages: whoever takes the first price on the page takes a wrong one.
    private static string Related(string baseUrl, Offer offer) => offer.Listing.Store.Shape == "radio-popular"
        ? EstrelaPages.Card(baseUrl, offer)
        : $"""
            <div class="product-miniature related-product" itemscope itemtype="https://schema.org/Product">
            <a itemprop="url" href="{baseUrl}{offer.Listing.Path}"><img itemprop="image" src="{Markup.PictureUrl(baseUrl, offer.Listing)}" alt="" loading="lazy"><span itemprop="name">{Markup.Text(offer.Listing.Title)}</span></a>
            <div itemprop="offers" itemscope itemtype="https://schema.org/Offer"><span class="price" itemprop="price" content="{Markup.Dot(offer.Price)}">{Markup.Comma(offer.Price)} €</span><meta itemprop="priceCurrency" content="EUR"></div>
            </div>

            """;

    private static string JsonLd(string baseUrl, Offer offer)
    {
        var listing = offer.Listing;
        var product = new Dictionary<string, object>
        {
            ["@context"] = "https://schema.org/",
            ["@type"] = "Product",
            ["name"] = listing.Title,
            ["sku"] = listing.ItemId,
            ["image"] = Markup.PictureUrl(baseUrl, listing),
            ["offers"] = new Dictionary<string, object>
            {
                ["@type"] = "Offer",
                ["url"] = baseUrl + listing.Path,
                ["price"] = Markup.Dot(offer.Price),
                ["priceCurrency"] = "EUR",
                ["availability"] = $"https://schema.org/{Word(offer)}",
                ["itemCondition"] = $"https://schema.org/{(listing.IsUsed ? "UsedCondition" : "NewCondition")}",
            },
        };
        if (!listing.IsUsed)
            product["gtin13"] = listing.Gtin;
        return $"<script type=\"application/ld+json\">{JsonSerializer.Serialize(product)}</script>";
    }

    private static string Word(Offer offer) => offer.Availability switch
    {
        Availability.PreOrder => "PreOrder",
        Availability.OutOfStock => "OutOfStock",
        _ => "InStock",
    };
}
