using System.Globalization;
using System.Text;
using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Shelves;
using Promozilla.ServiceDefaults;

namespace Promozilla.SampleStores.Pages;

/// <summary>A PrestaShop 1.6 listing as gamingreplay.com has it: two kinds of card in one list, EAN in the address, ?p=N.</summary>
public static class ReplayPages
{
    private static readonly StoreProfile Store = StoreProfile.Cogumelo;

    public static IResult List(HttpRequest request, Floor floor, string category, int p = 1)
    {
        var number = category.Split('-')[0];
        if (Aisle.Cogumelo.FirstOrDefault(a => a.Path.StartsWith($"/pt/{number}-", StringComparison.Ordinal)) is not { } aisle)
            return Results.NotFound();
        var page = floor.Page(Store, aisle, p);
        var baseUrl = Markup.BaseUrl(request, Store);
        var body = new StringBuilder(64 * 1024);
        body.Append(CultureInfo.InvariantCulture, $"<h1 class=\"page-heading product-listing\"><span class=\"cat-name\">{Markup.Text(aisle.Name)}</span> ")
            .Append(CultureInfo.InvariantCulture, $"<span class=\"heading-counter\">Existem {page.Total} produtos.</span></h1>\n");
        body.Append(page.Offers.Count == 0 ? "<p class=\"alert alert-warning\">Não existem produtos nesta categoria.</p>\n" : "<ul class=\"product_list grid row\">\n");
        foreach (var offer in page.Offers)
            body.Append(offer.Listing.Chance.With(60).Percent(60) ? WideCard(baseUrl, offer) : TallCard(baseUrl, offer));

        body.Append(page.Offers.Count == 0 ? "" : "</ul>\n");
        var url = $"{baseUrl}{aisle.Path}";
        Pager(body, url, page);
        var next = page.Number < page.Pages ? $"<link rel=\"next\" href=\"{url}?p={Markup.Number(page.Number + 1)}\">" : "";
        return PageFrame.Html(Store, baseUrl, aisle.Name, next, body.ToString());
    }

    private static string WideCard(string baseUrl, Offer offer)
    {
        var listing = offer.Listing;
        var (name, url) = (Markup.Text(listing.Title), $"{baseUrl}{listing.Path}");
        return $"""
            <li class="ajax_block_product"><div class="product-container">
            <div class="row">
            <div class="left-block col-md-3"><div class="product_list_image">
            <a class="product_img_link" href="{url}" title="{name}" itemprop="url"><img class="replace-2x img-responsive" src="{Markup.PictureUrl(baseUrl, listing)}" alt="{name}" itemprop="image" loading="lazy"></a>
            </div></div>
            <div class="center-block col-md-5">
            <div class="product-flags">{Sale(offer, "")}</div>
            {Name(listing, url)}
            <p class="product-desc"></p>
            {Stock(offer)}
            </div>
            <div class="right-block col-md-4"><div class="right-block-content row">
            <div class="content_price col-md-12">
            {Price(offer)}
            </div>
            <div class="button-container col-md-12">
            {Button(baseUrl, offer)}
            <div class="content_price twin" itemprop="offers" itemscope itemtype="https://schema.org/Offer">
            {Price(offer)}
            </div>
            </div>
            {Coupon(offer)}
            </div></div>
            </div>
            </div></li>

            """;
    }

    private static string TallCard(string baseUrl, Offer offer)
    {
        var listing = offer.Listing;
        var (name, url) = (Markup.Text(listing.Title), $"{baseUrl}{listing.Path}");
        return $"""
            <li class="ajax_block_product"><div class="product-container" itemscope itemtype="https://schema.org/Product">
            <div class="gr-product-homepage__header left-block">
            <div class="product-image-container">
            <a class="product_img_link" href="{url}" title="{name}" itemprop="url"><img class="replace-2x img-responsive" src="{Markup.PictureUrl(baseUrl, listing)}" alt="{name}" itemprop="image" loading="lazy"></a>
            </div>
            {Sale(offer, url)}
            </div>
            <div class="gr-product-homepage__actions">
            {Name(listing, url)}
            <p class="product-desc" itemprop="description"></p>
            <div class="button-container">
            {Button(baseUrl, offer)}
            <div class="content_price" itemprop="offers" itemscope itemtype="https://schema.org/Offer">
            {Price(offer)}
            </div>
            </div>
            {Coupon(offer)}
            <div class="product-flags"></div>
            {Stock(offer)}
            </div></div></li>

            """;
    }

    private static string Name(Listing listing, string url)
    {
        var name = Markup.Text(listing.Title);
        return $"""<h5 itemprop="name"><a class="product-name" href="{url}" title="{name}" itemprop="url"><span class="list-name">{name}</span><span class="gr-list-extra">{Markup.Text(Markup.Cut(listing.Title, 26))}</span></a></h5>""";
    }

    private static string Price(Offer offer)
    {
        var old = offer.Claimed is { } claimed ? $"<span class=\"old-price product-price\">\n {Markup.Comma(claimed)} €\n</span>" : "";
        return $"<span class=\"price product-price{(old.Length > 0 ? " product-price-new" : "")}\" itemprop=\"price\">\n {Markup.Comma(offer.Price)} € </span>\n<meta itemprop=\"priceCurrency\" content=\"EUR\">\n{old}";
    }

    private static string Sale(Offer offer, string url) => offer.Claimed is null ? "" : url.Length == 0
        ? "<span class=\"sale-label\">Em Promoção!</span>"
        : $"<a class=\"sale-box\" href=\"{url}\"><span class=\"sale-label\">Em Promoção!</span></a>";

    private static string Button(string baseUrl, Offer offer) => offer.Stock == 0
        ? "<span class=\"ajax_add_to_cart_button btn btn-default disabled\"><span>Comprar</span></span>"
        : $"<a class=\"ajax_add_to_cart_button btn btn-default\" data-id-product=\"{offer.Listing.ItemId}\" href=\"{baseUrl}/pt/cart?add=1&amp;id_product={offer.Listing.ItemId}\" rel=\"nofollow\" title=\"Comprar\"><span>Comprar</span></a>";

    // Only some: what a coupon would make of the price is not the price.
    private static string Coupon(Offer offer) => offer.Listing.Chance.With(61).Percent(12)
        ? $"<div class=\"gr-coupon\">Com o cupão COGU10: {Markup.Comma(Math.Round(offer.Price * 0.9m, 2))} €</div>"
        : "";

    private static string Stock(Offer offer) =>
        "<span class=\"availability\" itemprop=\"offers\" itemscope itemtype=\"https://schema.org/Offer\">" + offer.Availability switch
        {
            Availability.PreOrder => $"<span class=\"available-now\">\n Em Reserva ({offer.Listing.Product.Release.ToString("dd-MM-yyyy", CultureInfo.InvariantCulture)})\n</span>",
            Availability.OutOfStock => "<span class=\"out-of-stock\"><link itemprop=\"availability\" href=\"https://schema.org/OutOfStock\">Esgotado\n</span>",
            _ => "<span class=\"available-now\"><link itemprop=\"availability\" href=\"https://schema.org/InStock\">Em Stock </span>",
        } + "</span>";

    private static void Pager(StringBuilder html, string url, ShelfPage page)
    {
        html.Append("<div id=\"pagination\" class=\"pagination-wrap\"><ul class=\"pagination\">\n");
        for (var n = 1; n <= page.Pages; n++)
        {
            html.Append(n == page.Number
                ? $"<li class=\"active current\"><span><span>{Markup.Number(n)}</span></span></li>\n"
                : $"<li><a href=\"{url}{(n == 1 ? "" : $"?p={Markup.Number(n)}")}\"><span>{Markup.Number(n)}</span></a></li>\n");
        }

        if (page.Number < page.Pages)
            html.Append(CultureInfo.InvariantCulture, $"<li id=\"pagination_next\" class=\"pagination_next\"><a href=\"{url}?p={Markup.Number(page.Number + 1)}\" rel=\"next\"><b>Seguinte</b></a></li>\n");
        html.Append("</ul></div>\n");
    }
}
