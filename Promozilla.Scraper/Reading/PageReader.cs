using Promozilla.Scraper.Stores;

namespace Promozilla.Scraper.Reading;

/// <summary>Reading is a pure function of the page, its address and the store's definition: no network, no clock, no log.</summary>
public static class PageReader
{
    public const int LongestPage = 20_000_000;

    public static PageReading Read(PageContent page, StoreDefinition? store = null)
    {
        if (string.IsNullOrWhiteSpace(page.Text)) return new PageReading.Unreadable("the page is empty");
        if (page.Text.Length > LongestPage) return new PageReading.Unreadable("the page is too long");
        return store is null ? GenericReader.Read(page) : DefinitionReader.Read(page, store);
    }
}
