using System.IO.Compression;
using System.Text.Json;
using Promozilla.Media;

namespace Promozilla.Web.Components.Pages.Admin.Doubts;

/// <summary>A page as it came, from the scraper's archive, whose shape this is (Promozilla.Scraper/Archive).</summary>
/// <param name="IsCut">The text ends before the page did.</param>
public sealed record KeptPage(string? Url, int? Status, DateTimeOffset At, bool IsCut, string Text)
{
    /// <summary>The key of a product's own page.</summary>
    public static string KeyOf(string store, Guid check) => $"{Prefix(store)}check-{check:n}.json.gz";

    /// <returns>Null: not kept, not any more, or not to be understood.</returns>
    public static async Task<KeptPage?> FindAsync(IMediaStore media, string store, string? key, CancellationToken cancellationToken)
    {
        // It came with a reading: nothing but that store's pages is looked up by it.
        if (key?.StartsWith(Prefix(store), StringComparison.Ordinal) is not true || !MediaKey.IsValid(key)) return null;
        await using var found = await media.GetAsync(key, cancellationToken);
        if (found is null) return null;
        try
        {
            await using var text = new GZipStream(found.Content, CompressionMode.Decompress);
            return await JsonSerializer.DeserializeAsync<KeptPage>(text, JsonSerializerOptions.Web, cancellationToken);
        }
        catch (Exception broken) when (broken is JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private static string Prefix(string store) => $"pages/{store}/read/";
}
