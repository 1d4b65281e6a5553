using System.Text;
using System.Text.Json;

namespace Promozilla.Scraper.Reading;

/// <summary>Nuxt 3 writes its state as one flat array in which objects and lists name their members by index. Unfolded it is ordinary JSON.</summary>
internal static class NuxtPayload
{
    private const int Deepest = 24;
    private const int Longest = 4_000_000;

    /// <summary>The state as JSON, or null when it is no such array.</summary>
    public static string? Unfold(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() < 3) return null;
        var cells = root.EnumerateArray().ToArray();
        var first = cells[0].ValueKind == JsonValueKind.Array && cells[0].GetArrayLength() == 2 && cells[0][0].ValueKind == JsonValueKind.String ? cells[0][1] : cells[0];
        var isFolded = first.ValueKind == JsonValueKind.Number || (first.ValueKind == JsonValueKind.Object && first.EnumerateObject().All(member => IsIndex(member.Value, cells.Length)));
        if (!isFolded) return null;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) Write(json, buffer, cells, cells[0].ValueKind == JsonValueKind.Object ? 0 : IsIndex(first, cells.Length) ? first.GetInt32() : 0, 0);
        return buffer.Length < Longest ? Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) : null;
    }

    private static bool IsIndex(JsonElement value, int length) => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var index) && index < length;

    private static void Write(Utf8JsonWriter json, MemoryStream written, JsonElement[] cells, int index, int depth)
    {
        if (index < 0 || depth > Deepest || written.Length + json.BytesPending > Longest)
        {
            json.WriteNullValue();
            return;
        }

        var cell = cells[index];
        switch (cell.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in cell.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    if (IsIndex(member.Value, cells.Length)) Write(json, written, cells, member.Value.GetInt32(), depth + 1);
                    else json.WriteNullValue();
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array when cell.GetArrayLength() == 2 && cell[0].ValueKind == JsonValueKind.String:
                // ["Reactive", 7]: a wrapper round another cell.
                Write(json, written, cells, IsIndex(cell[1], cells.Length) ? cell[1].GetInt32() : -1, depth + 1);
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var entry in cell.EnumerateArray()) Write(json, written, cells, IsIndex(entry, cells.Length) ? entry.GetInt32() : -1, depth + 1);
                json.WriteEndArray();
                break;
            default:
                cell.WriteTo(json);
                break;
        }
    }
}
