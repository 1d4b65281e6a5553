using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Shelves;
using Promozilla.ServiceDefaults;

namespace Promozilla.SampleStores.Pages;

/// <summary>A JSON answer that holds microdata HTML, as radiopopular.pt gives it: cut capitals, gtin13, PVPR beside true previous prices.</summary>
public static class EstrelaPages
{
    private static readonly StoreProfile Store = StoreProfile.Estrela;

    // Its pages are strings of HTML: escaped to the letter they would be half as long again.
    private static readonly JsonSerializerOptions Lean = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The page shows the first ones and asks for the rest in the background.</summary>
    public static IResult List(HttpRequest request, Floor floor, string slug)
    {
        if (Find(slug) is not { } aisle)
            return Results.NotFound();
        var baseUrl = Markup.BaseUrl(request, Store);
        var page = floor.Page(Store, aisle, 1);
        var cards = string.Concat(page.Offers.Select(offer => Card(baseUrl, offer)));
        return PageFrame.Html(Store, baseUrl, aisle.Name, "", string.Create(
            CultureInfo.InvariantCulture,
            $"<h1>{Markup.Text(aisle.Name)}</h1>\n<p><span id=\"total\">{page.Total}</span> produtos</p>\n<div class=\"products shelf\" itemscope itemtype=\"http://schema.org/ItemList\">\n{cards}</div>\n"));
    }

    public static async Task<IResult> Ajax(HttpRequest request, Floor floor)
    {
        if (!request.HasFormContentType)
            return Results.BadRequest();
        var form = await request.ReadFormAsync(request.HttpContext.RequestAborted);
        if (form["method"] != "getProducts" || Find(form["where"].ToString()) is not { } aisle)
            return Results.NotFound();
        var number = int.TryParse(form["pageNumber"], CultureInfo.InvariantCulture, out var asked) ? asked : 1;
        var page = floor.Page(Store, aisle, number);
        var baseUrl = Markup.BaseUrl(request, Store);
        return Results.Json(new
        {
            productsTotal = page.Total,
            productsCurrent = page.Offers.Count,
            currentPage = page.Number,
            term = aisle.Path,
            content = new { filters = "", products = string.Concat(page.Offers.Select(offer => Card(baseUrl, offer))) },
        }, Lean);
    }

    private static Aisle? Find(string slug) => Aisle.Estrela.FirstOrDefault(a => a.Path == slug);

    public static string Card(string baseUrl, Offer offer)
    {
        var listing = offer.Listing;
        var (name, url) = (Markup.Text(listing.Title), $"{baseUrl}{listing.Path}");
        var picture = Markup.PictureUrl(baseUrl, listing);
        return $"""
            <article class="product-grid-module module product link{(offer.Availability == Availability.PreOrder ? " presale" : "")}" itemprop="itemListElement" itemscope itemtype="http://schema.org/Product">
            <div class="mobile">
            <meta itemprop="name" content="{name}">
            <meta itemprop="sku" content="{listing.ItemId}">
            <meta itemprop="description" content="">
            <meta itemprop="gtin13" content="{listing.Gtin}">
            <div itemprop="brand" itemscope itemtype="http://schema.org/Brand"><meta itemprop="name" content="{Markup.Text(listing.Product.Maker.ToUpperInvariant())}"></div>
            <div class="flags">{Flags(offer)}</div>
            <div class="designation px-2" itemprop="name" content="{name}">
            <a href="{url}" target="_top">
            {name} </a>
            </div>
            <div class="product-mobile__container">
            <div class="image wrapper">
            <a itemprop="url" content="{url}" href="{url}" target="_top">
            <img itemprop="image" content="{picture}" src="{baseUrl}/includes/imgs/1x1.png" style="background:center/contain no-repeat url('{picture}');width:100%" alt="{listing.ItemId} - {name}" title="{listing.ItemId} - {name}" loading="lazy">
            </a>
            </div>
            <div class="data cb" itemprop="offers" itemscope itemtype="http://schema.org/Offer">
            <meta itemprop="priceCurrency" content="EUR">
            {Promotion(offer)}
            <div class="data-bottom">
            {Old(offer)}
            <div class="product-footer">
            <div class="price notranslate fl" itemprop="price" content="{Markup.Dot(offer.Price)}">{Split(offer.Price)}</div>
            <div class="button buy{(offer.Stock == 0 ? " disabled" : "")}" data-add2cart="{listing.ItemId}">Comprar</div>
            <aside class="product-tooltip tooltip up left invisible">Preço da loja de demonstração, com IVA; nos restantes artigos, portes desde 4,99 €.</aside>
            </div>
            <meta itemprop="availability" content="http://schema.org/{Word(offer.Availability)}">
            <meta itemprop="itemCondition" content="http://schema.org/NewCondition">
            </div>
            </div>
            </div>
            </div>
            </article>

            """;
    }

    /// <summary>59&lt;sup&gt;,99&lt;/sup&gt;</summary>
    public static string Split(decimal price)
    {
        var parts = Markup.Comma(price).Split(',');
        var whole = parts[0].Length > 3 ? $"{parts[0][..^3]}.{parts[0][^3..]}" : parts[0];
        return $"{whole}<sup>,{parts[1]}</sup>";
    }

    private static string Flags(Offer offer)
    {
        var flags = "";
        if (offer.Availability == Availability.PreOrder)
            flags += $"<div class=\"flags-item pre-sale\">Pré-Venda</div><aside class=\"product-tooltip tooltip up left invisible\">Lançamento a {Markup.LongDate(offer.Listing.Product.Release)}</aside>";
        // Money back on paper for the next visit: not a discount on this one.
        if (offer.Listing.Chance.With(64).Percent(12))
            flags += "<div class=\"flags-item talao\">-10% em talão</div>";
        return flags;
    }

    private static string Promotion(Offer offer)
    {
        if (offer.Claimed is not { } claimed)
            return "";
        var percent = Markup.Number(Markup.Percent(claimed, offer.Price));
        return offer.ClaimKind == ClaimKind.Recommended
            ? $"<div class=\"promotion promotion-pvpr\"><div class=\"promotion-container\"><p class=\"promotion-number\">-{percent}%</p><p class=\"promotion-text\">sobre PVPR</p></div></div>"
            : $"<div class=\"promotion promotion-discount\"><div class=\"promotion-container\"><p class=\"promotion-number\">-{percent}%</p><p class=\"promotion-text\">Direto</p></div></div>";
    }

    private static string Old(Offer offer)
    {
        if (offer.Claimed is not { } claimed)
            return "";
        var parts = Markup.Comma(claimed).Split(',');
        return offer.ClaimKind == ClaimKind.Recommended
            ? $"<div class=\"old-price has-pvpr notranslate fl\"><p class=\"rp-body-3 old-price__pvpr\">PVPR*</p><span class=\"no-strike rp-body-3\">€{parts[0]}</span><sup class=\"no-strike rp-sup\">,{parts[1]}</sup></div>"
            : $"<div class=\"old-price strike notranslate fl\"><span class=\"rp-body-3\">€{parts[0]}</span><sup class=\"rp-sup\">,{parts[1]}</sup></div>";
    }

    private static string Word(string availability) => availability switch
    {
        Availability.PreOrder => "PreSale",
        Availability.OutOfStock => "SoldOut",
        _ => "InStock",
    };
}
