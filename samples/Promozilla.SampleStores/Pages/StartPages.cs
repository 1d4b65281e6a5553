using System.Globalization;
using System.Text;
using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Shelves;
using Promozilla.ServiceDefaults;

namespace Promozilla.SampleStores.Pages;

/// <summary>A PrestaShop 1.7 listing as pressstart.pt has it: microdata, names cut with the whole one in img@alt, ?page=N.</summary>
public static class StartPages
{
    private static readonly StoreProfile Store = StoreProfile.Castelo;

    public static IResult List(HttpRequest request, Floor floor, string category, int page = 1)
    {
        if (Aisle.Castelo.FirstOrDefault(a => a.Path == $"/pt/{category}") is not { } aisle)
            return Results.NotFound();
        var shelf = floor.Page(Store, aisle, page);
        var baseUrl = Markup.BaseUrl(request, Store);
        var body = new StringBuilder(96 * 1024);
        body.Append(CultureInfo.InvariantCulture, $"<section id=\"products\"><h1 class=\"h1\">{Markup.Text(aisle.Name)}</h1>\n<p class=\"total-products\">Existem {shelf.Total} produtos.</p>\n");
        if (shelf.Offers.Count == 0)
            body.Append("<section id=\"content\" class=\"page-content page-not-found\"><h4>Ainda não há produtos disponíveis</h4></section>\n");
        body.Append("<div class=\"products product_list shelf\">\n").AppendJoin("", shelf.Offers.Select(offer => Card(baseUrl, offer))).Append("</div>\n");
        var url = $"{baseUrl}{aisle.Path}/";
        Pager(body, url, shelf);
        body.Append("</section>\n");
        var next = shelf.Number < shelf.Pages ? $"<link rel=\"next\" href=\"{url}?page={Markup.Number(shelf.Number + 1)}\">" : "";
        return PageFrame.Html(Store, baseUrl, aisle.Name, next, body.ToString());
    }

    private static string Card(string baseUrl, Offer offer)
    {
        var listing = offer.Listing;
        var (id, url) = (listing.ItemId, $"{baseUrl}{listing.Path}");
        // The picture's text does not always repeat that the thing is used; the flag does.
        var alt = Markup.Text(listing.Title.Replace(" USADO", "", StringComparison.Ordinal));
        return $"""
            <article class="product-miniature js-product-miniature" data-id-product="{id}" data-id-product-attribute="0" itemscope itemtype="http://schema.org/Product">
            <div class="thumbnail-container">
            <div class="product-image">
            <div class="content-single-semaphore"><div class="circle-semaphore {Semaphore(offer)}"></div></div>
            <ul class="product-flags">
            {Flags(offer)}</ul>
            <a class="thumbnail product-thumbnail" href="{url}">
            <img class="img-fluid" src="{Markup.PictureUrl(baseUrl, listing, "home_default")}" alt="{alt}" data-full-size-image-url="{Markup.PictureUrl(baseUrl, listing, "large_default")}" loading="lazy">
            <span class="product-additional" data-idproduct="{id}"></span>
            </a>
            </div>
            <div class="product-meta">
            <h3 class="h3 product-title" itemprop="name"><a href="{url}">{Markup.Text(Markup.Cut(listing.Title, 52))}</a></h3>
            <div class="functional-add-price">
            <div class="product-price-and-shipping{(offer.Claimed is null ? "" : " has_discount")}">
            <span class="sr-only">Preço</span>
            <span class="price" itemprop="offers" itemscope itemtype="http://schema.org/Offer">
            <span itemprop="priceCurrency" content="EUR"></span><span itemprop="price" content="{Markup.Dot(offer.Price)}">{Markup.Comma(offer.Price)} €</span>
            </span>
            {Regular(offer)}
            </div>
            {Coupon(offer)}
            <div class="button-container cart">
            <form action="{baseUrl}/pt/carrinho" method="post">
            <input type="hidden" class="quantity_product quantity_product_{id}" name="quantity_product" value="{Markup.Number(offer.Stock)}">
            <input type="hidden" class="minimal_quantity minimal_quantity_{id}" name="minimal_quantity" value="1">
            <input type="hidden" class="id_product id_product_{id}" name="id_product" value="{id}">
            <button class="btn btn-product add-to-cart leo-bt-cart{(offer.Stock == 0 ? " disabled" : "")}" data-button-action="add-to-cart" type="submit"><span class="name-btn-product">Comprar</span></button>
            </form>
            </div>
            </div>
            </div>
            </div>
            </article>

            """;
    }

    private static string Semaphore(Offer offer) => offer.Stock switch { 0 => "low-stock", < 4 => "medium-stock", _ => "full-stock" };

    private static string Flags(Offer offer)
    {
        var flags = new StringBuilder();
        if (offer.Stock == 0)
            flags.Append("<li class=\"product-flag product-flag out_of_stock\">Esgotado</li>\n");
        if (offer.Availability == Availability.PreOrder)
            flags.Append("<li class=\"product-flag product-flag pslabel pslabel-prevenda\">Pré-venda</li>\n");
        if (offer.Claimed is { } claimed)
            flags.Append(CultureInfo.InvariantCulture, $"<li class=\"product-flag product-flag discount\">-{Markup.Percent(claimed, offer.Price)}%</li>\n");
        else if (offer.Story == Story.QuietDrop)
            flags.Append("<li class=\"product-flag product-flag on-sale\">Baixa de Preço!</li>\n");
        if (offer.Listing.IsUsed)
            flags.Append("<li class=\"product-flag product-flag pslabel pslabel-usado\">USADO</li>\n");
        return flags.ToString();
    }

    private static string Regular(Offer offer) => offer.Claimed is { } claimed
        ? $"<span class=\"sr-only\">Preço regular</span>\n<span class=\"regular-price\">{Markup.Comma(claimed)} €</span>"
        : "";

    private static string Coupon(Offer offer) => offer.Listing.Chance.With(61).Percent(10)
        ? $"<p class=\"ps-coupon\">Código CASTELO5 no carrinho: {Markup.Comma(Math.Max(0.99m, offer.Price - 5m))} €</p>"
        : "";

    private static void Pager(StringBuilder html, string url, ShelfPage shelf)
    {
        html.Append("<nav class=\"pagination\"><ul class=\"page-list\">\n");
        for (var n = 1; n <= shelf.Pages; n++)
            html.Append(CultureInfo.InvariantCulture, $"<li{(n == shelf.Number ? " class=\"current\"" : "")}><a rel=\"nofollow\" class=\"js-search-link\" href=\"{url}?page={n}\">{n}</a></li>\n");
        if (shelf.Number < shelf.Pages)
            html.Append(CultureInfo.InvariantCulture, $"<li><a rel=\"next\" class=\"next js-search-link\" href=\"{url}?page={shelf.Number + 1}\">Seguinte</a></li>\n");
        html.Append("</ul></nav>\n");
    }
}
