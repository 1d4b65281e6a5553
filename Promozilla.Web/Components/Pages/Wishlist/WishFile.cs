using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Promozilla.Web.Components.Pages.Wishlist;

/// <summary>One wish in a file, as the site's own format has it; of other formats only what they know of.</summary>
/// <param name="Slug">The product's address on this site; null in files of others.</param>
/// <param name="List">The list's name; null: the main one.</param>
public sealed record FiledWish(
    string? Slug, string Title, string? Platform = null, string? List = null, string? Rule = null, decimal? Target = null, string[]? Stores = null,
    string? Condition = null, string? Medium = null, bool MustHave = false, bool Paused = false, string? Note = null, DateOnly? BoughtOn = null,
    decimal? BoughtPrice = null, DateTimeOffset? AddedAt = null);

/// <summary>The site's own format, as JSON and as CSV: what is written here is read again as it was.</summary>
public static class WishFile
{
    public const string Format = "promozilla-wishlist";

    public static readonly string[] Columns =
    [
        "slug", "title", "platform", "list", "rule", "target", "stores", "condition", "medium", "must_have", "paused", "note", "bought_on", "bought_price", "added_at",
    ];

    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 8,
    };

    public static byte[] ToJson(IReadOnlyList<FiledWish> wishes, DateTimeOffset now) => JsonSerializer.SerializeToUtf8Bytes(new Document(Format, 1, now, wishes), Json);

    public static byte[] ToCsv(IReadOnlyList<FiledWish> wishes)
    {
        var text = new StringBuilder().AppendJoin(',', Columns).Append("\r\n");
        foreach (var wish in wishes)
        {
            text.AppendJoin(',', Cells(wish).Select(CsvText.Cell)).Append("\r\n");
        }

        // Spreadsheets take a file for UTF-8 by its mark.
        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static IEnumerable<string?> Cells(FiledWish wish) =>
    [
        wish.Slug, wish.Title, wish.Platform, wish.List, wish.Rule, Money(wish.Target), wish.Stores is null ? null : string.Join(' ', wish.Stores), wish.Condition,
        wish.Medium, Flag(wish.MustHave), Flag(wish.Paused), wish.Note, wish.BoughtOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Money(wish.BoughtPrice),
        wish.AddedAt?.ToString("O", CultureInfo.InvariantCulture),
    ];

    private static string? Money(decimal? amount) => amount?.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Flag(bool set) => set ? "1" : "";

    private sealed record Document(string Format, int Version, DateTimeOffset ExportedAt, IReadOnlyList<FiledWish> Wishes);
}
