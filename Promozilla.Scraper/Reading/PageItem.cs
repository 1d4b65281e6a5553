namespace Promozilla.Scraper.Reading;

/// <summary>One item as a page shows it, normalised. Null: the page did not say, or not in a way that we trust. Words are those of the Vocabulary.</summary>
/// <param name="Price">What a shopper pays now, without coupons, delivery or instalments.</param>
/// <param name="OldPrice">Only when above <paramref name="Price"/>.</param>
/// <param name="Url">Absolute when the page's address is known.</param>
/// <param name="Labels">The store's own type and tags, to tell its shelves apart.</param>
/// <param name="Sources">Where each field was found.</param>
public sealed record PageItem(
    string? Name,
    decimal? Price,
    string? Currency,
    decimal? OldPrice,
    string? OldPriceKind,
    string Availability,
    string? Condition,
    string? Gtin,
    string? Id,
    string? Url,
    string? Image,
    string? Seller,
    IReadOnlyList<string> Labels,
    IReadOnlyDictionary<string, string> Sources)
{
    /// <summary>Of a pre-order.</summary>
    public DateOnly? ReleaseDate { get; init; }

    /// <summary>When the store says that <see cref="Price"/> begins, as a promotion.</summary>
    public DateTimeOffset? PriceFrom { get; init; }

    /// <summary>When the store says that it ends.</summary>
    public DateTimeOffset? PriceUntil { get; init; }
}
