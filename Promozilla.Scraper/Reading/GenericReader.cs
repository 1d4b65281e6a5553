namespace Promozilla.Scraper.Reading;

/// <summary>Reads pages of stores that nobody described.</summary>
public static class GenericReader
{
    public static PageReading Read(PageContent page)
    {
        if (BotWall.Find(page.Text) is { } wall) return new PageReading.Blocked(wall);
        using var document = page.LooksLikeJson ? JsonText.TryParse(page.Text) : null;
        if (document is not null && ShopifyReader.Read(document.RootElement) is { } shopify) return Finish(shopify, page);
        return new PageReading.Unreadable("nothing here that a reader knows");
    }

    private static PageReading.Observed Finish(IReadOnlyList<RawItem> raws, PageContent page) => new([.. raws.Select(new ItemNormaliser(page.Url).Normalise)]);
}
