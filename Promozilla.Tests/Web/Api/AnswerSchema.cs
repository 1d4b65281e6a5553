using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Promozilla.Tests.Web.Api;

/// <summary>Whether an answer is what the OpenAPI document (JSON Schema 2020-12) says: as much of the schema language as the document uses.</summary>
internal sealed class AnswerSchema(JsonElement document)
{
    private static readonly HashSet<string> Understood =
        ["type", "properties", "required", "items", "$ref", "oneOf", "anyOf", "format", "pattern", "description", "enum", "minimum", "maximum"];

    public List<string> Errors(JsonElement value, JsonElement schema, string at = "$")
    {
        if (schema.TryGetProperty("$ref", out var reference))
        {
            return Errors(value, Resolve(reference.GetString()!), at);
        }

        var errors = schema.EnumerateObject().Where(part => !Understood.Contains(part.Name)).Select(part => $"{at}: the schema says {part.Name}, which this test can't judge").ToList();
        foreach (var choice in new[] { "oneOf", "anyOf" })
        {
            if (schema.TryGetProperty(choice, out var choices) && !choices.EnumerateArray().Any(one => Errors(value, one, at).Count is 0))
            {
                errors.Add($"{at}: fits none of {choice}");
            }
        }

        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(name => Is(value, name)))
        {
            errors.Add($"{at}: is {value.ValueKind}, not {type}");
        }

        return [.. errors, .. value.ValueKind switch
        {
            JsonValueKind.Object => ObjectErrors(value, schema, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().SelectMany((item, index) => Errors(item, items, $"{at}[{index}]")),
            JsonValueKind.String => TextErrors(value.GetString()!, schema, at),
            _ => [],
        }];
    }

    private IEnumerable<string> ObjectErrors(JsonElement value, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)))
            {
                yield return $"{at}: lacks {name}";
            }
        }

        if (!schema.TryGetProperty("properties", out var properties))
        {
            yield break;
        }

        foreach (var field in value.EnumerateObject())
        {
            foreach (var error in properties.TryGetProperty(field.Name, out var known) ? Errors(field.Value, known, $"{at}.{field.Name}") : [$"{at}: {field.Name} is not in the document"])
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<string> TextErrors(string text, JsonElement schema, string at)
    {
        if (schema.TryGetProperty("pattern", out var pattern) && !Regex.IsMatch(text, pattern.GetString()!))
        {
            yield return $"{at}: {text} is not {pattern}";
        }

        var format = schema.TryGetProperty("format", out var named) ? named.GetString() : null;
        var fits = format switch
        {
            "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out _),
            "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
            "uuid" => Guid.TryParse(text, out _),
            _ => true,
        };
        if (!fits)
        {
            yield return $"{at}: {text} is no {format}";
        }
    }

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind is JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];

    private static bool Is(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind is JsonValueKind.Null,
        "object" => value.ValueKind is JsonValueKind.Object,
        "array" => value.ValueKind is JsonValueKind.Array,
        "string" => value.ValueKind is JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "number" => value.ValueKind is JsonValueKind.Number,
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        _ => false,
    };

    private JsonElement Resolve(string reference) => reference.Split('/').Skip(1).Aggregate(document, (at, name) => at.GetProperty(name));
}
