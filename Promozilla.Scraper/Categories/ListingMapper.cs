using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Reading;
using Promozilla.Scraper.Stores;
using Promozilla.Scraper.Titles;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Categories;

/// <summary>Turns a page's item into the listing that is published.</summary>
internal static class ListingMapper
{
    // What a reading can be doubted by; where the rest stood nobody asks.
    private static readonly string[] Evident =
        [Field.Name, Field.Price, Field.Currency, Field.OldPrice, Field.RecommendedPrice, Field.LowestPrice, Field.Availability, Field.Gtin];

    /// <param name="kept">The key under which the page is kept.</param>
    /// <returns>The listing; null when the item has no name, address or id, or stands on a shelf that is not ours.</returns>
    public static ObservedListing? Map(PageItem item, StoreCategory category, string? kept)
    {
        if (item.Name is not { Length: > 0 } title || item.Url is not { } url || Id(item) is not { } id) return null;
        var shelf = category.Shelves.FirstOrDefault(shelf => item.Labels.Contains(shelf.Label, StringComparer.OrdinalIgnoreCase));
        if (shelf is null && category.Shelves.Count > 0) return null;
        var read = ClassifiedTitle.Read(title, shelf?.Kind ?? category.Kind, shelf?.Platform ?? category.Platform);
        var condition = item.Condition is null or Condition.New ? read.Condition ?? category.Condition ?? Condition.New : item.Condition;
        return new ObservedListing(
            id, url, title, item.Price, item.Price is null ? null : item.Currency, item.OldPrice, item.OldPriceKind, item.Availability, condition, category.Format ?? read.Format,
            condition == Condition.New ? item.Gtin : null, item.Image, item.Seller, read.Kind, PlatformText.ToVocabulary(read.Platform), read.Edition, read.Key, read.Display)
        {
            Evidence = new ReadingEvidence(kept, item.Sources.Where(source => Evident.Contains(source.Key)).ToDictionary(StringComparer.Ordinal)),
        };
    }

    private static string? Id(PageItem item) => item.Id ?? (Uri.TryCreate(item.Url, UriKind.Absolute, out var url) ? url.AbsolutePath : null);
}
