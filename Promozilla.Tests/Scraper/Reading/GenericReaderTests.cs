using System.Globalization;
using System.Text;
using Promozilla.Scraper.Reading;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.Scraper.Reading;

public sealed class GenericReaderTests
{
    private static readonly Uri Page = new("https://loja.example/jogos/pagina");

    [Fact]
    public void Json_ld_is_read_though_broken()
    {
        var item = Only(
            """
            <h1>Lago Azul</h1><script type="application/ld+json">
            // <![CDATA[
            {"@context":"https://schema.org","@graph":[{"@type":["Product","Thing"],"name":"Lago Azul","sku":"L1","gtin13":"5056635624352","image":["/i.jpg"], // picture
            "offers":{"@type":"AggregateOffer","lowPrice":"19.90","priceCurrency":"EUR","availability":"https://schema.org/InStock",},}]}
            // ]]>
            </script>
            """);
        Assert.Equal(("Lago Azul", 19.90m, "EUR", Availability.InStock, "5056635624352"), (item.Name, item.Price, item.Currency, item.Availability, item.Gtin));
        Assert.Equal("https://loja.example/i.jpg", item.Image);
        Assert.StartsWith("json-ld", item.Sources[Field.Price], StringComparison.Ordinal);
    }

    [Fact]
    public void A_visible_esgotado_beats_in_stock_for_machines()
    {
        var item = Only(
            """
            <main><h1>Torre de Sal</h1><div class="price">39,99 €</div><span class="stock-label">Esgotado</span></main>
            <script type="application/ld+json">{"@type":"Product","name":"Torre de Sal","offers":{"price":39.99,"priceCurrency":"EUR","availability":"InStock"}}</script>
            """);
        Assert.Equal(Availability.OutOfStock, item.Availability);
    }

    [Fact]
    public void A_product_page_is_its_own_product_and_not_a_related_one()
    {
        var item = Only(
            """
            <html><head><meta property="og:type" content="product"></head><body><div class="ficha"><h1>Consola Vento</h1><div class="price">469<sup>,99</sup> €</div>
            <div class="price-promocode-bar"><span class="price">449,99 €</span></div><button class="add-to-cart">Comprar</button></div>
            <section class="related-products"><article itemscope itemtype="https://schema.org/Product"><span itemprop="name">Capa</span><span itemprop="price" content="9.99">9,99 €</span></article></section></body></html>
            """);
        Assert.Equal(("Consola Vento", 469.99m, Availability.InStock), (item.Name, item.Price, item.Availability));
    }

    [Fact]
    public void A_list_that_nobody_described_is_read_card_by_card()
    {
        var page = new StringBuilder("<body><nav><a href='/x'>Portes 3,99 €</a></nav><div class='grid'>");
        for (var i = 1; i <= 4; i++)
        {
            page.Append(CultureInfo.InvariantCulture, $"<div class='card-x n{i}'><a href='/jogo/{i}00{i}-titulo'><img data-src='/i{i}.jpg' src='data:image/gif;base64,R0' alt='Jogo {i}'></a><h3><a href='/jogo/{i}00{i}-titulo'>Jogo Número {i}</a></h3>");
            page.Append(i == 3 ? "<p class='stock'>Esgotado</p></div>" : $"<del>{i}9,99 €</del> <span class='price-now'>{i}4,99 €</span><span class='unit-price'>1,00 €/un</span></div>");
        }

        var items = Assert.IsType<PageReading.Observed>(PageReader.Read(new PageContent(page.Append("</div></body>").ToString(), Page))).Items;
        Assert.Equal(["Jogo Número 1", "Jogo Número 2", "Jogo Número 3", "Jogo Número 4"], items.Select(item => item.Name));
        Assert.Equal((14.99m, 19.99m, ClaimKind.Previous), (items[0].Price, items[0].OldPrice, items[0].OldPriceKind));
        Assert.Equal((null, Availability.OutOfStock), (items[2].Price, items[2].Availability));
        Assert.Equal("https://loja.example/i1.jpg", items[0].Image);
    }

    [Fact]
    public void Salesforce_tiles_carry_their_state_in_an_attribute()
    {
        const string tile = "<div class='product-tile' data-product-tile-impression='{&quot;name&quot;:&quot;Pente Fino N&quot;,&quot;id&quot;:&quot;7N&quot;,&quot;price&quot;:12.5}'><a href='/p/7N.html'><img class='ct-tile-image' data-src='/7.jpg' alt='x'></a><span class='tile-extra'>1 € de oferta</span></div>";
        var items = Assert.IsType<PageReading.Observed>(PageReader.Read(new PageContent(tile.Replace("N", "1", StringComparison.Ordinal) + tile.Replace("N", "2", StringComparison.Ordinal), Page))).Items;
        Assert.Equal([("Pente Fino 1", 12.5m), ("Pente Fino 2", 12.5m)], items.Select(item => (item.Name!, item.Price!.Value)));
    }

    [Fact]
    public void Woo_commerce_prices_are_minor_units()
    {
        const string json = """[{"id":5,"name":"Farol &#8211; Switch","permalink":"https://loja.example/farol","prices":{"price":"3490","regular_price":"4990","currency_code":"EUR","currency_minor_unit":2},"is_in_stock":true}]""";
        var item = Only(json);
        Assert.Equal(("Farol – Switch", 34.90m, 49.90m, "EUR", Availability.InStock), (item.Name, item.Price, item.OldPrice, item.Currency, item.Availability));
    }

    [Fact]
    public void A_page_without_charset_in_windows_1252_keeps_its_letters()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var page = PageContent.Decode(Encoding.GetEncoding(1252).GetBytes("<p>Promoção 9,99 €</p>"), Page);
        Assert.Contains("Promoção 9,99 €", page.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<title>Access denied</title>")]
    [InlineData("<html><body><div class='g-recaptcha'></div>Please complete the captcha</body></html>")]
    public void A_wall_is_blocked(string html) => Assert.IsType<PageReading.Blocked>(PageReader.Read(new PageContent(html, Page)));

    [Fact]
    public void A_page_nested_beyond_reason_is_refused_and_ends_nothing() =>
        Assert.IsType<PageReading.Unreadable>(PageReader.Read(new PageContent(string.Concat(Enumerable.Repeat("<div>", 100_000)), Page)));

    private static PageItem Only(string text) => Assert.Single(Assert.IsType<PageReading.Observed>(PageReader.Read(new PageContent(text, Page))).Items);
}
