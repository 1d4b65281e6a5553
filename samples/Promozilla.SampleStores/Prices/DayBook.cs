using System.Collections.Concurrent;
using Promozilla.SampleStores.Shelves;

namespace Promozilla.SampleStores.Prices;

/// <summary>All offers of one day, kept for the days that were asked for last.</summary>
public sealed class DayBook(StoreShelves shelves, PriceStory story)
{
    private const int DaysKept = 40;

    private readonly ConcurrentDictionary<DateOnly, ILookup<string, Offer>> _days = new();

    public IEnumerable<Offer> Offers(string store, DateOnly date) => Day(date)[store];

    public IEnumerable<Offer> Offers(DateOnly date) => Day(date).SelectMany(offers => offers);

    /// <summary>As the store means it: without the wrong price of one day.</summary>
    public Offer? MeantOffer(Listing listing, DateOnly date) => story.MeantAt(listing, date);

    /// <summary>Offers on sale that are cheaper than the day before.</summary>
    public IEnumerable<PriceFall> Falls(DateOnly date) =>
        from offer in Offers(date)
        where offer.Availability != ServiceDefaults.Availability.OutOfStock
        let before = story.OfferAt(offer.Listing, date.AddDays(-1))
        where before is not null && offer.Price < before.Price
        select new PriceFall(offer, before.Price, LowestBefore(offer.Listing, date));

    /// <summary>Lowest price of the 30 days before that day.</summary>
    public decimal? LowestBefore(Listing listing, DateOnly date) =>
        Enumerable.Range(1, 30).Select(days => story.OfferAt(listing, date.AddDays(-days))?.Price).Min();

    private ILookup<string, Offer> Day(DateOnly date)
    {
        if (_days.Count > DaysKept)
            _days.Clear();
        return _days.GetOrAdd(date, day => shelves.Listings
            .Select(listing => story.OfferAt(listing, day))
            .OfType<Offer>()
            .OrderByDescending(offer => offer.Listing.Product.Release).ThenBy(offer => offer.Listing.Index)
            .ToLookup(offer => offer.Listing.Store.Prefix));
    }
}

/// <param name="Before">Price of the day before.</param>
/// <param name="Lowest30">Lowest price of the 30 days before.</param>
public sealed record PriceFall(Offer Offer, decimal Before, decimal? Lowest30)
{
    public decimal Percent => Math.Round((Before - Offer.Price) / Before * 100m, 1);

    public bool IsTrue => Offer.Story is Story.Promotion or Story.Stepwise or Story.BlackFriday && Offer.Price < Lowest30;
}
