using System.Text.Json;

namespace Promozilla.Scraper.Reading;

internal static class JsonMember
{
    /// <summary>The member, where the element is an object and has it. .NET's own throws for a list, and shops send lists where objects were.</summary>
    public static bool TryGet(this JsonElement element, string name, out JsonElement value)
    {
        value = default;
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out value);
    }
}
