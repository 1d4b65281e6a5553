namespace Promozilla.Tests.Scraper.Reading;

/// <summary>A product's own page, full of amounts that are not its price and of products that are not its own.</summary>
public sealed class ProductPageTrapTests
{
    private const string Related = """
        <section><h2>Também te pode interessar</h2><div class="grid">
        <div class="cell"><a href="/p/1-capa"><img src="/1.jpg" alt="Capa Bruma"><h3>Capa Bruma</h3></a><span class="price">9,99 €</span><button class="add-to-cart">Comprar</button></div>
        <div class="cell"><a href="/p/2-base"><img src="/2.jpg" alt="Base Bruma"><h3>Base Bruma</h3></a><del>29,99 €</del><span class="price">24,99 €</span></div></div></section>
        """;

    [Theory]
    [InlineData("instalments", "<span class='price'>59,97 €</span><p class='price-note'>ou 3x de 19,99 € sem juros</p>", "59.97 EUR|-")]
    [InlineData("instalments first", "<p class='price-note'>3x de 19,99 €</p><span class='price'>59,97 €</span>", "59.97 EUR|-")]
    [InlineData("monthly", "<div class='price-box'><span class='amount'>19,99 €/mês</span><span class='amount'>239,88 €</span></div>", "239.88 EUR|-")]
    [InlineData("monthly in parts", "<div class='prices'><div class='price'>desde <b>19,99 €</b> por mês</div><div class='price'>239,88 €</div></div>", "239.88 EUR|-")]
    [InlineData("unit price", "<span class='value'>12,50 €/kg</span><span class='value'>6,25 €</span>", "6.25 EUR|-")]
    [InlineData("unit price in brackets", "<span class='price'>6,25 €</span><span class='price small'>(12,50 € / Kg)</span>", "6.25 EUR|-")]
    [InlineData("coupon", "<span class='price'>49,99 €</span><div class='price tag'>39,99 € com o cupão MAR10</div>", "49.99 EUR|-")]
    [InlineData("coupon first", "<div class='price tag'>Com o código MAR10: 39,99 €</div><span class='price'>49,99 €</span>", "49.99 EUR|-")]
    [InlineData("member price", "<span class='price'>49,99 €</span><span class='price card-price'>Preço cartão: 44,99 €</span>", "49.99 EUR|-")]
    [InlineData("recommended", "<span class='price-strike'>PVPR: 69,99 €</span><span class='price'>49,99 €</span>", "49.99 EUR|69.99 recommended")]
    [InlineData("recommended beside", "<span class='label'>PVPR</span> <del>69,99 €</del><span class='price'>49,99 €</span>", "49.99 EUR|69.99 recommended")]
    [InlineData("previous", "<del>69,99 €</del><span class='price'>49,99 €</span>", "49.99 EUR|69.99 previous")]
    [InlineData("previous by word", "<span class='price'>Antes: 69,99 €</span><span class='price'>Agora: 49,99 €</span>", "49.99 EUR|69.99 previous")]
    [InlineData("lowest of 30 days", "<span class='price'>49,99 €</span><p class='price-info'>Preço mais baixo dos últimos 30 dias: 59,99 €</p>", "49.99 EUR|59.99 lowest30")]
    [InlineData("lowest of 30 days first", "<p class='price-info'>Preço mais baixo nos últimos 30 dias: 59,99 €</p><span class='price'>49,99 €</span>", "49.99 EUR|59.99 lowest30")]
    [InlineData("both claims", "<del>69,99 €</del><span class='price'>49,99 €</span><p class='price-info'>Menor preço 30 dias: 59,99 €</p>", "49.99 EUR|69.99 previous")]
    [InlineData("saving", "<span class='price'>49,99 €</span><span class='price-saving'>Poupa 20,00 €</span>", "49.99 EUR|-")]
    [InlineData("saving by word", "<span class='price'>Poupas 20,00 €</span><span class='price'>49,99 €</span>", "49.99 EUR|-")]
    [InlineData("from", "<span class='price'>a partir de 49,99 €</span>", "49.99 EUR|-")]
    [InlineData("delivery", "<span class='price'>49,99 €</span><span class='price'>Portes: 3,99 €</span><span class='amount'>Entrega desde 2,99 €</span>", "49.99 EUR|-")]
    [InlineData("trade in", "<span class='price'>49,99 €</span><span class='price'>Retoma: 15,00 €</span>", "49.99 EUR|-")]
    [InlineData("cents apart", "<span class='price'><span>49</span><sup>99</sup> €</span>", "49.99 EUR|-")]
    [InlineData("whole and fraction", "<span class='price'><span class='value'>1.249</span><sup class='decimal'>00</sup><span>€</span></span>", "1249.00 EUR|-")]
    [InlineData("old cents apart", "<div class='old-price strike'><span>€69</span><sup>,99</sup></div><div class='price'>49<sup>,99</sup></div>", "49.99 EUR|69.99 previous")]
    [InlineData("no names", "<p class='text-lg font-bold'>49,99 €</p><p class='text-sm line-through'>69,99 €</p><p class='text-xs'>ou 4 x 12,50 €</p>", "49.99 EUR|69.99 previous")]
    [InlineData("from and to", "<span class='price'>De 69,99 € por 49,99 €</span>", "49.99 EUR|69.99 previous")]
    [InlineData("hidden", "<span class='price' style='display:none'>1,00 €</span><span class='price'>49,99 €</span>", "49.99 EUR|-")]
    [InlineData("points", "<span class='price'>49,99 €</span><span class='price'>Ganha 2,50 € em cartão</span>", "49.99 EUR|-")]
    [InlineData("without tax", "<span class='price'>40,64 € s/ IVA</span><span class='price'>49,99 €</span>", "49.99 EUR|-")]
    [InlineData("free delivery over", "<p class='price-banner'>Portes grátis acima de 30 €</p><span class='price'>49,99 €</span>", "49.99 EUR|-")]
    public void The_price_is_what_a_shopper_pays_now(string what, string prices, string expected) => Assert.Equal(
        $"Lua Nova Switch|{expected}|in_stock",
        Seen.Of($"<html><body data-x='{what}'><div class='box'><h1>Lua Nova Switch</h1><div class='buy'>{prices}<button class='add-to-cart'>Comprar</button></div></div>{Related}</body></html>"));

    [Theory]
    [InlineData("shown", "<div class='ficha'><h1>Lua Nova Switch</h1><p class='stock'>Esgotado</p></div>#")]
    [InlineData("flat", "<h1>Lua Nova Switch</h1><p class='stock'>Esgotado</p>#")]
    [InlineData("plain words", "<div><h1>Lua Nova Switch</h1><p>Produto temporariamente indisponível</p></div>#")]
    [InlineData("for machines", "<h1>Lua Nova Switch</h1><script type='application/ld+json'>{\"@type\":\"Product\",\"name\":\"Lua Nova Switch\",\"offers\":{\"availability\":\"OutOfStock\"}}</script>#")]
    [InlineData("price of zero", "<h1>Lua Nova Switch</h1><script type='application/ld+json'>{\"@type\":\"Product\",\"name\":\"Lua Nova Switch\",\"offers\":{\"price\":0,\"priceCurrency\":\"EUR\",\"availability\":\"OutOfStock\"}}</script>#")]
    [InlineData("microdata", "<div itemscope itemtype='http://schema.org/Product'><h1 itemprop='name'>Lua Nova Switch</h1><div itemprop='offers' itemscope itemtype='http://schema.org/Offer'><link itemprop='availability' href='http://schema.org/OutOfStock'></div>#</div>")]
    [InlineData("share card", "<head><meta property='og:type' content='product'><meta property='og:title' content='Lua Nova Switch'></head><h1>Lua Nova Switch</h1><div class='out-of-stock'>Esgotado</div>#")]
    [InlineData("related are marked", "<h1>Lua Nova Switch</h1><p class='availability'>Esgotado</p><ul><li itemscope itemtype='https://schema.org/Product'><a href='/a'><span itemprop='name'>Capa Bruma</span></a><span itemprop='price' content='9.99'>9,99 €</span></li></ul>")]
    public void A_sold_out_product_never_gets_a_related_one_s_price(string what, string page) =>
        Assert.Equal("not for sale: Lua Nova Switch|-|-|out_of_stock", Seen.Of($"<html><body data-x='{what}'>{page.Replace("#", Related, StringComparison.Ordinal)}</body></html>"));

    [Theory]
    [InlineData("itemref", "<div itemscope itemtype='https://schema.org/Product' itemref='preco stock'><h1 itemprop='name'>Lua Nova Switch</h1></div><div id='preco' itemprop='offers' itemscope itemtype='https://schema.org/Offer'><span itemprop='price' content='49.99'>49,99 €</span><meta itemprop='priceCurrency' content='EUR'><link itemprop='availability' href='https://schema.org/InStock'></div>#")]
    [InlineData("itemref beside the heading", "<h1>Lua Nova Switch</h1><div itemscope itemtype='http://schema.org/Product' itemref='a b'><span itemprop='name'>Lua Nova Switch</span></div><div id='a'><span itemprop='sku'>K1</span></div><div id='b' itemprop='offers' itemscope itemtype='http://schema.org/Offer'><span itemprop='price'>49,99</span><meta itemprop='priceCurrency' content='EUR'><link itemprop='availability' href='http://schema.org/InStock'></div><div class='carousel'><div itemscope itemtype='http://schema.org/Product'><span itemprop='name'>Capa</span><span itemprop='price'>9,90</span></div><div itemscope itemtype='http://schema.org/Product'><span itemprop='name'>Base</span><span itemprop='price'>8,90</span></div></div>")]
    [InlineData("unquoted", "<DIV itemscope itemtype=http://schema.org/Product><H1 itemprop=name>Lua Nova Switch</H1><div itemprop=offers itemscope itemtype=http://schema.org/Offer><meta itemprop=price content=49.99><meta itemprop=priceCurrency content=EUR><link itemprop=availability href=http://schema.org/InStock></div></DIV>#")]
    [InlineData("rdfa", "<div vocab='https://schema.org/' typeof='Product'><h1 property='name'>Lua Nova Switch</h1><div property='offers' typeof='Offer'><meta property='price' content='49.99'><meta property='priceCurrency' content='EUR'><link property='availability' href='https://schema.org/InStock'></div></div>#")]
    [InlineData("rdfa with prefix", "<div typeof='schema:Product'><h1 property='schema:name'>Lua Nova Switch</h1><div rel='schema:offers'><div typeof='schema:Offer'><span property='schema:price' content='49.99'>49,99</span><span property='schema:priceCurrency' content='EUR'>€</span><link property='schema:availability' href='https://schema.org/InStock'></div></div></div>#")]
    [InlineData("share card", "<head><meta property='og:type' content='og:product'><meta property='og:title' content='Lua Nova Switch'><meta property='product:price:amount' content='49.99'><meta property='product:price:currency' content='EUR'><meta property='product:availability' content='in stock'></head><h1>Lua Nova Switch</h1>#")]
    [InlineData("data layer of Next", "<h1>Lua Nova Switch</h1><script id='__NEXT_DATA__' type='application/json'>{\"props\":{\"pageProps\":{\"related\":[{\"name\":\"Capa Bruma\",\"price\":9.99}],\"product\":{\"name\":\"Lua Nova Switch\",\"price\":49.99,\"currency\":\"EUR\",\"inStock\":true}}}}</script>")]
    [InlineData("payload of Nuxt", "<h1>Lua Nova Switch</h1><script id='__NUXT_DATA__' type='application/json'>[{\"data\":1},{\"p\":2,\"related\":8},{\"name\":3,\"price\":4,\"currency\":5,\"availability\":6},\"Lua Nova Switch\",49.99,\"EUR\",\"InStock\",7,[9],{\"name\":10,\"price\":11},\"Capa Bruma\",9.99]</script>")]
    [InlineData("markup says in stock for another", "<h1>Lua Nova Switch</h1><div class='price'>49,99 €</div><button class='btn-cart'>Adicionar ao carrinho</button>#")]
    public void The_page_s_own_product_is_found_however_it_is_marked(string what, string page) =>
        Assert.Equal("Lua Nova Switch|49.99 EUR|-|in_stock", Seen.Of($"<html><body data-x='{what}'>{page.Replace("#", Related, StringComparison.Ordinal)}</body></html>"));

    [Theory]
    [InlineData("<span class='stock'>Esgotado</span>", "out_of_stock")]
    [InlineData("<button class='add-to-cart' disabled>Comprar</button>", "out_of_stock")]
    [InlineData("<button disabled>Esgotado</button>", "out_of_stock")]
    [InlineData("<p>Este produto está esgotado.</p>", "out_of_stock")]
    [InlineData("<div class='stock'>Em stock</div><div class='stores'>Esgotado na loja de Faro</div>", "in_stock")]
    [InlineData("<button class='notify'>Avisa-me quando chegar</button>", "out_of_stock")]
    [InlineData("<span class='badge'>Pré-venda</span><button class='add-to-cart'>Reservar</button>", "pre_order")]
    [InlineData("<div class='stock' style='display:none'>Esgotado</div><button class='add-to-cart'>Comprar</button>", "in_stock")]
    [InlineData("<div class='review'>Pena o outro jogo estar esgotado, mas este é bom e recomendo a toda a gente que gosta do género, mesmo a sério.</div>", "in_stock")]
    public void What_the_page_shows_beats_in_stock_for_machines(string shown, string availability) => Assert.Equal(
        $"Lua Nova Switch|49.99 EUR|-|{availability}",
        Seen.Of($$"""<html><body><script type="application/ld+json">{"@type":"Product","name":"Lua Nova Switch","offers":{"price":"49.99","priceCurrency":"EUR","availability":"https://schema.org/InStock"} }</script><div class="box"><h1>Lua Nova Switch</h1><span class="price">49,99 €</span>{{shown}}</div>{{Related}}</body></html>"""));
}
