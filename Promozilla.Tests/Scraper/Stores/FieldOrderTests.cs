using System.Text.Json.Nodes;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Tests.Scraper.Stores;

public sealed class FieldOrderTests
{
    [Theory]
    [InlineData("id", "gtin", "url", "name", "price")]
    [InlineData("name", "price", "url", "gtin", "id")]
    public void What_a_field_is_taken_from_is_read_before_it_in_whatever_order_a_database_gives_them_back(params string[] order)
    {
        var fields = new Dictionary<string, string>
        {
            ["name"] = """{ "css": "b" }""",
            ["price"] = """{ "css": "i" }""",
            ["url"] = """{ "css": "a", "attribute": "href" }""",
            ["gtin"] = """{ "field": "url", "regex": "(\\d{13})" }""",
            ["id"] = """{ "field": "gtin", "regex": "\\d{4}$" }""",
        };
        var definition = JsonNode.Parse(File.ReadAllText(Path.Combine(StoreDefinitions.Directory, "press-start.json")))!;
        definition["items"] = JsonNode.Parse("""{ "kind": "html", "css": "li" }""");
        definition["fields"] = new JsonObject(order.Select(field => KeyValuePair.Create(field, (JsonNode?)new JsonArray(JsonNode.Parse(fields[field])))));
        var page = new PageContent("""<li><a href="/p/4006381333931.html"><b>Lua Nova</b></a><i>49,99 €</i></li>""", new Uri("https://www.pressstart.pt/jogos"));
        var item = Assert.Single(Assert.IsType<PageReading.Observed>(PageReader.Read(page, StoreDefinition.Parse(definition.ToJsonString()))).Items);
        Assert.Equal(("4006381333931", "3931"), (item.Gtin, item.Id));
    }
}
