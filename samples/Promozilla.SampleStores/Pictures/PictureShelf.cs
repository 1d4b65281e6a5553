using System.Collections.Concurrent;
using Promozilla.SampleStores.Products;
using Promozilla.SampleStores.Shelves;

namespace Promozilla.SampleStores.Pictures;

/// <summary>Pictures drawn once and kept: the four stores show the same box.</summary>
public sealed class PictureShelf(StoreShelves shelves)
{
    private readonly ConcurrentDictionary<string, byte[]> _drawn = new();

    public IResult For(string store, string itemId) => shelves.Find(store, itemId) is { } listing
        ? Results.Bytes(Draw(listing.Product), "image/png", entityTag: new($"\"{listing.Product.Gtin}\""))
        : Results.NotFound();

    public byte[] Draw(Product product) => _drawn.GetOrAdd(product.Key, _ => product.Drawing == "cover" ? Covers.Draw(product) : Devices.Draw(product));
}
