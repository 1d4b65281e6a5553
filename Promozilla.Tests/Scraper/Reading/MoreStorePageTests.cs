using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Tests.Scraper.Reading;

/// <summary>Hand-written pages in the shapes of the stores whose definitions ship, most of them switched off.</summary>
public sealed class MoreStorePageTests
{
    [Fact]
    public void Auchan_tiles() => Check(
        "auchan",
        """
        <div class="product-tile auc-product-tile" data-pid="3301"><div class="auc-product-tile__name"><a href="/pt/gaming/lua-nova/3301.html">Lua Nova Switch</a></div><img class="tile-image" data-src="/3301.jpg">
        <div class="price"><span class="strike-through list"><span class="value" content="69.99">69,99 €</span></span><span class="sales"><span class="value" content="49.99">49,99 €</span></span></div><div class="auc-price__promotion__label">-20%</div><button class="add-to-cart">Adicionar</button></div>
        <div class="product-tile auc-product-tile" data-pid="3302"><div class="auc-product-tile__name"><a href="/pt/gaming/mar/3302.html">Mar Alto Switch</a></div><span class="sales"><span class="value" content="1299.00">1.299,00 €</span></span><button class="add-to-cart" disabled>Adicionar</button></div>
        """,
        "3301|Lua Nova Switch|49.99|69.99 previous|in_stock|https://www.auchan.pt/pt/gaming/lua-nova/3301.html",
        "3302|Mar Alto Switch|1299.00||out_of_stock|https://www.auchan.pt/pt/gaming/mar/3302.html");

    [Fact]
    public void Continente_tiles_show_a_recommended_price() => Check(
        "continente",
        """
        <div class="product-tile" data-product-tile-impression='{"name":"Lua Nova Switch","id":"77","price":49.99,"brand":"Norte","category":"Jogos"}'><img class="ct-tile-image" data-src="/77.jpg"><div class="ct-pdp-link"><a href="/produto/lua-nova-77.html"><span class="pwc-tile--description">Lua Nova Switch</span></a></div>
        <div class="prices-wrapper"><span class="list"><span class="value" content="59.99">PVPR 59,99€</span></span><span class="pwc-tile--price-primary"><span class="value" content="49.99">49,99€</span>/un</span></div><button class="add-to-cart">+</button></div>
        """,
        "77|Lua Nova Switch|49.99|59.99 recommended|in_stock|https://www.continente.pt/produto/lua-nova-77.html");

    [Fact]
    public void Globaldata_tiles() => Check(
        "globaldata",
        """<div class="product-tile"><a href="/lua-nova/GD12.html"><img class="tile-image" src="/12.jpg"></a><div class="product-tile-product-name"><a href="/lua-nova/GD12.html">Lua Nova Switch</a></div><span class="sales"><span class="value" content="49.99">49,99 €</span></span><span class="product-availability-message-out-of-stock">Sem stock</span></div>""",
        "GD12|Lua Nova Switch|49.99||out_of_stock|https://www.globaldata.pt/lua-nova/GD12.html");

    [Fact]
    public void Worten_cards_split_the_cents() => Check(
        "worten",
        """<ul class="listing-content__list"><li><div class="product-card"><a href="/produtos/lua-nova-switch-7654321"><img class="product-card__image" src="/i.jpg"></a><span class="produc-card__name__link">Lua Nova Switch</span><div class="price__container"><span class="price__numbers"><span class="value">1.049</span><sup class="decimal">99</sup>€</span></div></div></li><li hidden><span class="produc-card__name__link">x</span></li></ul>""",
        "7654321|Lua Nova Switch|1049.99||unknown|https://www.worten.pt/produtos/lua-nova-switch-7654321");

    [Fact]
    public void Fnac_cards() => Check(
        "fnac",
        """<article class="Article-itemGroup"><div class="thumbnail-imgWrapper"><img data-lazyimage="/a.jpg" src="/1x1.gif"></div><a class="Article-title js-Search-hashLink" href="/Lua-Nova/a123456">Lua Nova Switch</a><del class="oldPrice">69,99 €</del><strong class="userPrice">49€99</strong></article>""",
        "123456|Lua Nova Switch|49.99|69.99 previous|unknown|https://www.fnac.pt/Lua-Nova/a123456");

    [Fact]
    public void Cex_boxes_are_used_goods() => Check(
        "cex",
        """{"response":{"ack":"Success","data":{"boxDetails":[{"boxId":"0045496478704","boxName":"Lua Nova","categoryName":"Switch Jogos","sellPrice":28,"cashPrice":12,"exchangePrice":18,"outOfStock":0,"ecomQuantityOnHand":3,"imageUrls":{"large":"https://pt.static.webuy.com/l.jpg"}}]}}}""",
        "0045496478704|Lua Nova|28.00||in_stock|https://pt.webuy.com/product-detail?id=0045496478704");

    [Fact]
    public void The_eshop_says_minus_one_where_there_is_no_price() => Check(
        "nintendo-eshop",
        """
        {"response":{"numFound":2,"start":0,"docs":[
        {"fs_id":"1","title":"Lua Nova","url":"/pt-pt/Jogos/lua-nova-1.html","nsuid_txt":["70010000099999"],"price_regular_f":19.99,"price_discounted_f":9.99,"price_lowest_f":9.99,"price_sorting_f":9.99,"playable_on_txt":["HAC"]},
        {"fs_id":"2","title":"Vento Norte","url":"/pt-pt/Jogos/vento-2.html","price_lowest_f":-1.0,"price_sorting_f":999999.0,"playable_on_txt":["HAC"]}]}}
        """,
        "70010000099999|Lua Nova|9.99|19.99 previous|in_stock|https://www.nintendo.com/pt-pt/Jogos/lua-nova-1.html",
        "2|Vento Norte|||unknown|https://www.nintendo.com/pt-pt/Jogos/vento-2.html");

    private static void Check(string key, string page, params string[] expected)
    {
        var store = StoreDefinitions.Find(key)!;
        var items = Assert.IsType<PageReading.Observed>(PageReader.Read(new PageContent(page, new Uri(store.BaseUrl)), store)).Items;
        Assert.Equal(expected, items.Select(item => FormattableString.Invariant($"{item.Id}|{item.Name}|{item.Price:0.00}|{(item.OldPrice is null ? "" : FormattableString.Invariant($"{item.OldPrice:0.00} {item.OldPriceKind}"))}|{item.Availability}|{item.Url}")));
    }
}
