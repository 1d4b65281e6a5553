namespace Promozilla.Tests.Scraper.Reading;

/// <summary>Listings in the shapes of the common shop systems, read without a definition.</summary>
public sealed class ListingTrapTests
{
    private const string Expected = "Lua Nova Switch|49.99 EUR|69.99 previous|in_stock\nVento Norte Switch 2|59.99 EUR|-|out_of_stock\nMar Alto Switch|1299.00 EUR|-|in_stock";

    [Fact]
    public void Woo_commerce() => Same(ListingPages.WooCommerce);

    [Fact]
    public void Magento_2() => Same(ListingPages.Magento2);

    [Fact]
    public void Shopify_theme() => Same(ListingPages.ShopifyTheme);

    [Fact]
    public void Prestashop_1_7() => Same(ListingPages.Prestashop17);

    [Fact]
    public void Salesforce_grid() => Same(ListingPages.SalesforceGrid);

    [Fact]
    public void List_for_machines_with_what_is_shown() => Same(ListingPages.ListForMachinesWithWhatIsShown);

    [Fact]
    public void Next_state_only() => Same(ListingPages.NextStateOnly);

    [Fact]
    public void Minor_units_by_their_names() => Same(ListingPages.MinorUnitsByTheirNames);

    [Fact]
    public void Cards_that_are_links_with_traps_inside() => Same(ListingPages.CardsThatAreLinksWithTrapsInside);

    private static void Same(string page) => Assert.Equal(Expected, Seen.Of(page));
}
