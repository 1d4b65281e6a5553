using Promozilla.Scraper.Reading;
using Promozilla.ServiceDefaults;

namespace Promozilla.Scraper.Archive;

/// <summary>What is wrong with a page that was read, where something is: also pages that end no category, such as one whose items lost their prices.</summary>
internal static class PageFault
{
    // A few items without a price are sold out or on request; a quarter of them is a changed layout.
    private const double TooMany = 0.25;

    /// <param name="items">What was read; null: the page was no list.</param>
    /// <param name="stop">Why the category ended with this page, when it did not end well.</param>
    public static (string Outcome, string Reason)? Of(int page, IReadOnlyList<PageItem>? items, (string Outcome, string? Reason)? stop)
    {
        if (stop is { } end) return (end.Outcome, end.Reason ?? end.Outcome);
        if (items is null) return null;
        if (items.Count == 0) return page == 1 ? (ScrapeOutcome.Empty, "the store shows no items") : null;
        return Missing(items, "price", item => item.Price is null && item.Availability != Availability.OutOfStock)
            ?? Missing(items, "name", item => item.Name is null)
            ?? Missing(items, "address", item => item.Url is null);
    }

    private static (string Outcome, string Reason)? Missing(IReadOnlyList<PageItem> items, string field, Func<PageItem, bool> lacks)
    {
        var missing = items.Count(lacks);
        return missing >= items.Count * TooMany ? (ScrapeOutcome.Observed, $"{missing} of {items.Count} items have no {field}") : null;
    }
}
