namespace Promozilla.Scraper.Reading;

/// <summary>What reading a page came to. Expected outcomes are values: only bugs throw.</summary>
public abstract record PageReading
{
    private PageReading()
    {
    }

    /// <param name="Items">In page order; empty where the store itself says that there is nothing (more).</param>
    /// <param name="Total">How many items the store says that the whole category has.</param>
    /// <param name="Next">The cursor of the page that follows, where the store pages by cursor.</param>
    public sealed record Observed(IReadOnlyList<PageItem> Items, int? Total = null, string? Next = null) : PageReading;

    /// <summary>The page is about a product that nobody can buy here.</summary>
    /// <param name="Item">That product, without a price.</param>
    public sealed record NotForSale(string Reason, PageItem? Item = null) : PageReading;

    /// <summary>The page is not what we can read: its layout changed, or it never was a shop's page.</summary>
    public sealed record Unreadable(string Reason) : PageReading;

    /// <summary>The shop refused us: a captcha, a challenge, a bot wall. We do not work round it.</summary>
    public sealed record Blocked(string Reason) : PageReading;
}
