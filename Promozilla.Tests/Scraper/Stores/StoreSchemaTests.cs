using System.Text.Json;
using System.Text.RegularExpressions;
using Promozilla.Scraper.Stores;

namespace Promozilla.Tests.Scraper.Stores;

/// <summary>The published schema and the loader must not drift apart.</summary>
public sealed class StoreSchemaTests
{
    private static readonly JsonElement Schema = Json(Path.Combine(StoreDefinitions.Directory, "Schema", "store.schema.json"));

    public static TheoryData<string> Keys => [.. StoreDefinitions.Keys];

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_definition_that_ships_fits_the_schema(string key) =>
        Assert.Empty(Faults(Json(Path.Combine(StoreDefinitions.Directory, key + ".json")), Schema, "$"));

    [Theory]
    [InlineData("{\"colour\":1}", "$: \"colour\" is not known")]
    [InlineData("{\"key\":\"Big Shop\"}", "$.key: does not match")]
    [InlineData("{\"paging\":{\"kind\":\"scroll\"}}", "$.paging.kind: none of the words")]
    public void The_schema_refuses_what_the_loader_refuses(string json, string fault) =>
        Assert.Contains(fault, Faults(JsonDocument.Parse(json).RootElement, Schema, "$"));

    private static IEnumerable<string> Faults(JsonElement value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference)) schema = Schema.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]);
        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => word.ValueEquals(value.GetString()))) yield return $"{path}: none of the words";
        if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(value.GetString()!, pattern.GetString()!)) yield return $"{path}: does not match";
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var fault in value.EnumerateArray().SelectMany((entry, index) => Faults(entry, schema.GetProperty("items"), $"{path}[{index}]"))) yield return fault;
        }

        if (value.ValueKind != JsonValueKind.Object) yield break;
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _))) yield return $"{path}: \"{name}\" is missing";
        }

        foreach (var member in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var known) && known.TryGetProperty(member.Name, out var inner) || (schema.TryGetProperty("additionalProperties", out inner) && inner.ValueKind == JsonValueKind.Object))
            {
                foreach (var fault in Faults(member.Value, inner, $"{path}.{member.Name}")) yield return fault;
            }
            else
            {
                yield return $"{path}: \"{member.Name}\" is not known";
            }
        }
    }

    private static JsonElement Json(string file) => JsonDocument.Parse(File.ReadAllText(file)).RootElement;
}
