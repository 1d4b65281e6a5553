using System.Text.Json.Nodes;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Tests.Scraper.Stores;

/// <summary>Every way of finding a field that a definition may name.</summary>
public sealed class FieldStrategyTests
{
    private const string Card =
        """
        <div class="card" itemscope itemtype="https://schema.org/Product" itemref="aside" data-gtm='{"name":"By attribute","price":{"now":"12.50"},"codes":["a","b"]}'>
        <b class="cut">Cut off…</b><b class="whole">Shown whole</b><i class="price" content="9.99">9,99 €</i>
        <div itemprop="brand" itemscope itemtype="https://schema.org/Brand"><span itemprop="name">A brand</span></div><span itemprop="name">By microdata</span>
        <p vocab="https://schema.org/" typeof="Product"><u property="schema:name">By RDFa</u><u typeof="Brand"><s property="name">A brand</s></u></p>
        <script type="application/ld+json">{"@graph":[{"@type":"WebPage","name":"x"},{"@type":["Thing","Product"],"name":"By JSON-LD","offers":[{"price":7.5},{"price":9}],"image":{"url":"/i.png"}}]}</script></div>
        <div id="aside" itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="8.75"></div>
        <script id="__NEXT_DATA__" type="application/json">{"props":{"page":{"title":"By state"}}}</script>
        <script>var other = 1; window.shop = {"title":"By variable; {curly}","n":[1,{"m":2}]}; more();</script>
        <meta property="og:title" content="By meta">
        """;

    [Theory]
    [InlineData("Shown whole", """[{"css":".whole"}]""")]
    [InlineData("Shown whole", """[{"css":".nothing"},{"css":".cut","regex":"^[^…]+$"},{"css":"b.whole"},{"constant":"never"}]""")]
    [InlineData("By attribute", """[{"css":".card","attribute":"data-gtm","json":"name"}]""")]
    [InlineData("12.50", """[{"xpath":"self::div","attribute":"data-gtm","json":"price.now"}]""")]
    [InlineData("b", """[{"css":".card","attribute":"data-gtm","json":"codes[1]"}]""")]
    [InlineData("Shown whole", """[{"xpath":".//b[2]"}]""")]
    [InlineData("9.99", """[{"xpath":".//i","attribute":"content"}]""")]
    [InlineData("By microdata", """[{"microdata":"name"}]""")]
    [InlineData("8.75", """[{"microdata":"price"}]""")]
    [InlineData("By RDFa", """[{"rdfa":"name"}]""")]
    [InlineData("By JSON-LD", """[{"jsonLd":"name"}]""")]
    [InlineData("7.5", """[{"jsonLd":"offers.price"}]""")]
    [InlineData("/i.png", """[{"jsonLd":"image"}]""")]
    [InlineData("By state", """[{"state":"__NEXT_DATA__","json":"props.page.title"}]""")]
    [InlineData("By variable; {curly}", """[{"state":"window.shop","json":"title"}]""")]
    [InlineData("2", """[{"state":"window.shop","json":"n[1].m"}]""")]
    [InlineData("always", """[{"constant":"always"}]""")]
    [InlineData("out_of_stock", """[{"css":".cut","value":"out_of_stock"}]""")]
    [InlineData("https://x/Cut", """[{"css":".cut","regex":"^(\\w+)","prefix":"https://x/"}]""")]
    [InlineData("Cut", """[{"field":"price","regex":"^nothing$"},{"css":".cut","regex":"cut"}]""")]
    [InlineData(null, """[{"css":".card","attribute":"data-none","json":"name"},{"css":".whole","json":"name"},{"state":"shop","json":"title"},{"meta":"og:title"}]""")]
    public void A_chain_finds_its_field_in_a_card(string? found, string chain) => Assert.Equal(found, Seller(chain));

    [Fact]
    public void A_field_may_be_taken_from_another_that_was_read_before_it() => Assert.Equal("Shown", Seller("""[{"field":"name","regex":"^\\w+"}]"""));

    [Fact]
    public void Every_finding_knows_its_source()
    {
        var item = Item("""[{"css":".card","attribute":"data-gtm","json":"name"}]""");
        Assert.Equal("css:.card@data-gtm|name", item.Sources["seller"]);
        Assert.Equal("constant:/p", item.Sources["url"]);
    }

    [Fact]
    public void A_pattern_that_a_page_makes_slow_makes_it_unreadable_and_hangs_nothing()
    {
        var definition = Definition("""{"kind":"html","css":"p"}""", """{"name":[{"css":"p","regex":"^(a+)+$"}],"price":[{"css":"b"}],"url":[{"constant":"/"}]}""");
        var reading = PageReader.Read(new PageContent($"<p>{new string('a', 60)}!</p>", new Uri("https://loja.example/")), definition);
        Assert.Contains("^(a+)+$", Assert.IsType<PageReading.Unreadable>(reading).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_may_stand_in_the_pages_state()
    {
        const string page = """<script>window.__STATE__ = {"list":[{"n":"Lua","p":19.9,"u":"/lua"},{"n":"Mar","p":"29.90","u":"/mar","gone":true}]};</script>""";
        var items = Read(page, """{"kind":"state","state":"window.__STATE__","json":"list"}""", """{"name":[{"json":"n"}],"price":[{"json":"p"}],"url":[{"json":"u"}],"availability":[{"json":"gone","regex":"true","value":"OutOfStock"}]}""");
        Assert.Equal([("Lua", 19.90m, "unknown"), ("Mar", 29.90m, "out_of_stock")], items.Select(item => (item.Name, item.Price!.Value, item.Availability)));
    }

    [Fact]
    public void Items_may_be_the_list_that_the_page_has_for_machines()
    {
        const string page = """<script type="application/ld+json">{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"Product","name":"Lua","url":"/lua","offers":{"price":19.9,"priceCurrency":"EUR"}}},{"@type":"ListItem","item":{"@type":"Product","name":"Mar","url":"/mar","offers":{"price":29.9}}}]}</script>""";
        var items = Read(page, """{"kind":"jsonLd"}""", null);
        Assert.Equal([("Lua", 19.90m), ("Mar", 29.90m)], items.Select(item => (item.Name, item.Price!.Value)));
    }

    private static string? Seller(string chain) => Item(chain).Seller;

    private static PageItem Item(string chain) => Assert.Single(Read(Card, """{"kind":"html","css":".card"}""", $$"""{"name":[{"css":".whole"}],"price":[{"css":".price"}],"url":[{"constant":"/p"}],"seller":{{chain}}}"""));

    private static IReadOnlyList<PageItem> Read(string page, string items, string? fields) =>
        Assert.IsType<PageReading.Observed>(PageReader.Read(new PageContent(page, new Uri("https://loja.example/")), Definition(items, fields))).Items;

    private static StoreDefinition Definition(string items, string? fields)
    {
        var definition = JsonNode.Parse(File.ReadAllText(Path.Combine(StoreDefinitions.Directory, "mega-mania.json")))!.AsObject();
        (definition["items"], definition["product"]) = (JsonNode.Parse(items), null);
        definition.Remove("fields");
        if (fields is not null) definition["fields"] = JsonNode.Parse(fields);
        return StoreDefinition.Parse(definition.ToJsonString());
    }
}
