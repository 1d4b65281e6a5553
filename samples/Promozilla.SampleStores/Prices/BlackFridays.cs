using System.Collections.Concurrent;
using Promozilla.SampleStores.Shelves;
using Promozilla.ServiceDefaults;

namespace Promozilla.SampleStores.Prices;

/// <summary>The week of Black Friday: many real cuts on what would otherwise stand still.</summary>
public sealed class BlackFridays(StoreShelves shelves, Func<Listing, int, Offer?> ordinary)
{
    private readonly ConcurrentDictionary<int, Sale?[]> _years = new();

    /// <summary>Per cent off on that day; null where the sale leaves the listing alone.</summary>
    public int? CutAt(Listing listing, DateOnly date)
    {
        var friday = Friday(date.Year);
        if (listing.IsUsed || date < friday.AddDays(-4) || date > friday.AddDays(3))
            return null;
        var sale = _years.GetOrAdd(date.Year, Plan)[listing.Index];
        return sale is not null && date.DayNumber >= sale.From && date.DayNumber <= sale.To ? sale.Depth : null;
    }

    public static DateOnly Friday(int year)
    {
        var first = new DateOnly(year, 11, 1);
        var thursday = 1 + ((DayOfWeek.Thursday - first.DayOfWeek + 7) % 7);
        return new DateOnly(year, 11, thursday + 22);
    }

    private Sale?[] Plan(int year)
    {
        var friday = Friday(year).DayNumber;
        var sales = new Sale?[shelves.Listings.Count];
        foreach (var listing in shelves.Listings.Where(l => !l.IsUsed))
        {
            var luck = listing.Chance.With(50, year);
            var from = friday - luck.With(1).Below(5);
            if (luck.With(2).Percent(85) && StandsStill(listing, from - 31, friday + 3 + 31, friday + 3))
                sales[listing.Index] = new Sale(from, friday + 3, luck.With(3).Between(15, 36));
        }

        return sales;
    }

    // Steady for 31 days before, for a clean reference, and after, so that the next story finds one.
    private bool StandsStill(Listing listing, int from, int to, int saleEnd)
    {
        var price = ordinary(listing, from)?.Price;
        for (var day = from; day <= to; day++)
        {
            if (ordinary(listing, day) is not { Story: Story.Steady } offer || offer.Price != price
                || (offer.Availability != Availability.InStock && day <= saleEnd))
                return false;
        }

        return true;
    }

    private sealed record Sale(int From, int To, int Depth);
}
