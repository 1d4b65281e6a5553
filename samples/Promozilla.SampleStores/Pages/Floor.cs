using Promozilla.SampleStores.Control;
using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Shelves;

namespace Promozilla.SampleStores.Pages;

/// <summary>What a visitor of a store finds today, its present fault included.</summary>
public sealed class Floor(DayBook book, SimulatedDay day, Faults faults, PriceTags tags)
{
    public const int PageSize = 24;

    public DateOnly Today => day.Today;

    public IReadOnlyList<Offer> Offers(StoreProfile store, Func<Listing, bool> holds)
    {
        var offers = book.Offers(store.Prefix, day.Today).Where(o => holds(o.Listing)).Select(tags.On);
        return faults.Of(store.Prefix) switch
        {
            Faults.Empty => [],
            Faults.Half => [.. offers.Where((_, n) => n % 2 == 0)],
            Faults.Hundredfold => [.. offers.Select(Hundredfold)],
            _ => [.. offers],
        };
    }

    /// <summary>As the product's own page has it: wrong prices of a list, a fault's or a day's, are not on it.</summary>
    public Offer? Offer(Listing listing) => book.MeantOffer(listing, day.Today) is { } offer ? tags.On(offer) : null;

    public bool ShowsProducts(StoreProfile store) => faults.Of(store.Prefix) != Faults.NoProduct;

    public ShelfPage Page(StoreProfile store, Aisle aisle, int number)
    {
        var offers = Offers(store, aisle.Holds);
        var pages = Math.Max(1, (offers.Count + PageSize - 1) / PageSize);
        return new ShelfPage(aisle, Math.Max(1, number), pages, offers.Count, [.. offers.Skip((Math.Max(1, number) - 1) * PageSize).Take(PageSize)]);
    }

    private static Offer Hundredfold(Offer offer) => offer with { Price = offer.Price * 100, Claimed = offer.Claimed * 100 };
}

public sealed record ShelfPage(Aisle Aisle, int Number, int Pages, int Total, IReadOnlyList<Offer> Offers);
