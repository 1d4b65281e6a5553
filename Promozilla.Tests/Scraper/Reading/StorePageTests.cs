using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.Scraper.Reading;

/// <summary>Hand-written pages in the shapes of the stores' own, each with the traps that the store sets.</summary>
public sealed class StorePageTests
{
    [Fact]
    public void Gaming_replay_has_two_card_layouts_and_cuts_names()
    {
        const string page =
            """
            <ul class="product_list"><li><div class="product-container"><a class="product_img_link" href="/pt/switch/701-moss-mountain-switch-5056635624352.html">
            <img alt="Moss Mountain" src="/701-home/moss.jpg"></a><h5 itemprop="name"><a class="product-name" href="/pt/switch/701-moss-mountain-switch-5056635624352.html" title="Moss Mountain: The Long Way Home Switch">
            <span class="list-name">Moss Mountain: The Long Way Home Switch</span><span class="gr-list-extra">Moss Mountain: The...</span></a></h5>
            <span class="availability"><span class="available-now"><link href="https://schema.org/InStock" itemprop="availability">Em Stock</span></span>
            <span class="price product-price product-price-new" itemprop="price"> 39,99 € </span><meta content="EUR" itemprop="priceCurrency"><span class="old-price product-price"> 59,99 € </span>
            <a class="ajax_add_to_cart_button" data-id-product="701">Comprar</a></div></li>
            <li><div class="product-container" itemscope itemtype="https://schema.org/Product"><a class="product-name" href="/pt/seminovos/702-tin-robots-seminovo-switch-702.html" title="Tin Robots (Seminovo) Switch">x</a>
            <span class="availability"><span class="out-of-stock"><link href="https://schema.org/InStock" itemprop="availability">Esgotado</span></span>
            <span class="price product-price">9,50 €</span><span class="ajax_add_to_cart_button disabled">Comprar</span></div></li>
            <li><div class="product-container"><a class="product-name" href="/pt/switch/703-night-ferry-switch-5056635627834.html" title="Night Ferry Switch">x</a>
            <span class="availability"><span class="available-now">Em Reserva (31-12-2027)</span></span><span class="price product-price">1.049,99 €</span></div></li></ul>
            """;
        var items = Items("gaming-replay", page);
        Assert.Equal(("Moss Mountain: The Long Way Home Switch", 39.99m, 59.99m, ClaimKind.Previous, Availability.InStock, null, "701"), Seen(items[0]));
        Assert.Equal("5056635624352", items[0].Gtin);
        Assert.Equal("https://www.gamingreplay.com/pt/switch/701-moss-mountain-switch-5056635624352.html", items[0].Url);
        Assert.Equal(("Tin Robots (Seminovo) Switch", 9.50m, null, null, Availability.OutOfStock, Condition.Used, "702"), Seen(items[1]));
        Assert.Null(items[1].Gtin);
        Assert.Equal(("Night Ferry Switch", 1049.99m, null, null, Availability.PreOrder, null, "703"), Seen(items[2]));
    }

    [Fact]
    public void Press_start_flags_tell_stock_and_used_and_a_sale_flag_is_no_old_price()
    {
        const string page =
            """
            <article class="product-miniature" data-id-product="81"><ul class="product-flags"><li class="product-flag on-sale">Baixa de Preço!</li></ul>
            <a class="thumbnail product-thumbnail" href="https://www.pressstart.pt/pt/x/paper-fox.html"><img alt="Paper Fox and the Lantern Switch" src="1x1.png" data-full-size-image-url="https://www.pressstart.pt/81/fox.jpg"></a>
            <h3 class="product-title"><a href="https://www.pressstart.pt/pt/x/paper-fox.html">Paper Fox and the...</a></h3>
            <div class="product-price-and-shipping"><span class="price"><span content="24.9" itemprop="price">24,90 €</span><span content="EUR" itemprop="priceCurrency"></span></span></div>
            <button class="add-to-cart">Adicionar</button></article>
            <article class="product-miniature" data-id-product="82"><ul class="product-flags"><li class="product-flag out_of_stock">Esgotado</li><li class="product-flag pslabel pslabel-usado">USADO</li></ul>
            <h3 class="product-title"><a href="/pt/x/gear.html">Gear Rally Switch</a></h3><div class="product-price-and-shipping has_discount"><span content="4.5" itemprop="price">4,50 €</span><span class="regular-price">6,00 €</span></div>
            <button class="add-to-cart disabled">Adicionar</button></article>
            """;
        var items = Items("press-start", page);
        Assert.Equal(("Paper Fox and the Lantern Switch", 24.9m, null, null, Availability.InStock, null, "81"), Seen(items[0]));
        Assert.Equal("https://www.pressstart.pt/81/fox.jpg", items[0].Image);
        Assert.Equal(("Gear Rally Switch", 4.5m, 6m, ClaimKind.Previous, Availability.OutOfStock, Condition.Used, "82"), Seen(items[1]));
    }

    [Fact]
    public void Mega_mania_writes_old_prices_with_a_dot_and_its_sold_out_style_also_marks_pre_orders()
    {
        const string page =
            """
            <div class="produto_lista"><!--<a href="/x">copy</a>--><div class="produto_lista_titulo"><p><a href="/pt/produto/91-kite-club">KITE CLUB SWITCH</a></p></div>
            <div class="produto_lista_stock_wrapper"><div class="produto_lista_stock_emstock"> Em stock</div><div class="produto_desconto_valor">44.90€</div></div>
            <div class="produto_lista_botoes__bt--usado"><div class="produto_lista_botoes__bt_texto">COMPRAR USADO</div><div class="produto_lista_botoes__bt_preco">29,90€</div></div></div>
            <div class="produto_lista PRODUTO_LANCAMENTO"><div class="produto_lista_titulo"><a href="/pt/produto/92-owl-post">OWL POST SWITCH 2</a></div>
            <div class="produto_lista_stock_esgotado">Pré-encomenda</div><div class="produto_lista_botoes__bt_texto">PRÉ-ENCOMENDAR</div><div class="produto_lista_botoes__bt_preco">64,99€</div></div>
            """;
        var items = Items("mega-mania", page);
        Assert.Equal(("KITE CLUB SWITCH", 29.90m, 44.90m, ClaimKind.Previous, Availability.InStock, Condition.Used, "91"), Seen(items[0]));
        Assert.Equal(("OWL POST SWITCH 2", 64.99m, null, null, Availability.PreOrder, null, "92"), Seen(items[1]));
        Assert.Equal("https://www.mega-mania.com.pt/pt/produto/92-owl-post", items[1].Url);
    }

    [Fact]
    public void Radio_popular_tells_recommended_from_previous_prices()
    {
        const string card =
            """
            <article class='product-grid-module' itemscope itemtype='http://schema.org/Product'><meta content='JOGO SWITCH BELL TOWER' itemprop='name'><meta content='ID' itemprop='sku'><meta content='5056635624352' itemprop='gtin13'>
            <div itemprop='brand' itemscope itemtype='http://schema.org/Brand'><meta content='ACME' itemprop='name'></div><a itemprop='url' href='https://www.radiopopular.pt/produto/bell-tower'></a>
            <img itemprop='image' content='https://img.example/b.jpg' src='https://www.radiopopular.pt/includes/imgs/1x1.png'>
            <div itemprop='offers' itemscope itemtype='http://schema.org/Offer'><meta content='EUR' itemprop='priceCurrency'>CLAIM<div class='price' content='33.99' itemprop='price'>33<sup>,99</sup></div><meta content='http://schema.org/InStock' itemprop='availability'></div></article>
            """;
        const string recommended = "<div class='old-price'><p class='old-price__pvpr'>PVPR*</p><span>€49</span><sup>,99</sup></div>";
        const string previous = "<div class='old-price strike'><span>€39</span><sup>,99</sup></div>";
        var html = card.Replace("CLAIM", recommended, StringComparison.Ordinal) + card.Replace("CLAIM", previous, StringComparison.Ordinal).Replace("'ID'", "'ID2'", StringComparison.Ordinal);
        var json = System.Text.Json.JsonSerializer.Serialize(new { productsTotal = 31, content = new { filters = "", products = html } });
        var reading = Assert.IsType<PageReading.Observed>(PageReader.Read(new PageContent(json, null), StoreDefinitions.Find("radio-popular")));
        Assert.Equal(31, reading.Total);
        Assert.Equal(("JOGO SWITCH BELL TOWER", 33.99m, 49.99m, ClaimKind.Recommended, Availability.InStock, null, "ID"), Seen(reading.Items[0]));
        Assert.Equal((39.99m, ClaimKind.Previous), (reading.Items[1].OldPrice, reading.Items[1].OldPriceKind));
        Assert.Equal(("5056635624352", "https://img.example/b.jpg"), (reading.Items[0].Gtin, reading.Items[0].Image));
    }

    [Fact]
    public void Shopify_takes_the_cheapest_variant_on_sale_and_a_claim_equal_to_the_price_is_none()
    {
        const string json =
            """
            {"products":[{"id":1,"title":"Snow Parade Switch","handle":"snow-parade","product_type":"Jogos Nintendo Switch","tags":["a"],"images":[{"src":"https://cdn.example/s.png"}],
            "variants":[{"title":"UK","price":"30.00","compare_at_price":"45.00","available":false},{"title":"ES","price":"35.00","compare_at_price":"45.00","available":true}]},
            {"id":2,"title":"Salt Road","handle":"salt-road-5056635624352","variants":[{"price":"20.00","compare_at_price":"20.00","available":false}]},{"id":3,"title":"Broken","variants":null}]}
            """;
        var items = Items("cstech", json);
        Assert.Equal(("Snow Parade Switch", 35m, 45m, ClaimKind.Previous, Availability.InStock, null, "1"), Seen(items[0]));
        Assert.Equal(("Salt Road", 20m, null, null, Availability.OutOfStock, null, "2"), Seen(items[1]));
        Assert.Equal("5056635624352", items[1].Gtin);
        Assert.Equal("https://cstech.store/products/salt-road-5056635624352", items[1].Url);
        Assert.Equal(2, items.Count);
    }

    [Theory]
    [InlineData("gaming-replay")]
    [InlineData("radio-popular")]
    [InlineData("cstech")]
    public void A_wall_is_blocked_and_never_an_empty_shelf(string key)
    {
        const string wall = "<html><head><title>Just a moment...</title></head><body><noscript>Enable JavaScript and cookies to continue</noscript></body></html>";
        Assert.IsType<PageReading.Blocked>(PageReader.Read(new PageContent(wall, null), StoreDefinitions.Find(key)));
    }

    [Fact]
    public void A_changed_layout_is_unreadable_and_never_an_empty_shelf() =>
        Assert.IsType<PageReading.Unreadable>(PageReader.Read(new PageContent("<html><body><div class='new-card'>Jogo 49,99 €</div></body></html>", null), StoreDefinitions.Find("gaming-replay")));

    private static IReadOnlyList<PageItem> Items(string key, string text)
    {
        var store = StoreDefinitions.Find(key)!;
        return Assert.IsType<PageReading.Observed>(PageReader.Read(new PageContent(text, new Uri(store.BaseUrl + "/pt/lista")), store)).Items;
    }

    private static (string?, decimal?, decimal?, string?, string, string?, string?) Seen(PageItem item) =>
        (item.Name, item.Price, item.OldPrice, item.OldPriceKind, item.Availability, item.Condition, item.Id);
}
