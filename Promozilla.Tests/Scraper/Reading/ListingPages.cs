namespace Promozilla.Tests.Scraper.Reading;

/// <summary>One shelf as the common shop systems show it: hand-written pages in their shapes.</summary>
internal static class ListingPages
{
    public const string WooCommerce =
        """
        <ul class="products columns-4">
        <li class="product type-product post-1 instock sale"><a href="/produto/lua" class="woocommerce-LoopProduct-link"><img src="data:image/gif;base64,R0" data-lazy-src="/1.jpg"><h2 class="woocommerce-loop-product__title">Lua Nova Switch</h2><span class="onsale">Promoção!</span><span class="price"><del aria-hidden="true"><span class="woocommerce-Price-amount amount"><bdi>69,99&nbsp;<span class="woocommerce-Price-currencySymbol">&euro;</span></bdi></span></del> <span class="screen-reader-text">O preço original era: 69,99&nbsp;&euro;.</span><ins><span class="woocommerce-Price-amount amount"><bdi>49,99&nbsp;<span class="woocommerce-Price-currencySymbol">&euro;</span></bdi></span></ins> <span class="screen-reader-text">O preço atual é: 49,99&nbsp;&euro;.</span></span></a><a href="?add-to-cart=1" class="button add_to_cart_button">Adicionar</a></li>
        <li class="product type-product post-2 outofstock"><a href="/produto/vento" class="woocommerce-LoopProduct-link"><img src="/2.jpg"><h2 class="woocommerce-loop-product__title">Vento Norte Switch 2</h2><span class="price"><span class="woocommerce-Price-amount amount"><bdi>59,99&nbsp;<span class="woocommerce-Price-currencySymbol">&euro;</span></bdi></span></span></a><a href="/produto/vento" class="button">Ler mais</a></li>
        <li class="product type-product post-3 instock"><a href="/produto/mar" class="woocommerce-LoopProduct-link"><img src="/3.jpg"><h2 class="woocommerce-loop-product__title">Mar Alto Switch</h2><span class="price"><span class="woocommerce-Price-amount amount"><bdi>1.299,00&nbsp;<span class="woocommerce-Price-currencySymbol">&euro;</span></bdi></span></span></a><a href="?add-to-cart=3" class="button add_to_cart_button">Adicionar</a></li></ul>
        """;

    public const string Magento2 =
        """
        <ol class="products list items product-items">
        <li class="item product product-item"><div class="product-item-info"><a href="/lua.html" class="product photo"><img class="product-image-photo" src="/1.jpg" alt="Lua Nova Switch"></a><strong class="product name product-item-name"><a class="product-item-link" href="/lua.html"> Lua Nova Switch </a></strong><div class="price-box price-final_price" data-product-id="1"><span class="special-price"><span class="price-container price-final_price"><span class="price-label">Preço especial</span><span data-price-amount="49.99" data-price-type="finalPrice" class="price-wrapper"><span class="price">49,99 €</span></span></span></span><span class="old-price"><span class="price-container"><span class="price-label">Preço normal</span><span data-price-amount="69.99" data-price-type="oldPrice" class="price-wrapper"><span class="price">69,99 €</span></span></span></span></div><button class="action tocart primary"><span>Adicionar ao carrinho</span></button></div></li>
        <li class="item product product-item"><div class="product-item-info"><a href="/vento.html" class="product photo"><img class="product-image-photo" src="/2.jpg" alt="Vento Norte Switch 2"></a><strong class="product name product-item-name"><a class="product-item-link" href="/vento.html"> Vento Norte Switch 2 </a></strong><div class="price-box price-final_price" data-product-id="2"><span class="price-container"><span data-price-amount="59.99" data-price-type="finalPrice" class="price-wrapper"><span class="price">59,99 €</span></span></span></div><div class="stock unavailable"><span>Esgotado</span></div></div></li>
        <li class="item product product-item"><div class="product-item-info"><a href="/mar.html" class="product photo"><img class="product-image-photo" src="/3.jpg" alt="Mar Alto Switch"></a><strong class="product name product-item-name"><a class="product-item-link" href="/mar.html"> Mar Alto Switch </a></strong><div class="price-box price-final_price" data-product-id="3"><span class="price-container"><span data-price-amount="1299" data-price-type="finalPrice" class="price-wrapper"><span class="price">1.299,00 €</span></span></span></div><button class="action tocart primary"><span>Adicionar ao carrinho</span></button></div></li></ol>
        """;

    public const string ShopifyTheme =
        """
        <ul id="product-grid" class="grid product-grid">
        <li class="grid__item"><div class="card-wrapper"><div class="card__media"><img src="//cdn.loja.example/1.jpg?width=300" alt="Lua"></div><h3 class="card__heading"><a href="/products/lua" class="full-unstyled-link">Lua Nova Switch</a></h3><div class="price price--on-sale"><div class="price__regular"><span class="visually-hidden">Preço normal</span><span class="price-item price-item--regular">€49,99</span></div><div class="price__sale"><span class="visually-hidden">Preço normal</span><span><s class="price-item price-item--regular">€69,99</s></span><span class="visually-hidden">Preço de saldo</span><span class="price-item price-item--sale">€49,99</span></div><small class="unit-price hidden"><span class="visually-hidden">Preço unitário</span><span class="price-item price-item--last">€1,00 / un</span></small></div><button name="add" class="quick-add__submit">Adicionar ao carrinho</button></div></li>
        <li class="grid__item"><div class="card-wrapper"><div class="card__media"><img src="//cdn.loja.example/2.jpg" alt="Vento"></div><h3 class="card__heading"><a href="/products/vento" class="full-unstyled-link">Vento Norte Switch 2</a></h3><div class="price price--sold-out"><div class="price__regular"><span class="price-item price-item--regular">€59,99</span></div></div><span class="badge">Esgotado</span></div></li>
        <li class="grid__item"><div class="card-wrapper"><div class="card__media"><img src="//cdn.loja.example/3.jpg" alt="Mar"></div><h3 class="card__heading"><a href="/products/mar" class="full-unstyled-link">Mar Alto Switch</a></h3><div class="price"><div class="price__regular"><span class="price-item price-item--regular">€1.299,00</span></div></div><button name="add" class="quick-add__submit">Adicionar ao carrinho</button></div></li></ul>
        """;

    public const string Prestashop17 =
        """
        <div class="products row">
        <article class="product-miniature js-product-miniature" data-id-product="1"><a href="/1-lua.html" class="thumbnail"><img data-src="/1.jpg" src="/blank.gif" alt="Lua Nova Switch"></a><h3 class="h3 product-title"><a href="/1-lua.html">Lua Nova...</a></h3><div class="product-price-and-shipping"><span class="regular-price">69,99 €</span><span class="discount-percentage">-29%</span><span class="price" aria-label="Preço">49,99 €</span></div><ul class="product-flags"><li class="product-flag discount">-20,00 €</li></ul><div class="variant"><span class="in-stock">Em stock</span></div></article>
        <article class="product-miniature js-product-miniature" data-id-product="2"><a href="/2-vento.html" class="thumbnail"><img data-src="/2.jpg" src="/blank.gif" alt="Vento Norte Switch 2"></a><h3 class="h3 product-title"><a href="/2-vento.html">Vento Norte Switch 2</a></h3><div class="product-price-and-shipping"><span class="price" aria-label="Preço">59,99 €</span></div><ul class="product-flags"><li class="product-flag out_of_stock">Esgotado</li></ul></article>
        <article class="product-miniature js-product-miniature" data-id-product="3"><a href="/3-mar.html" class="thumbnail"><img data-src="/3.jpg" src="/blank.gif" alt="Mar Alto Switch"></a><h3 class="h3 product-title"><a href="/3-mar.html">Mar Alto Switch</a></h3><div class="product-price-and-shipping"><span class="price" aria-label="Preço">1 299,00 €</span></div><ul class="product-flags"></ul><div class="variant"><span class="in-stock">Em stock</span></div></article></div>
        """;

    public const string SalesforceGrid =
        """
        <div class="row product-grid">
        <div class="product" data-pid="1"><div class="product-tile" data-gtm='{"name":"Lua Nova Switch","id":"1","price":"49.99"}'><a href="/pt/lua/1.html"><img class="tile-image" data-src="/1.jpg"></a><div class="pdp-link"><a class="link" href="/pt/lua/1.html">Lua Nova Switch</a></div><div class="price"><span class="strike-through list"><span class="value" content="69.99">69,99 €</span></span><span class="sales"><span class="value" content="49.99">49,99 €</span></span></div><button class="add-to-cart">Adicionar</button></div></div>
        <div class="product" data-pid="2"><div class="product-tile" data-gtm='{"name":"Vento Norte Switch 2","id":"2","price":"59.99"}'><a href="/pt/vento/2.html"><img class="tile-image" data-src="/2.jpg"></a><div class="pdp-link"><a class="link" href="/pt/vento/2.html">Vento Norte Switch 2</a></div><div class="price"><span class="sales"><span class="value" content="59.99">59,99 €</span></span></div><div class="availability-msg">Sem stock</div></div></div>
        <div class="product" data-pid="3"><div class="product-tile" data-gtm='{"name":"Mar Alto Switch","id":"3","price":"1299.00"}'><a href="/pt/mar/3.html"><img class="tile-image" data-src="/3.jpg"></a><div class="pdp-link"><a class="link" href="/pt/mar/3.html">Mar Alto Switch</a></div><div class="price"><span class="sales"><span class="value" content="1299.00">1.299,00 €</span></span></div><button class="add-to-cart">Adicionar</button></div></div></div>
        """;

    public const string ListForMachinesWithWhatIsShown =
        """
        <script type="application/ld+json">{"@type":"ItemList","itemListElement":[
         {"@type":"ListItem","position":1,"item":{"@type":"Product","name":"Lua Nova Switch","url":"/p/1","offers":{"price":49.99,"priceCurrency":"EUR","availability":"InStock"}}},
         {"@type":"ListItem","position":2,"item":{"@type":"Product","name":"Vento Norte Switch 2","url":"/p/2","offers":{"price":59.99,"priceCurrency":"EUR","availability":"InStock"}}},
         {"@type":"ListItem","position":3,"item":{"@type":"Product","name":"Mar Alto Switch","url":"/p/3","offers":{"price":"1299.00","priceCurrency":"EUR","availability":"InStock"}}}]}</script>
        <h1>Jogos Switch</h1><ul><li class="card"><a href="/p/1"><h3>Lua Nova Switch</h3></a><s>69,99 €</s><b class="price">49,99 €</b></li><li class="card"><a href="/p/2"><h3>Vento Norte Switch 2</h3></a><b class="price">59,99 €</b><i class="stock">Esgotado</i></li><li class="card"><a href="/p/3"><h3>Mar Alto Switch</h3></a><b class="price">1.299,00 €</b></li></ul>
        """;

    public const string NextStateOnly =
        """
        <div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{"props":{"pageProps":{"basePage":{"total":3,"data":[
         {"id":1,"name":"Lua Nova Switch","price":49.99,"oldPrice":69.99,"currency":"EUR","inStock":true,"url":"/p/1"},
         {"id":2,"name":"Vento Norte Switch 2","price":59.99,"currency":"EUR","inStock":false,"url":"/p/2"},
         {"id":3,"name":"Mar Alto Switch","price":1299,"currency":"EUR","inStock":true,"url":"/p/3"}]}}}}</script>
        """;

    public const string MinorUnitsByTheirNames =
        """
        {"results":[{"name":"Lua Nova Switch","price":{"centAmount":4999,"currencyCode":"EUR","fractionDigits":2},"originalPrice":{"centAmount":6999},"inStock":true},
         {"name":"Vento Norte Switch 2","priceInCents":5999,"currency":"EUR","inStock":false},{"name":"Mar Alto Switch","price":{"value":129900,"exponent":2,"currency":"EUR"},"inStock":true}]}
        """;

    public const string CardsThatAreLinksWithTrapsInside =
        """
        <main><h1>Nintendo</h1><div class="g">
        <a class="c-item" href="/p/1"><img src="/1.jpg" alt="Lua Nova Switch"><span class="c-brand">Nintendo</span><span class="c-title">Lua Nova Switch</span><span class="c-price-old">69,99 €</span><span class="c-price">49,99 €</span><span class="c-price-month">4,17 €/mês</span><span class="c-coupon">39,99 € com cupão</span><span class="c-stock">Disponível</span></a>
        <a class="c-item" href="/p/2"><img src="/2.jpg" alt="Vento Norte Switch 2"><span class="c-brand">Nintendo</span><span class="c-title">Vento Norte Switch 2</span><span class="c-price">59,99 €</span><span class="c-stock">Esgotado</span></a>
        <a class="c-item" href="/p/3"><img src="/3.jpg" alt="Mar Alto Switch"><span class="c-brand">Nintendo</span><span class="c-title">Mar Alto Switch</span><span class="c-price">1.299 €</span><span class="c-price-unit">1,00 €/un</span><span class="c-stock">Em stock</span></a></div></main>
        """;

    public static readonly string[] All = [WooCommerce, Magento2, ShopifyTheme, Prestashop17, SalesforceGrid, ListForMachinesWithWhatIsShown, NextStateOnly, MinorUnitsByTheirNames, CardsThatAreLinksWithTrapsInside];
}
