using System.Globalization;
using System.Text.Json;

namespace Promozilla.Scraper.Reading;

/// <summary>The part of JSONPath that store answers need: <c>a.b[0].c</c> and <c>a[*].b</c>.</summary>
public sealed class JsonPath
{
    private readonly string[] _steps;

    private JsonPath(string[] steps) => _steps = steps;

    /// <exception cref="FormatException">The path is empty or a bracket is not closed.</exception>
    public static JsonPath Parse(string path)
    {
        var steps = path.TrimStart('$', '.').Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (Array.Exists(steps, step => step[0] == '[' && !step.EndsWith(']'))) throw new FormatException($"JSON path \"{path}\": a bracket is not closed");
        return new JsonPath(steps);
    }

    public IEnumerable<JsonElement> All(JsonElement root) => Walk(root, 0);

    public JsonElement? First(JsonElement root)
    {
        foreach (var found in Walk(root, 0)) return found;
        return null;
    }

    /// <summary>A scalar as text, numbers as written; null for objects, arrays and null.</summary>
    public static string? Text(JsonElement? element) => element?.ValueKind switch
    {
        JsonValueKind.String => element.Value.GetString(),
        JsonValueKind.Number => element.Value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    public static string? Text(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGet(property, out var value) ? Text(value) : null;

    private IEnumerable<JsonElement> Walk(JsonElement element, int step)
    {
        if (step == _steps.Length)
        {
            yield return element;
            yield break;
        }

        var name = _steps[step];
        if (name[0] != '[')
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGet(name, out var value)) yield break;
            foreach (var found in Walk(value, step + 1)) yield return found;
            yield break;
        }

        if (element.ValueKind != JsonValueKind.Array) yield break;
        if (name == "[*]")
        {
            foreach (var child in element.EnumerateArray())
            {
                foreach (var found in Walk(child, step + 1)) yield return found;
            }
        }
        else if (int.TryParse(name.AsSpan(1, name.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < element.GetArrayLength())
        {
            foreach (var found in Walk(element[index], step + 1)) yield return found;
        }
    }
}
