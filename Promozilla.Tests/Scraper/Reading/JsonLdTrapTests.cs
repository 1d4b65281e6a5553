using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.Scraper.Reading;

/// <summary>JSON-LD as shops really write it.</summary>
public sealed class JsonLdTrapTests
{
    private const string Offer = "\"offers\":{\"@type\":\"Offer\",\"price\":\"29.90\",\"priceCurrency\":\"EUR\",\"availability\":\"https://schema.org/InStock\"}";

    [Theory]
    [InlineData("line comments", "{ // the product's \"own\" data\n\"@type\":\"Product\",\"name\":\"Lua Nova\", // see https://schema.org\n#}")]
    [InlineData("block comments", "/* generated */ {\"@type\":\"Product\",/* it's \"it\" */\"name\":\"Lua Nova\",#}")]
    [InlineData("comments and a line break in a text", "{\"@type\":\"Product\", // it's \"broken\"\n\"description\":\"Uma\nnoite\",\"name\":\"Lua Nova\",#}")]
    [InlineData("CDATA in comments", "/*<![CDATA[*/{\"@type\":\"Product\",\"name\":\"Lua Nova\",#}/*]]>*/")]
    [InlineData("bare CDATA", "<![CDATA[{\"@type\":\"Product\",\"name\":\"Lua Nova\",#}]]>")]
    [InlineData("HTML comment", "<!--\n{\"@type\":\"Product\",\"name\":\"Lua Nova\",#}\n//-->")]
    [InlineData("control characters", "{\"@type\":\"Product\",\"description\":\"a\tb\nc\u0001d\",\"name\":\"Lua Nova\",#}")]
    [InlineData("trailing commas", "{\"@type\":\"Product\",\"image\":[\"a.jpg\",],\"name\":\"Lua Nova\",#,}")]
    [InlineData("double commas", "{\"@type\":\"Product\",\"sku\":\"1\",,\"name\":\"Lua Nova\",#}")]
    [InlineData("missing value", "{\"@type\":\"Product\",\"gtin13\":,\"name\":\"Lua Nova\",#}")]
    [InlineData("inner quotes", "{\"@type\":\"Product\",\"description\":\"TV de 85\" e \"grande\" mesmo\",\"name\":\"Lua Nova\",#}")]
    [InlineData("bad escapes", "{\"@type\":\"Product\",\"description\":\"d\\'água \\x\",\"name\":\"Lua Nova\",#}")]
    [InlineData("array", "[{\"@type\":\"WebSite\",\"name\":\"Loja\"},{\"@type\":\"Product\",\"name\":\"Lua Nova\",#}]")]
    [InlineData("graph", "{\"@context\":\"x\",\"@graph\":[{\"@type\":\"BreadcrumbList\"},{\"@type\":\"Product\",\"name\":\"Lua Nova\",#}]}")]
    [InlineData("two objects", "{\"@type\":\"WebSite\",\"name\":\"Loja\"}\n{\"@type\":\"Product\",\"name\":\"Lua Nova\",#}")]
    [InlineData("main entity", "{\"@type\":\"ItemPage\",\"mainEntity\":{\"@type\":\"Product\",\"name\":\"Lua Nova\",#}}")]
    [InlineData("address as type", "{\"@type\":\"http://schema.org/Product\",\"name\":\"Lua Nova\",#}")]
    [InlineData("list as type", "{\"@type\":[\"Product\",\"VideoGame\"],\"name\":\"Lua Nova\",#}")]
    [InlineData("graph as keyed object", "{\"@graph\":{\"0\":{\"@type\":\"Product\",\"name\":\"Lua Nova\",#}}}")]
    [InlineData("single quotes", "{'@type':'Product','name':'Lua Nova','offers':{'price':'29.90','priceCurrency':'EUR','availability':'InStock'}}")]
    public void Broken_json_is_repaired(string what, string json) =>
        Assert.Equal("Lua Nova|29.90 EUR|-|in_stock", $"{(what.Length > 0 ? Script(json.Replace("#", Offer, StringComparison.Ordinal)) : "")}");

    [Fact]
    public void Html_encoded_json_is_decoded() =>
        Assert.Equal("Lua & Sol|29.90 EUR|-|in_stock", Script($"{{\"@type\":\"Product\",\"name\":\"Lua &amp; Sol\",{Offer}}}".Replace("\"", "&quot;", StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"offers\":[{\"price\":39.9,\"itemCondition\":\"UsedCondition\",\"availability\":\"InStock\"},{\"price\":\"49.90\",\"itemCondition\":\"https://schema.org/NewCondition\",\"availability\":\"InStock\"}]", "49.90", "-", Availability.InStock)]
    [InlineData("\"offers\":[{\"price\":39.9,\"availability\":\"OutOfStock\"},{\"price\":\"49.90\",\"availability\":\"InStock\"}]", "49.90", "-", Availability.InStock)]
    [InlineData("\"offers\":{\"@type\":\"AggregateOffer\",\"lowPrice\":\"19,90\",\"highPrice\":\"59,90\",\"offerCount\":3}", "19.90", "-", Availability.Unknown)]
    [InlineData("\"offers\":{\"@type\":\"AggregateOffer\",\"offers\":[{\"price\":25,\"availability\":\"InStock\"},{\"price\":22,\"availability\":\"InStock\"}]}", "22.00", "-", Availability.InStock)]
    [InlineData("\"offers\":{\"@type\":\"AggregateOffer\",\"lowPrice\":0,\"offers\":[{\"price\":25,\"availability\":\"InStock\"}]}", "25.00", "-", Availability.InStock)]
    [InlineData("\"offers\":{\"priceSpecification\":{\"price\":\"1.299,00\",\"priceCurrency\":\"EUR\"}}", "1299.00", "-", Availability.Unknown)]
    [InlineData("\"offers\":{\"priceSpecification\":[{\"@type\":\"UnitPriceSpecification\",\"priceType\":\"https://schema.org/ListPrice\",\"price\":59.9},{\"@type\":\"UnitPriceSpecification\",\"price\":44.9}]}", "44.90", "59.90 previous", Availability.Unknown)]
    [InlineData("\"offers\":{\"priceSpecification\":[{\"price\":3.5,\"referenceQuantity\":{\"value\":1,\"unitCode\":\"KGM\"}},{\"price\":44.9}]}", "44.90", "-", Availability.Unknown)]
    [InlineData("\"offers\":{\"price\":44.9,\"priceSpecification\":{\"priceType\":\"https://schema.org/MSRP\",\"price\":59.9}}", "44.90", "59.90 recommended", Availability.Unknown)]
    [InlineData("\"offers\":{\"price\":44.9,\"priceSpecification\":{\"priceType\":\"https://schema.org/MinimumAdvertisedPrice\",\"price\":59.9}}", "44.90", "-", Availability.Unknown)]
    [InlineData("\"offers\":{\"price\":49,90,\"availability\":\"http://schema.org/PreOrder\"}", "49.90", "-", Availability.PreOrder)]
    [InlineData("\"offers\":{\"price\":\"€ 49,90\"}", "49.90", "-", Availability.Unknown)]
    [InlineData("\"offers\":{\"price\":\"49.90 EUR\",\"availability\":{\"@id\":\"http://schema.org/SoldOut\"}}", "49.90", "-", Availability.OutOfStock)]
    [InlineData("\"offers\":{\"price\":{\"@value\":\"49.90\"}}", "49.90", "-", Availability.Unknown)]
    [InlineData("\"offers\":{\"price\":\"\",\"lowPrice\":\"49.90\"}", "49.90", "-", Availability.Unknown)]
    [InlineData("\"Offers\":{\"Price\":\"49.90\"}", "49.90", "-", Availability.Unknown)]
    [InlineData("\"isSimilarTo\":[{\"@type\":\"Product\",\"name\":\"Outro\",\"offers\":{\"price\":1}}],\"isRelatedTo\":{\"@type\":\"Product\",\"name\":\"X\",\"offers\":{\"price\":2}},\"offers\":{\"price\":49.9}", "49.90", "-", Availability.Unknown)]
    [InlineData("\"offers\":{\"price\":49.9,\"shippingDetails\":{\"shippingRate\":{\"value\":3.99,\"currency\":\"EUR\"}},\"addOn\":{\"@type\":\"Offer\",\"price\":5}}", "49.90", "-", Availability.Unknown)]
    public void Offers_come_in_many_forms(string offers, string price, string old, string availability) =>
        Assert.Equal($"Lua Nova|{price} EUR|{old}|{availability}", Script($"{{\"@type\":\"Product\",\"name\":\"Lua Nova\",{offers}}}", "https://loja.pt/lua-nova"));

    [Fact]
    public void A_group_of_variants_is_one_product_at_its_cheapest_that_can_be_bought() => Assert.Equal(
        "Comando Onda|54.90 EUR|-|in_stock",
        Script("""
            {"@type":"ProductGroup","name":"Comando Onda","hasVariant":[
             {"@type":"Product","name":"Comando Onda Azul","offers":{"price":49.9,"priceCurrency":"EUR","availability":"OutOfStock"}},
             {"@type":"Product","name":"Comando Onda Verde","offers":{"price":54.9,"priceCurrency":"EUR","availability":"InStock"}},
             {"@type":"Product","name":"Comando Onda Rosa","offers":[{"price":64.9,"priceCurrency":"EUR","availability":"InStock"}]}]}
            """, heading: "Comando Onda"));

    [Fact]
    public void The_page_s_own_product_is_the_one_that_its_heading_names() => Assert.Equal(
        "Lua Nova|-|-|out_of_stock",
        Script("""
            [{"@type":"Product","name":"Sol Poente","offers":{"price":9.9,"priceCurrency":"EUR","availability":"InStock"}},
             {"@type":"Product","name":"Lua Nova","offers":{"availability":"OutOfStock"}},
             {"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"Product","name":"Vento Norte","offers":{"price":19.9,"priceCurrency":"EUR"}}}]}]
            """).Replace("not for sale: ", "", StringComparison.Ordinal));

    [Fact]
    public void A_related_product_alone_for_machines_is_not_the_page_s() => Assert.Equal(
        "Lua Nova|29.90 EUR|-|in_stock",
        Seen.Of("""
            <h1>Lua Nova</h1><div class="product-price">29,90 €</div><button class="add-to-cart">Comprar</button>
            <script type="application/ld+json">{"@type":"Product","name":"Bolsa Cinzenta","url":"/bolsa","offers":{"price":9.9,"priceCurrency":"EUR","availability":"InStock"}}</script>
            """));

    private static string Script(string json, string url = "https://loja.example/lua-nova", string heading = "Lua") =>
        Seen.Of($"<html><body><h1>{(heading == "Lua" ? "Lua Nova" : heading)}</h1><script type=\"application/ld+json\">{json}</script></body></html>", new Uri(url));
}
