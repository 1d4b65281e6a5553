using System.Text.Json;
using System.Text.Json.Nodes;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;

namespace Promozilla.Tests.Scraper.Stores;

/// <summary>The published schema and the loader must not drift apart.</summary>
public sealed class StoreSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(StoreDefinitions.Directory, "Schema", "store.schema.json"))).RootElement;

    public static TheoryData<string> Keys => [.. StoreDefinitions.Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_definition_that_ships_fits_the_schema_and_names_it(string key)
    {
        var definition = JsonDocument.Parse(File.ReadAllText(Path.Combine(StoreDefinitions.Directory, key + ".json"))).RootElement;
        Assert.Empty(new SchemaFaults(Schema).Of(definition));
        Assert.Equal("./Schema/store.schema.json", definition.GetProperty("$schema").GetString());
    }

    [Theory]
    [InlineData("$.colour", "colour", "1")]
    [InlineData("$.key", "key", "\"Big Shop\"")]
    [InlineData("$.key", "key", "7")]
    [InlineData("$.name", "name", "\"\"")]
    [InlineData("$.market", "market", "\"Portugal\"")]
    [InlineData("$.currency", "currency", "\"eur\"")]
    [InlineData("$.enabled", "enabled", "\"no\"")]
    [InlineData("$", "enabled", "false")]
    [InlineData("$.baseUrl", "baseUrl", "\"ftp://x\"")]
    [InlineData("$.hosts", "hosts", "[]")]
    [InlineData("$.hosts[0]", "hosts", "[\"\"]")]
    [InlineData("$.politeness.delaySeconds", "politeness", "{\"delaySeconds\":-1}")]
    [InlineData("$.politeness.maxRequests", "politeness", "{\"maxRequests\":1.5}")]
    [InlineData("$.politeness.speed", "politeness", "{\"speed\":1}")]
    [InlineData("$.delivery.fee", "delivery", "{\"fee\":\"4,99\"}")]
    [InlineData("$.delivery.islandsFee", "delivery", "{\"islandsFee\":-2}")]
    [InlineData("$.categories", "categories", "[]")]
    [InlineData("$.categories[0]", "categories", "[{\"name\":\"a\"}]")]
    [InlineData("$.categories[0].path", "categories", "[{\"name\":\"a\",\"path\":\"a\"}]")]
    [InlineData("$.categories[0].kind", "categories", "[{\"name\":\"a\",\"path\":\"/a\",\"kind\":\"toy\"}]")]
    [InlineData("$.categories[0].platform", "categories", "[{\"name\":\"a\",\"path\":\"/a\",\"platform\":\"ps5\"}]")]
    [InlineData("$.categories[0].format", "categories", "[{\"name\":\"a\",\"path\":\"/a\",\"format\":\"tape\"}]")]
    [InlineData("$.categories[0].shelves[0]", "categories", "[{\"name\":\"a\",\"path\":\"/a\",\"shelves\":[{\"kind\":\"game\"}]}]")]
    [InlineData("$.categories[1].condition", "categories", "[{\"name\":\"a\",\"path\":\"/a\"},{\"name\":\"b\",\"path\":\"/b\",\"condition\":\"broken\"}]")]
    [InlineData("$.paging", "paging", "{}")]
    [InlineData("$.paging.kind", "paging", "{\"kind\":\"scroll\"}")]
    [InlineData("$.paging", "paging", "{\"kind\":\"pageNumber\"}")]
    [InlineData("$.paging", "paging", "{\"kind\":\"offset\",\"parameter\":\"start\"}")]
    [InlineData("$.paging", "paging", "{\"kind\":\"cursor\",\"parameter\":\"after\"}")]
    [InlineData("$.paging.form", "paging", "{\"kind\":\"form\",\"form\":{\"page\":\"1\"}}")]
    [InlineData("$.paging.form.page", "paging", "{\"kind\":\"form\",\"form\":{\"page\":1,\"n\":\"{page}\"}}")]
    [InlineData("$.paging.first", "paging", "{\"kind\":\"none\",\"first\":-1}")]
    [InlineData("$.items", "items", "{\"kind\":\"html\"}")]
    [InlineData("$.items", "items", "{\"kind\":\"json\"}")]
    [InlineData("$.items", "items", "{\"kind\":\"state\",\"json\":\"a\"}")]
    [InlineData("$.items", "items", "{\"kind\":\"htmlInJson\",\"css\":\"a\"}")]
    [InlineData("$.items.prices", "items", "{\"kind\":\"nintendo\",\"prices\":\"prices\"}")]
    [InlineData("$.items.selector", "items", "{\"kind\":\"html\",\"css\":\"a\",\"selector\":\"b\"}")]
    [InlineData("$.fields", "items", "{\"kind\":\"shopify\"}")]
    [InlineData("$.fields", "fields", "{\"name\":[{\"css\":\"a\"}]}")]
    [InlineData("$.fields.colour", "fields", "{\"colour\":[{\"constant\":\"red\"}]}")]
    [InlineData("$.fields.name", "fields", "{\"name\":[]}")]
    [InlineData("$.fields.name[0]", "fields", "{\"name\":[{\"css\":\"a\",\"xpath\":\"b\"}]}")]
    [InlineData("$.fields.name[0]", "fields", "{\"name\":[{\"regex\":\"a\"}]}")]
    [InlineData("$.fields.name[0]", "fields", "{\"name\":[{\"microdata\":\"name\",\"json\":\"b\"}]}")]
    [InlineData("$.fields.name[0]", "fields", "{\"name\":[{\"state\":\"__NEXT_DATA__\"}]}")]
    [InlineData("$.fields.name[0].attribute", "fields", "{\"name\":[{\"meta\":\"og:title\",\"attribute\":\"content\"}]}")]
    [InlineData("$.fields.name[0].field", "fields", "{\"name\":[{\"field\":\"colour\"}]}")]
    [InlineData("$.product.where", "product", "{\"where\":\"h1\"}")]
    [InlineData("$.product.fields.price[0].css", "product", "{\"fields\":{\"price\":[{\"css\":\"\"}]}}")]
    [InlineData("$.vocabulary.availability.Sim", "vocabulary", "{\"availability\":{\"Sim\":\"yes\"}}")]
    [InlineData("$.vocabulary.condition.Velho", "vocabulary", "{\"condition\":{\"Velho\":\"old\"}}")]
    public void What_one_refuses_the_other_refuses_at_the_same_path(string path, string member, string value)
    {
        var definition = With(member, value);
        var byLoader = Assert.Throws<StoreDefinitionException>(() => StoreDefinition.Parse(definition));
        var bySchema = new SchemaFaults(Schema).Of(JsonDocument.Parse(definition).RootElement);
        Assert.Equal(path, byLoader.Path);
        // "exactly one of" is said of the strategy, what is too much of the member.
        Assert.Contains(bySchema, fault => fault == path || fault == path[..path.LastIndexOf('.')]);
    }

    [Theory]
    [InlineData("paging", "{\"kind\":\"none\"}")]
    [InlineData("paging", "{\"kind\":\"offset\",\"parameter\":\"start\",\"size\":48,\"first\":0}")]
    [InlineData("delivery", "{\"fee\":4.99,\"freeFrom\":30,\"islandsFee\":null}")]
    [InlineData("fields", "{\"name\":[{\"jsonLd\":\"name\"},{\"rdfa\":\"name\"},{\"meta\":\"og:title\"}],\"price\":[{\"css\":\"[data-x]\",\"attribute\":\"data-x\",\"json\":\"a.b[0]\"},{\"state\":\"__NEXT_DATA__\",\"json\":\"p\"}],\"url\":[{\"$comment\":\"x\",\"constant\":\"/\"}]}")]
    [InlineData("product", "{\"$comment\":\"x\",\"when\":\"body#product\",\"fields\":{\"price\":[{\"microdata\":\"price\"}]}}")]
    [InlineData("hosts", "[\"www.mega-mania.com.pt\",\"cdn.example:8080\"]")]
    public void What_one_takes_the_other_takes(string member, string value)
    {
        var definition = With(member, value);
        Assert.NotNull(StoreDefinition.Parse(definition));
        Assert.Empty(new SchemaFaults(Schema).Of(JsonDocument.Parse(definition).RootElement));
    }

    [Fact]
    public void The_schema_knows_every_field() =>
        Assert.Equal(Field.All.Order(StringComparer.Ordinal), Schema.GetProperty("$defs").GetProperty("fields").GetProperty("properties").EnumerateObject().Select(field => field.Name).Where(name => name[0] != '$').Order(StringComparer.Ordinal));

    private static string With(string member, string value)
    {
        var definition = JsonNode.Parse(File.ReadAllText(Path.Combine(StoreDefinitions.Directory, "mega-mania.json")))!;
        definition[member] = JsonNode.Parse(value);
        return definition.ToJsonString();
    }
}
