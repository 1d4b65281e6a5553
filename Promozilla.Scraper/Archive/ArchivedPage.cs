using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Archive;

/// <summary>A page as it came and what was read from it: a gzip of JSON in the media store.</summary>
/// <param name="Page">Of the category, from 1; 0: it is a product's own page.</param>
/// <param name="Outcome">A word of ScrapeOutcome.</param>
/// <param name="Reason">What was wrong with it; null: nothing, the page is a good one.</param>
/// <param name="At">UTC, when it was read.</param>
/// <param name="Definition">The hash of the definition that it was read with.</param>
/// <param name="IsCut">The text ends before the page did.</param>
/// <param name="Items">What was read from it.</param>
public sealed record ArchivedPage(
    string Store, string Category, int Page, Uri? Url, int? Status, string? ContentType, string Outcome, string? Reason, DateTimeOffset At, string Definition, bool IsCut,
    string Text, IReadOnlyList<PageItem> Items)
{
    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool IsGood => Reason is null;

    /// <summary>Where it is kept for whoever must judge what was read from it; null: nowhere.</summary>
    [JsonIgnore]
    public string? EvidenceKey { get; init; }

    public byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) JsonSerializer.Serialize(gzip, this, Shape);
        return packed.ToArray();
    }

    /// <exception cref="InvalidDataException">Not what <see cref="Pack"/> made.</exception>
    public static ArchivedPage Unpack(byte[] packed)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<ArchivedPage>(gzip, Shape) ?? throw new InvalidDataException("The kept page is empty.");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException("The kept page can't be understood.", broken);
        }
    }
}
