using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Tests.Scraper.Reading;

/// <summary>A product's own page by its store's definition: what surrounds the product must not become it.</summary>
public sealed class ProductStorePageTests
{
    private const string RadioRelated =
        """
        <article class="product-grid-module" itemscope itemtype="http://schema.org/Product"><meta itemprop="name" content="CAPA SWITCH"><meta itemprop="gtin13" content="5056635624352"><a itemprop="url" href="/produto/capa"></a>
        <div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><div class="old-price strike">€19<sup>,99</sup></div><div class="price" itemprop="price" content="9.99">9<sup>,99</sup></div><meta itemprop="availability" content="http://schema.org/InStock"></div></article>
        """;

    [Fact]
    public void Radio_populars_header_holds_the_price_and_the_only_marked_product_is_another() => Check(
        "radio-popular",
        $"""<html><body><header><h1>CONSOLA NINTENDO SWITCH 2</h1><div class="price">2.499<sup>,99</sup></div><div class="price-promocode-bar" data-promo-code="MENOS50"><span class="price">2.449<sup>,99</sup></span> com o código</div><a data-add2cart="1">Adicionar ao carrinho</a></header><h2>Também podes gostar</h2>{RadioRelated}</body></html>""",
        "CONSOLA NINTENDO SWITCH 2|2499.99||in_stock|||");

    [Fact]
    public void Where_radio_populars_product_has_no_price_a_related_ones_is_not_taken()
    {
        var store = StoreDefinitions.Find("radio-popular")!;
        var page = $"""<html><body><h1>CONSOLA NINTENDO SWITCH 2</h1><p class="stock">Esgotado</p>{RadioRelated}</body></html>""";
        var reading = PageReader.ReadProduct(new PageContent(page, new Uri(store.BaseUrl)), store);
        Assert.IsNotType<PageReading.Observed>(reading);
    }

    [Fact]
    public void Wortens_coupon_is_a_second_price_and_is_left_out() => Check(
        "worten",
        WortenPage("Consola Nintendo Switch 2", "<div class='coupon'><span itemprop='price' content='429.99'>429,99 €</span> com cupão</div><span class='price__old'>499,99 €</span>"),
        "Consola Nintendo Switch 2|469.99|499.99 previous|in_stock|new|5056635624352|");

    [Fact]
    public void Wortens_outlet_says_new_and_in_stock_for_ever() => Check(
        "worten",
        WortenPage("Consola Nintendo Switch 2 OUTLET Grade B", "<button class='add-to-cart add-to-cart--unavailability'>Indisponível</button>"),
        "Consola Nintendo Switch 2 OUTLET Grade B|469.99||out_of_stock|outlet||");

    [Fact]
    public void Fnacs_box_is_its_own_price_and_not_a_marketplace_sellers() => Check(
        "fnac",
        """
        <html><body><h1>Lua Nova Nintendo Switch</h1><script type="application/ld+json">{"@context":"https://schema.org","@type":"Product","name":"Lua Nova Nintendo Switch","gtin13":"5056635624352","offers":{"@type":"Offer","price":"49.99","priceCurrency":"EUR","availability":"https://schema.org/InStock","itemCondition":"https://schema.org/NewCondition","seller":{"@type":"Organization","name":"Fnac.pt"}}}</script>
        <div class="f-priceBox"><span class="f-priceBox-price f-priceBox-price--old">69,99 €</span><span class="f-priceBox-price">49,99 €</span></div>
        <div class="f-marketplaceOffer"><span class="f-marketplaceOffer-sellerName">Outra Loja</span><span class="f-priceBox-price">39,99 €</span></div></body></html>
        """,
        "Lua Nova Nintendo Switch|49.99|69.99 previous|in_stock|new|5056635624352|");

    [Fact]
    public void Press_start_names_the_release_only_on_the_products_page() => Check(
        "press-start",
        """
        <html><body id="product" class="lang-pt product-id-7"><h1 class="h1 product-detail-name" itemprop="name">Lua Nova Switch 2</h1><div class="product-prices"><div class="current-price"><span itemprop="price" content="59.99">59,99 €</span></div></div>
        <p><b>Data prevista de lançamento:</b> 2026-12-31</p><button class="add-to-cart">Pré-encomendar</button>
        <section class="related"><article class="product-miniature" data-id-product="3"><h3 class="product-title"><a href="/x.html">Outro Jogo</a></h3><span itemprop="price" content="9.99">9,99 €</span></article><article class="product-miniature" data-id-product="4"><h3 class="product-title"><a href="/y.html">Mais Um</a></h3><span itemprop="price" content="8.99">8,99 €</span></article></section></body></html>
        """,
        "Lua Nova Switch 2|59.99||pre_order|||2026-12-31");

    [Fact]
    public void A_shopify_shops_product_is_a_page_though_its_shelf_is_json() => Check(
        "darty",
        """<html><head><meta property="og:type" content="product"></head><body><h1>Lua Nova - Nintendo Switch 2</h1><script type="application/ld+json">{"@type":"Product","name":"Lua Nova - Nintendo Switch 2","gtin":"5056635624352","offers":[{"price":79.99,"priceCurrency":"EUR","availability":"http://schema.org/OutOfStock"}]}</script></body></html>""",
        "Lua Nova - Nintendo Switch 2|79.99||out_of_stock||5056635624352|");

    [Fact]
    public void Continentes_code_stands_in_a_link_to_the_details() => Check(
        "continente",
        """<html><head><meta property="og:type" content="product"></head><body><h1>Lua Nova Switch</h1><span class="price"><span class="value" content="49.99">49,99€</span></span><button class="add-to-cart">Adicionar</button><a class="js-details-header" data-url="/details?pid=77&amp;ean=5056635624352&amp;x=1">Detalhes</a></body></html>""",
        "Lua Nova Switch|49.99||in_stock||5056635624352|");

    [Fact]
    public void A_list_with_a_heading_is_not_taken_for_a_product()
    {
        var store = StoreDefinitions.Find("press-start")!;
        const string card = "<article class='product-miniature'><h3 class='product-title'><a href='/a.html'>Jogo A</a></h3><span itemprop='price' content='9.9'>9,90 €</span><button class='add-to-cart'>x</button></article>";
        var page = $"<html><body id='category'><h1>Jogos Nintendo Switch</h1>{card}{card.Replace("Jogo A", "Jogo B", StringComparison.Ordinal)}</body></html>";
        Assert.Equal(2, Assert.IsType<PageReading.Observed>(PageReader.ReadEither(new PageContent(page, new Uri(store.BaseUrl)), store)).Items.Count);
    }

    private static string WortenPage(string name, string more) =>
        $$"""
        <html><body><h1 class="product-header__title"><span>{{name}}</span></h1><script type="application/ld+json">{"@context":"http://schema.org/","@type":"Product","name":"{{name}}","sku":"7654321","gtin13":"5056635624352","offers":{"@type":"Offer","priceCurrency":"EUR","price":"469.99","availability":"http://schema.org/InStock","itemCondition":"http://schema.org/NewCondition"} }</script>
        {{more}}<p class="product-price-info__seller__name">Worten</p></body></html>
        """;

    private static void Check(string key, string page, string expected)
    {
        var store = StoreDefinitions.Find(key)!;
        var item = Assert.Single(Assert.IsType<PageReading.Observed>(PageReader.ReadEither(new PageContent(page, new Uri(store.BaseUrl)), store)).Items);
        Assert.Equal(expected, StorePageTrapTests.Line(item));
        Assert.Equal(expected, StorePageTrapTests.Line(Assert.Single(Assert.IsType<PageReading.Observed>(PageReader.ReadProduct(new PageContent(page, new Uri(store.BaseUrl)), store)).Items)));
    }
}
