using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Promozilla.Scraper.Stores;

namespace Promozilla.Tests.Scraper.Categories;

/// <summary>The definition of a Shopify shop, moved to the loopback.</summary>
internal static class ShopDefinition
{
    public static string For(Uri shop, params string[] hosts) => For(shop, 0, "cstech", hosts);

    public static string For(Uri shop, double delaySeconds, string key, params string[] hosts)
    {
        var definition = JsonNode.Parse(File.ReadAllText(Path.Combine(StoreDefinitions.Directory, "cstech.json")), null, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip })!;
        definition["key"] = key;
        definition["baseUrl"] = shop.GetLeftPart(UriPartial.Authority);
        definition["hosts"] = new JsonArray([.. hosts.Select(host => JsonValue.Create(host))]);
        definition["politeness"] = new JsonObject { ["delaySeconds"] = delaySeconds, ["jitterSeconds"] = 0, ["maxRequests"] = 1000 };
        return definition.ToJsonString();
    }

    /// <summary>A page of 250 products, 230 of them ours.</summary>
    public static string Products(int page) => $$"""{"products":[{{string.Join(',', Enumerable.Range(page * 1000, 250).Select(Product))}}]}""";

    private static string Product(int id) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":{{id}},"title":"Jogo {{id}} Switch","handle":"jogo-{{id}}","product_type":"{{(id % 1000 < 230 ? "Jogos Nintendo Switch" : "Jogos PS5")}}","variants":[{"price":"19.99","available":true}]}""");
}
