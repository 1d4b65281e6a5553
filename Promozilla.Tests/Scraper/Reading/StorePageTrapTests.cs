using System.Text.Json;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Tests.Scraper.Reading;

/// <summary>One trap of one store a test, on hand-written pages: name|price|old price kind|availability|condition|gtin|release.</summary>
public sealed class StorePageTrapTests
{
    [Theory]
    [InlineData("<button class='add-to-cart'>Adicionar</button>", "in_stock", "11")]
    [InlineData("<button class='add-to-cart disabled'>Adicionar</button>", "out_of_stock", "0")]
    [InlineData("<button class='add-to-cart'>Adicionar</button>", "pre_order", "0")]
    [InlineData("", "in_stock", "3")]
    [InlineData("<button class='add-to-cart' disabled>Adicionar</button>", "out_of_stock", "2")]
    [InlineData("<li class='product-flag'>Pré-venda</li><button class='add-to-cart'>Adicionar</button>", "pre_order", "40")]
    public void Press_starts_hidden_count_is_the_real_stock(string button, string availability, string count) => Check(
        "press-start",
        $"<article class='product-miniature' data-id-product='5'><h3 class='product-title'><a href='/a.html'>Super Lua Bros.</a></h3><span itemprop='price' content='9.9'>9,90 €</span><input type='hidden' name='quantity_product' value='{count}'>{button}</article>",
        $"Super Lua Bros.|9.90||{availability}|||");

    [Theory]
    [InlineData("<li class='product-flag pslabel pslabel-usado'>USADO</li>", "Lua Nova Switch")]
    [InlineData("", "Lua Nova [USADO / ES] Switch")]
    [InlineData("", "Lua Nova USADO Switch")]
    public void Press_start_marks_used_goods_by_flag_or_name(string flag, string name) => Check(
        "press-start",
        $"<article class='product-miniature'>{flag}<h3 class='product-title'><a href='/a.html'>{name}</a></h3><div class='product-price-and-shipping'><span itemprop='price' content='9.9'>9,90 €</span><span class='regular-price'>12,00 €</span></div><button class='add-to-cart'>x</button></article>",
        $"{name}|9.90|12.00 previous|in_stock|used||");

    [Theory]
    [InlineData("<span class='available-now'>Em Reserva (04-12-2026)</span>", "pre_order", "2026-12-04")]
    [InlineData("<span class='available-now'><link itemprop='availability' href='https://schema.org/InStock'>Em Stock</span>", "in_stock", "")]
    [InlineData("<span class='available-now'><link itemprop='availability' href='https://schema.org/InStock'/>Em Stock</span><span class='ajax_add_to_cart_button disabled'>Comprar</span>", "out_of_stock", "")]
    [InlineData("<span class='out-of-stock'>Esgotado</span>", "out_of_stock", "")]
    public void Gaming_replay_reserves_are_pre_orders_and_a_dead_button_wins(string stock, string availability, string release) => Check(
        "gaming-replay",
        $"<ul class='product_list'><li><div class='product-container'><a class='product-name' title='Lua Nova: A Longa Viagem Switch' href='/pt/switch/7-lua-5056635624352.html'><span class='gr-list-extra'>Lua Nova: A...</span></a><span class='availability'>{stock}</span><div class='content_price'><span class='price product-price'>34,99 €</span></div><div class='content_price'><span class='price product-price'>34,99 €</span></div></div></li></ul>",
        $"Lua Nova: A Longa Viagem Switch|34.99||{availability}||5056635624352|{release}");

    [Theory]
    [InlineData("<div class='produto_lista_botoes__bt'><div class='produto_lista_botoes__bt_texto'>COMPRAR NOVO</div><div class='produto_lista_botoes__bt_preco'>49,99€</div></div>", "49.99", "")]
    [InlineData("<div class='produto_lista_botoes__bt produto_lista_botoes__bt--usado'><div class='produto_lista_botoes__bt_texto'>COMPRAR USADO</div><div class='produto_lista_botoes__bt_preco'>29,99€</div></div>", "29.99", "used")]
    [InlineData("<div class='produto_lista_botoes__bt produto_lista_botoes__bt--usado'><div class='produto_lista_botoes__bt_texto'>COMPRAR USADO</div><div class='produto_lista_botoes__bt_preco'>29,99€</div></div><div class='produto_lista_botoes__bt'><div class='produto_lista_botoes__bt_texto'>COMPRAR NOVO</div><div class='produto_lista_botoes__bt_preco'>49,99€</div></div>", "49.99", "new")]
    public void Mega_mania_may_sell_one_thing_new_and_used(string buttons, string price, string condition) => Check(
        "mega-mania",
        $"<div class='produto_lista'><div class='produto_lista_titulo'><a href='/pt/produto/91-lua'>LUA NOVA SWITCH</a></div><div class='produto_lista_stock_emstock'>Em stock</div>{buttons}</div>",
        $"LUA NOVA SWITCH|{price}||in_stock|{(condition == "" && price == "49.99" ? "new" : condition)}||");

    [Fact]
    public void Mega_mania_writes_the_release_in_words() => Check(
        "mega-mania",
        "<div class='produto_lista PRODUTO_LANCAMENTO'><div class='produto_lista_titulo'><a href='/pt/produto/92-lua'>LUA NOVA SWITCH 2</a></div><div class='produto_lista_stock_wrapper'><div class='produto_lista_stock_esgotado'>Pré-encomenda</div><div class='produto_desconto_valor'>79.99€</div></div><div class='produto_lista_botoes__bt'><div class='produto_lista_botoes__bt_texto'>PRÉ-ENCOMENDAR</div><div class='produto_lista_botoes__bt_preco'>64,99€</div></div><div class='produto_lista_botoes__bt produto_lista_botoes__bt_vermelho'><span>Lançamento: </span> 2 Março 2027</div></div>",
        "LUA NOVA SWITCH 2|64.99|79.99 previous|pre_order|new||2027-03-02");

    [Theory]
    [InlineData("<div class='old-price'><p class='old-price__pvpr'>PVPR*</p><span>€59</span><sup>,99</sup></div>", "59.99 recommended")]
    [InlineData("<div class='old-price strike'><span>€1.059</span><sup>,99</sup></div>", "1059.99 previous")]
    [InlineData("<div class='flags'><div class='flags-item'>-10% em talão</div></div>", "")]
    public void Radio_populars_recommended_price_and_receipt_discount_are_no_previous_price(string claim, string old)
    {
        var card = $"<article class='product-grid-module' itemscope itemtype='http://schema.org/Product'><meta content='JOGO SWITCH 2 THE LEGEND OF THE L' itemprop='name'><meta content='9' itemprop='sku'><a itemprop='url' href='/produto/x'></a><div itemprop='offers' itemscope itemtype='http://schema.org/Offer'>{claim}<div class='price' content='50.99' itemprop='price'>50<sup>,99</sup></div><meta content='http://schema.org/SoldOut' itemprop='availability'><meta content='http://schema.org/NewCondition' itemprop='itemCondition'></div></article>";
        Check("radio-popular", JsonSerializer.Serialize(new { productsTotal = 1, content = new { products = card } }), $"JOGO SWITCH 2 THE LEGEND OF THE L|50.99|{old}|out_of_stock|new||");
        // The shelf's own page holds the first dozen in the same cards.
        Check("radio-popular", $"<html><body><h1>Jogos Nintendo Switch 2</h1>{card}{card.Replace("50.99", "40.99", StringComparison.Ordinal)}</body></html>", $"JOGO SWITCH 2 THE LEGEND OF THE L|50.99|{old}|out_of_stock|new||", $"JOGO SWITCH 2 THE LEGEND OF THE L|40.99|{old}|out_of_stock|new||");
    }

    [Theory]
    [InlineData("""{"title":"UK","price":"30.00","compare_at_price":"45.00","available":false},{"title":"ES/IT","price":"35.00","compare_at_price":"35.00","available":true},{"title":"FR","price":"39.00","available":true}""", "35.00||in_stock")]
    [InlineData("""{"title":"UK","price":"30.00","compare_at_price":"45.00","available":false},{"title":"FR","price":"39.00","available":false}""", "30.00|45.00 previous|out_of_stock")]
    [InlineData("""{"price":"19.99","compare_at_price":"19.99","available":true}""", "19.99||in_stock")]
    [InlineData("""{"price":"19.99","compare_at_price":"0.00","available":true}""", "19.99||in_stock")]
    public void Shopify_shops_sell_regions_as_variants_and_repeat_the_price_as_its_own_claim(string variants, string seen)
    {
        var json = $$"""{"products":[{"id":1,"title":"Lua Nova","handle":"lua","product_type":"Jogos Switch","variants":[{{variants}}]}]}""";
        Check("cstech", json, $"Lua Nova|{seen}|||");
        Check("darty", json, $"Lua Nova|{seen}|||");
    }

    [Theory]
    [InlineData("auchan", "<div class='product-tile auc-product-tile' data-pid='1' data-gtm='{&quot;name&quot;:&quot;Lua Nova Switch&quot;,&quot;id&quot;:&quot;1&quot;,&quot;price&quot;:&quot;49.99&quot;}'><a class='auc-product-tile__image-container__image' href='/pt/x/1.html'></a><button class='add-to-cart'>+</button></div>", "Lua Nova Switch|49.99||in_stock|||")]
    [InlineData("continente", "<div class='product-tile' data-product-tile-impression='{\"name\":\"Lua \\\"Nova\\\" Switch\",\"id\":77,\"price\":1049.9,\"category\":\"Jogos\"}'><a href='/x-77.html'><img class='ct-tile-image' data-src='/7.jpg'></a><div class='prices-wrapper'><span class='list'>PVPR 1.199,00€</span></div></div>", "Lua \"Nova\" Switch|1049.90|1199.00 recommended|unknown|||")]
    [InlineData("globaldata", "<div class='product-tile'><div class='product-tile-product-name'><a href='/lua/GD1.html'>Lua Nova Switch</a></div><span class='strike-through'><span class='value' content='69.90'>69,90 €</span></span><span class='sales'><span class='value'>49,90 €</span></span></div>", "Lua Nova Switch|49.90|69.90 previous|unknown|||")]
    [InlineData("worten", "<ul class='listing-content__list'><li><div class='product-card'><a href='/produtos/comando-mrkean-5056635624352'><img class='product-card__image' src='/i.jpg'></a><span class='produc-card__name__link'>Comando Switch</span><span class='price__numbers price__old'>59,99€</span><div class='price__container'><span class='price__numbers'><span class='value'>49</span><sup class='decimal'>90</sup>€</span></div></div></li></ul>", "Comando Switch|49.90|59.99 previous|unknown||5056635624352|")]
    [InlineData("worten", "<ul class='listing-content__list'><li><div class='product-card'><a href='/produtos/consola-outlet-grade-a-7654321'></a><span class='produc-card__name__link'>Consola Switch OUTLET Grade A</span><div class='price__container'><span class='price__numbers'><span class='integer'>249</span><span class='decimal'>00</span>€</span></div></div></li></ul>", "Consola Switch OUTLET Grade A|249.00||unknown|outlet||")]
    [InlineData("fnac", "<article class='thumbnail'><a class='thumbnail-titleLink' href='/Lua/a123'>Lua Nova Switch</a><a class='userPrice'>1 049,90 €</a><del class='oldPrice'>1 199,00 €</del><span class='f-marketplaceOffer-sellerName'>Outra Loja</span></article>", "Lua Nova Switch|1049.90|1199.00 previous|unknown|||")]
    public void Shops_behind_walls_are_read_in_their_other_layout_too(string store, string page, string seen) => Check(store, page, seen);

    [Fact]
    public void Cex_sells_at_sell_price_and_buys_at_the_others() => Check(
        "cex",
        """{"response":{"data":{"boxDetails":[{"boxId":"0045496478704","boxName":"Lua Nova","categoryName":"Switch Jogos","sellPrice":28,"cashPrice":12,"exchangePrice":18,"outOfStock":1,"ecomQuantityOnHand":0}]}}}""",
        "Lua Nova|28.00||out_of_stock|used||");

    [Theory]
    [InlineData("gaming-replay", "<html><body><p class='alert alert-warning'>Não existem produtos nesta categoria.</p></body></html>")]
    [InlineData("press-start", "<html><body><section id='content' class='page-content page-not-found'>Sem resultados</section></body></html>")]
    [InlineData("radio-popular", """{"productsTotal":0,"content":{"products":""}}""")]
    [InlineData("nintendo-eshop", """{"response":{"numFound":0,"start":0,"docs":[]}}""")]
    public void A_shelf_that_the_store_says_is_empty_is_no_broken_page(string store, string page) =>
        Assert.Empty(Assert.IsType<PageReading.Observed>(PageReader.Read(new PageContent(page, null), StoreDefinitions.Find(store))).Items);

    internal static string Line(PageItem item) => FormattableString.Invariant(
        $"{item.Name}|{item.Price:0.00}|{(item.OldPrice is { } old ? FormattableString.Invariant($"{old:0.00} {item.OldPriceKind}") : "")}|{item.Availability}|{item.Condition}|{item.Gtin}|{item.ReleaseDate:yyyy-MM-dd}");

    private static void Check(string key, string page, params string[] expected)
    {
        var store = StoreDefinitions.Find(key)!;
        Assert.Equal(expected, Assert.IsType<PageReading.Observed>(PageReader.ReadEither(new PageContent(page, new Uri(store.BaseUrl)), store)).Items.Select(Line));
    }
}
