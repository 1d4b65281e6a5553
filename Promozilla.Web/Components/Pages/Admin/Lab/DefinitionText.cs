using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Promozilla.Web.Components.Pages.Admin.Lab;

/// <summary>A definition as text, in a form or in a table.</summary>
internal static class DefinitionText
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, AllowDuplicateProperties = false };

    /// <summary>As JSON that any reader takes, laid out alike; what is no JSON as it is.</summary>
    public static string Pretty(string json) => Object(json)?.ToJsonString(Indented) ?? json;

    /// <summary>Browsers post lines with CRLF.</summary>
    public static string Typed(string? text) => (text ?? "").ReplaceLineEndings("\n").TrimEnd();

    public static string? Word(string json, string name) => Object(json)?[name] is JsonValue value && value.TryGetValue<string>(out var word) ? word : null;

    public static IReadOnlyList<string> Categories(string json) => Object(json)?["categories"] is JsonArray categories
        ? [.. categories.OfType<JsonObject>().Select(category => category["name"] is JsonValue name && name.TryGetValue<string>(out var word) ? word : null).OfType<string>()]
        : [];

    private static JsonObject? Object(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: Lenient) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
