using System.Text.Json;

namespace Promozilla.Scraper.Reading;

/// <summary>The longest piece of HTML inside a JSON answer: listings that load more by script send their cards so.</summary>
internal static class EmbeddedHtml
{
    public static string? Find(JsonElement root)
    {
        string? longest = null;
        Walk(root, 0, ref longest);
        return longest;
    }

    private static void Walk(JsonElement element, int depth, ref string? longest)
    {
        if (depth > 6) return;
        switch (element.ValueKind)
        {
            case JsonValueKind.String when element.GetString() is { Length: > 60 } text && text.Length > (longest?.Length ?? 0) && text.Contains("</", StringComparison.Ordinal) && text.Contains('<', StringComparison.Ordinal):
                longest = text;
                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    // A product's description is HTML too, but no listing.
                    if (!member.Name.Contains("description", StringComparison.OrdinalIgnoreCase) && member.Name != "body_html") Walk(member.Value, depth + 1, ref longest);
                }

                break;
            case JsonValueKind.Array:
                foreach (var child in element.EnumerateArray()) Walk(child, depth + 1, ref longest);
                break;
        }
    }
}
