using System.Text.RegularExpressions;
using Promozilla.Scraper.Stores;

namespace Promozilla.Scraper.Reading;

/// <summary>Reading is a pure function of the page, its address and the store's definition: no network, no clock, no log.</summary>
public static class PageReader
{
    public const int LongestPage = 20_000_000;

    /// <summary>A page of a shelf, by its store's definition; of an unknown store whatever it is.</summary>
    public static PageReading Read(PageContent page, StoreDefinition? store = null) =>
        Refusal(page) ?? (store is null ? GenericReader.Read(page) : Bounded(() => DefinitionReader.Read(page, store)));

    /// <summary>A product's own page.</summary>
    public static PageReading ReadProduct(PageContent page, StoreDefinition store) => Refusal(page) ?? Bounded(() => StoreProductReader.Read(page, store));

    /// <summary>A page of a store of which nobody said whether it is a shelf's or a product's.</summary>
    public static PageReading ReadEither(PageContent page, StoreDefinition? store)
    {
        if (store is null || Refusal(page) is not null || page.LooksLikeJson) return Read(page, store);
        return Bounded(() =>
        {
            if (HtmlPage.Parse(page.Text) is { } root && StoreProductReader.IsProductPage(root, store)) return StoreProductReader.Read(page, store);
            var shelf = DefinitionReader.Read(page, store);
            var product = shelf is PageReading.Unreadable ? StoreProductReader.Read(page, store) : null;
            return product is PageReading.Observed or PageReading.NotForSale ? product : shelf;
        });
    }

    // A pattern of the definition's that this page makes slow.
    private static PageReading Bounded(Func<PageReading> read)
    {
        try
        {
            return read();
        }
        catch (RegexMatchTimeoutException slow)
        {
            return new PageReading.Unreadable($"the regular expression \"{slow.Pattern}\" takes too long");
        }
    }

    private static PageReading.Unreadable? Refusal(PageContent page)
    {
        if (string.IsNullOrWhiteSpace(page.Text)) return new("the page is empty");
        return page.Text.Length > LongestPage ? new("the page is too long") : null;
    }
}
