namespace Promozilla.Scraper.Stores;

/// <summary>A product's page that every run reads, and what it must say: where it says something else, the run is not believed.</summary>
/// <param name="Path">Appended to the store's baseUrl; or else the whole address, in <paramref name="Url"/>.</param>
/// <param name="Title">Words that the page's title holds, in any order, whatever their case and accents.</param>
/// <param name="PriceFrom">In the store's currency, likewise <paramref name="PriceTo"/>: both are included.</param>
public sealed record Canary(string? Path, string? Url, string Title, string? Gtin, decimal? PriceFrom, decimal? PriceTo);
