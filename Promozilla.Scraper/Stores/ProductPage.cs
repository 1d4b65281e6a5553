using Promozilla.Scraper.Reading;

namespace Promozilla.Scraper.Stores;

/// <summary>How a product's own page is read. What no chain names, the reader of unknown stores finds; what a chain names is only what the chain finds.</summary>
/// <param name="When">Stands on product pages and on no list.</param>
public sealed record ProductPage(CssSelector? When, IReadOnlyDictionary<string, IReadOnlyList<FieldStrategy>> Fields);
