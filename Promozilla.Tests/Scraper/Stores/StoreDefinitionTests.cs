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

    [Theory]
    [InlineData("$.culture", "culture", "\"xx-nowhere-land\"")]
    [InlineData("$.baseUrl", "baseUrl", "\"ftp://x\"")]
    [InlineData("$.hosts", "hosts", "[\"other.example\"]")]
    [InlineData("$.categories[0].kind", "categories", "[{\"name\":\"a\",\"path\":\"/a\",\"kind\":\"toy\"}]")]
    [InlineData("$.categories[0].path", "categories", "[{\"name\":\"a\",\"path\":\"a\"}]")]
    [InlineData("$.paging.kind", "paging", "{\"kind\":\"scroll\"}")]
    [InlineData("$.items.css", "items", "{\"kind\":\"html\",\"css\":\"a..b\"}")]
    [InlineData("$.fields.colour", "fields", "{\"colour\":[{\"constant\":\"red\"}]}")]
    [InlineData("$.fields.name[0]", "fields", "{\"name\":[{\"css\":\"a\",\"xpath\":\"b\"}]}")]
    [InlineData("$.fields.name[0].regex", "fields", "{\"name\":[{\"css\":\"a\",\"regex\":\"(\"}]}")]
    [InlineData("$.vocabulary.availability.Sim", "vocabulary", "{\"availability\":{\"Sim\":\"yes\"}}")]
    [InlineData("$", "colour", "1")]
    public void A_mistake_is_named_by_its_path(string path, string member, string value)
    {
        var definition = JsonNode.Parse(File.ReadAllText(Path.Combine(StoreDefinitions.Directory, "mega-mania.json")))!;
        definition[member] = JsonNode.Parse(value);
        Assert.Equal(path, Assert.Throws<StoreDefinitionException>(() => StoreDefinition.Parse(definition.ToJsonString())).Path);
    }
}
