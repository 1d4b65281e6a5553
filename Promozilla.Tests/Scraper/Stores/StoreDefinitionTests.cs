using System.Text.Json.Nodes;
using Promozilla.Scraper.Stores;

namespace Promozilla.Tests.Scraper.Stores;

public sealed class StoreDefinitionTests
{
    public static TheoryData<string> Keys => [.. StoreDefinitions.Keys];

    [Fact]
    public void The_stores_that_ship_are_these() =>
        Assert.Equal(["auchan", "cex", "continente", "cstech", "darty", "fnac", "gaming-replay", "globaldata", "mega-mania", "nintendo-eshop", "press-start", "radio-popular", "worten"], StoreDefinitions.Keys);

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_definition_that_ships_is_valid_and_polite(string key)
    {
        var store = StoreDefinitions.Find(key)!;
        Assert.Equal(key, store.Key);
        Assert.True(store.Politeness.DelaySeconds >= 3);
        Assert.StartsWith("https://", store.BaseUrl, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_is_read_after_the_one_that_it_is_taken_from_whatever_the_order_of_the_file()
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(StoreDefinitions.Directory, "gaming-replay.json")))!.AsObject();
        var fields = json["fields"]!.AsObject();

        // As PostgreSQL's jsonb gives them back.
        var stored = fields.OrderBy(field => field.Key.Length).ThenBy(field => field.Key, StringComparer.Ordinal).ToList();
        Assert.True(stored.FindIndex(field => field.Key == "id") < stored.FindIndex(field => field.Key == "url"));
        json["fields"] = new JsonObject(stored.Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        var read = StoreDefinition.Parse(json.ToJsonString()).Fields.Keys.ToList();
        Assert.True(read.IndexOf("url") < read.IndexOf("id") && read.IndexOf("url") < read.IndexOf("gtin"), string.Join(' ', read));
    }

    [Theory]
    [InlineData("$.culture", "culture", "\"xx-nowhere-land\"")]
    [InlineData("$.hosts", "hosts", "[\"other.example\"]")]
    [InlineData("$.categories[1].name", "categories", "[{\"name\":\"a\",\"path\":\"/a\"},{\"name\":\"a\",\"path\":\"/b\"}]")]
    [InlineData("$.items.css", "items", "{\"kind\":\"html\",\"css\":\"a..b\"}")]
    [InlineData("$.items.empty", "items", "{\"kind\":\"html\",\"css\":\"a\",\"empty\":\"[x\"}")]
    [InlineData("$.items.prices", "items", "{\"kind\":\"nintendo\",\"prices\":\"https://elsewhere.example/p\"}")]
    [InlineData("$.paging.kind", "paging", "{\"kind\":\"cursor\",\"parameter\":\"after\",\"next\":\"page.next\"}")]
    [InlineData("$.paging.total", "paging", "{\"kind\":\"none\",\"total\":\"a[0\"}")]
    [InlineData("$.fields.name[0].xpath", "fields", "{\"name\":[{\"xpath\":\"//a[\"}]}")]
    [InlineData("$.fields.name[0].json", "fields", "{\"name\":[{\"json\":\"a[0\"}]}")]
    [InlineData("$.fields.name[0].regex", "fields", "{\"name\":[{\"css\":\"a\",\"regex\":\"(\"}]}")]
    [InlineData("$.fields", "fields", "{\"name\":[{\"field\":\"id\"}],\"id\":[{\"field\":\"name\"}]}")]
    [InlineData("$.canaries[0]", "canaries", "[{\"title\":\"Mario\"}]")]
    [InlineData("$.canaries[0].url", "canaries", "[{\"title\":\"Mario\",\"url\":\"https://elsewhere.example/mario\"}]")]
    [InlineData("$.product.when", "product", "{\"when\":\"::before\"}")]
    public void A_mistake_that_only_the_loader_can_see_is_named_by_its_path(string path, string member, string value)
    {
        var definition = JsonNode.Parse(File.ReadAllText(Path.Combine(StoreDefinitions.Directory, "mega-mania.json")))!;
        definition[member] = JsonNode.Parse(value);
        Assert.Equal(path, Assert.Throws<StoreDefinitionException>(() => StoreDefinition.Parse(definition.ToJsonString())).Path);
    }

    [Fact]
    public void A_mistake_says_what_is_allowed()
    {
        var wrong = Assert.Throws<StoreDefinitionException>(() => StoreDefinition.Parse("""{"key":"a","colour":1}"""));
        Assert.Contains("known: key, name, market", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("not valid JSON", Assert.Throws<StoreDefinitionException>(() => StoreDefinition.Parse("{")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_that_is_being_written_is_found_by_its_file()
    {
        var file = Path.Combine(StoreDefinitions.Directory, "darty.json");
        Assert.Equal("darty", StoreDefinitions.Find(file)!.Key);
        Assert.Null(StoreDefinitions.Find(file + ".json"));
        Assert.Null(StoreDefinitions.Find("nowhere"));
    }
}
