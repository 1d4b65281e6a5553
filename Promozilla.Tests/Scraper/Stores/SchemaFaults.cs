using System.Text.Json;
using System.Text.RegularExpressions;

namespace Promozilla.Tests.Scraper.Stores;

/// <summary>The part of JSON Schema 2020-12 that the published schema uses. An unknown keyword fails: a rule that nobody checks is none.</summary>
internal sealed class SchemaFaults(JsonElement root)
{
    /// <summary>The JSON paths at which a value breaks the schema.</summary>
    public IReadOnlyList<string> Of(JsonElement value) => [.. Faults(value, root, "$")];

    private IEnumerable<string> Faults(JsonElement value, JsonElement schema, string path)
    {
        if (schema.ValueKind is JsonValueKind.True or JsonValueKind.False) return schema.GetBoolean() ? [] : [path];
        return schema.EnumerateObject().SelectMany(rule => Rule(rule.Name, rule.Value, value, schema, path));
    }

    private IEnumerable<string> Rule(string name, JsonElement rule, JsonElement value, JsonElement schema, string path) => name switch
    {
        "$schema" or "$id" or "$defs" or "title" or "description" or "then" or "else" => [],
        "$ref" => Faults(value, root.GetProperty("$defs").GetProperty(rule.GetString()!.Split('/')[^1]), path),
        "type" => Unless(rule.ValueKind == JsonValueKind.Array ? rule.EnumerateArray().Any(type => IsOf(value, type.GetString()!)) : IsOf(value, rule.GetString()!), path),
        "enum" => Unless(rule.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value)), path),
        "pattern" => Unless(value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!), path),
        "minLength" => Unless(value.ValueKind != JsonValueKind.String || value.GetString()!.Length >= rule.GetInt32(), path),
        "minimum" => Unless(value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= rule.GetDecimal(), path),
        "minItems" => Unless(value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32(), path),
        "items" => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany((entry, index) => Faults(entry, rule, $"{path}[{index}]")) : [],
        "required" => Unless(value.ValueKind != JsonValueKind.Object || rule.EnumerateArray().All(member => value.TryGetProperty(member.GetString()!, out _)), path),
        "properties" => value.ValueKind == JsonValueKind.Object ? rule.EnumerateObject().Where(known => value.TryGetProperty(known.Name, out _)).SelectMany(known => Faults(value.GetProperty(known.Name), known.Value, $"{path}.{known.Name}")) : [],
        "additionalProperties" => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Where(member => !schema.TryGetProperty("properties", out var known) || !known.TryGetProperty(member.Name, out _)).SelectMany(member => Faults(member.Value, rule, $"{path}.{member.Name}")) : [],
        "allOf" => rule.EnumerateArray().SelectMany(part => Faults(value, part, path)),
        "anyOf" => Unless(rule.EnumerateArray().Any(part => !Faults(value, part, path).Any()), path),
        "oneOf" => Unless(rule.EnumerateArray().Count(part => !Faults(value, part, path).Any()) == 1, path),
        "not" => Unless(Faults(value, rule, path).Any(), path),
        "if" => schema.TryGetProperty(Faults(value, rule, path).Any() ? "else" : "then", out var consequence) ? Faults(value, consequence, path) : [],
        _ => throw new NotSupportedException($"keyword {name}"),
    };

    private static IEnumerable<string> Unless(bool holds, string path) => holds ? [] : [path];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.GetDecimal() % 1 == 0,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException($"type {type}"),
    };
}
