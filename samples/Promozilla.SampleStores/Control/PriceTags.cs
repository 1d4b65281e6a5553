using System.Collections.Concurrent;
using Promozilla.SampleStores.Prices;

namespace Promozilla.SampleStores.Control;

/// <summary>Prices that somebody set by hand, in place of the story's: what a store truly asks, on its lists and on the product's page.</summary>
public sealed class PriceTags
{
    private readonly ConcurrentDictionary<(string Store, string ItemId), decimal> _tags = new();

    /// <param name="price">Null goes back to the story.</param>
    public void Set(string store, string itemId, decimal? price)
    {
        if (price is { } tag)
            _tags[(store, itemId)] = tag;
        else
            _tags.TryRemove((store, itemId), out _);
    }

    public Offer On(Offer offer) =>
        !_tags.IsEmpty && _tags.TryGetValue((offer.Listing.Store.Prefix, offer.Listing.ItemId), out var tag)
            ? offer with { Price = tag, Claimed = null, ClaimKind = null }
            : offer;
}
