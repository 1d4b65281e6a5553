using System.Globalization;
using System.Text;
using System.Text.Json;
using Promozilla.Data.People;

namespace Promozilla.Web.Components.Pages.Wishlist;

/// <summary>What came of reading a file: its wishes, or the text that says why not.</summary>
public sealed record ReadWishes(IReadOnlyList<FiledWish> Wishes, string? Fault);

/// <summary>
/// Reads the site's own files (JSON, CSV) and Deku Deals' export of a wishlist (JSON: items or list, each with name, link, added_at and perhaps
/// desired_price; default_desired_price is drop, lowest or a price). A value that makes no sense is as if it were not there; the title counts.
/// </summary>
public static class WishFileReader
{
    public const int MostBytes = 1_000_000;
    public const int MostWishes = 1000;
    private const int LongestTitle = 200;

    public static ReadWishes Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > MostBytes)
        {
            return Fault("Import.fault.size");
        }

        string text;
        try
        {
            text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Fault("Import.fault.encoding");
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return Fault("Import.fault.encoding");
        }

        var wishes = text.TrimStart() switch
        {
            "" => [],
            ['{' or '[', ..] => FromJson(text),
            _ => FromCsv(text),
        };
        return wishes switch
        {
            null => Fault("Import.fault.json"),
            { Count: 0 } => Fault("Import.fault.empty"),
            { Count: > MostWishes } => Fault("Import.fault.count"),
            _ => new ReadWishes(wishes, null),
        };
    }

    private static List<FiledWish>? FromJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 8 });
            var root = document.RootElement;
            var items = root.ValueKind is JsonValueKind.Array ? root : List(root);
            if (items.ValueKind is not JsonValueKind.Array)
            {
                return null;
            }

            var usual = root.ValueKind is JsonValueKind.Object && root.TryGetProperty("default_desired_price", out var price) ? price : default;
            return [.. items.EnumerateArray().Where(item => item.ValueKind is JsonValueKind.Object).Take(MostWishes + 1).Select(item => FromJson(item, usual)).OfType<FiledWish>()];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonElement List(JsonElement root) =>
        root.TryGetProperty("wishes", out var own) ? own : root.TryGetProperty("items", out var items) ? items : root.TryGetProperty("list", out var list) ? list : default;

    private static FiledWish? FromJson(JsonElement item, JsonElement usual)
    {
        string? Text(string name) => item.TryGetProperty(name, out var value) ? value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True => value.GetRawText(),
            JsonValueKind.Array => string.Join(' ', value.EnumerateArray().Where(one => one.ValueKind is JsonValueKind.String).Select(one => one.GetString())),
            _ => null,
        } : null;
        return Of(Text("name") is { } name && Text("title") is null ? Desired(name, Text("added_at"), item, usual) : Text);

        static Func<string, string?> Desired(string name, string? added, JsonElement item, JsonElement usual)
        {
            var (rule, target) = DesiredPrice(item.TryGetProperty("desired_price", out var own) && own.ValueKind is not JsonValueKind.Null ? own : usual);
            return field => field switch { "title" => name, "added_at" => added, "rule" => rule, "target" => target, _ => null };
        }
    }

    private static (string? Rule, string? Target) DesiredPrice(JsonElement desired) => desired.ValueKind switch
    {
        JsonValueKind.Number => (WishRules.Target, desired.GetRawText()),
        JsonValueKind.String when desired.GetString() is "lowest" => (WishRules.Low, null),
        JsonValueKind.String when desired.GetString() is "drop" => (null, null),
        JsonValueKind.String => (WishRules.Target, desired.GetString()),
        _ => (null, null),
    };

    private static List<FiledWish>? FromCsv(string text)
    {
        var rows = CsvText.Rows(text, MostWishes + 2);
        if (rows is not [var head, ..])
        {
            return null;
        }

        var places = head.Select((name, place) => (Name: name.Trim().ToLowerInvariant() is "name" or "titulo" or "título" ? "title" : name.Trim().ToLowerInvariant(), Place: place))
            .DistinctBy(column => column.Name).ToDictionary(column => column.Name, column => column.Place);
        return places.ContainsKey("title")
            ? [.. rows.Skip(1).Select(row => Of(name => places.TryGetValue(name, out var place) && place < row.Count ? Unquoted(row[place]) : null)).OfType<FiledWish>()]
            : null;
    }

    private static string Unquoted(string cell) => cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r' or '\'', ..] ? cell[1..] : cell;

    private static FiledWish? Of(Func<string, string?> value)
    {
        var title = Clean(value("title"), LongestTitle);
        if (title is null)
        {
            return null;
        }

        var rule = value("rule");
        var target = TargetPrice.TryRead(value("target"), out var price) ? price : null;
        rule = rule is WishRules.Target && target is null ? null : WishSettings.Rules.Contains(rule) ? rule : null;
        var boughtOn = DateOnly.TryParseExact(value("bought_on"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on) && on.Year >= 2000 ? on : (DateOnly?)null;
        var paid = TargetPrice.TryRead(value("bought_price"), out var bought) ? bought : null;
        var addedAt = DateTimeOffset.TryParse(value("added_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            && at.Year >= 2000 ? at : (DateTimeOffset?)null;
        var stores = value("stores")?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 and <= 100 } keys ? keys : null;
        var whole = boughtOn is not null && paid is not null;
        return new FiledWish(
            Clean(value("slug"), LongestTitle), title, Clean(value("platform"), 40), Clean(value("list"), WishList.LongestName), rule,
            rule is WishRules.Target ? target : null, stores, Known(WishSettings.Conditions, value("condition")), Known(WishSettings.Media, value("medium")),
            Flag(value("must_have")), Flag(value("paused")), Clean(value("note"), WishlistItem.LongestNote, lines: true), whole ? boughtOn : null, whole ? paid : null, addedAt);
    }

    private static string? Clean(string? text, int longest, bool lines = false)
    {
        var kept = text is null ? "" : new string([.. text.ReplaceLineEndings("\n").Where(letter => !char.IsControl(letter) || (lines && letter is '\n'))]).Trim();
        return kept.Length is 0 ? null : kept.Length > longest ? kept[..longest].TrimEnd() : kept;
    }

    private static string? Known(string[] words, string? word) => words.Contains(word) ? word : null;

    private static bool Flag(string? text) => text is "1" or "true" or "True" or "TRUE";

    private static ReadWishes Fault(string text) => new([], text);
}
