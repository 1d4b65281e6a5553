using System.Globalization;
using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Shelves;
using Promozilla.ServiceDefaults;

namespace Promozilla.SampleStores.Pages;

/// <summary>Shopify's products.json as cstech.store and darty.pt give it: no currency, no barcode, compare_at_price that often says nothing.</summary>
public static class ShopifyFeed
{
    private const int MostAtOnce = 250;
    private static readonly StoreProfile Store = StoreProfile.Ilha;

    public static IResult All(HttpRequest request, Floor floor, int limit = 30, int page = 1) => Feed(request, floor, _ => true, limit, page);

    public static IResult Collection(HttpRequest request, Floor floor, string collection, int limit = 30, int page = 1)
    {
        if (collection is "pre-vendas-gaming" or "all")
            return Feed(request, floor, l => collection == "all" || l.Product.Release > floor.Today, limit, page);
        return Aisle.Ilha.FirstOrDefault(a => a.Path == collection) is { } aisle
            ? Feed(request, floor, aisle.Holds, limit, page)
            : Results.NotFound();
    }

    private static IResult Feed(HttpRequest request, Floor floor, Func<Listing, bool> holds, int limit, int page)
    {
        var baseUrl = Markup.BaseUrl(request, Store);
        var size = Math.Clamp(limit, 1, MostAtOnce);
        var offers = floor.Offers(Store, holds).Skip((Math.Max(1, page) - 1) * size).Take(size);
        return Results.Json(new { products = offers.Select(offer => Item(baseUrl, offer, floor.Today)).ToArray() });
    }

    private static object Item(string baseUrl, Offer offer, DateOnly today)
    {
        var listing = offer.Listing;
        var id = long.Parse(listing.ItemId, CultureInfo.InvariantCulture);
        var changed = today.ToString("yyyy-MM-dd'T02:10:24+00:00'", CultureInfo.InvariantCulture);
        return new
        {
            id,
            title = listing.Title,
            handle = listing.Slug,
            body_html = "",
            published_at = listing.Product.Release.AddDays(-60).ToString("yyyy-MM-dd'T09:00:00+00:00'", CultureInfo.InvariantCulture),
            updated_at = changed,
            vendor = listing.Product.Maker,
            product_type = Type(listing),
            tags = Tags(offer),
            variants = Variants(offer, id),
            images = new[]
            {
                new { id = id + 7, position = 1, product_id = id, variant_ids = Array.Empty<long>(), src = Markup.PictureUrl(baseUrl, listing), width = 400, height = 560 },
            },
            options = new[] { new { name = "Title", position = 1, values = new[] { "Default Title" } } },
        };
    }

    private static object[] Variants(Offer offer, long id)
    {
        var (listing, product) = (offer.Listing, offer.Listing.Product);
        var available = offer.Availability != Availability.OutOfStock;
        // Prints for other countries cost more or are gone; the cheapest that can be had is the offer.
        if (product.Kind == ProductKind.Game && listing.Chance.With(62).Percent(12))
        {
            return
            [
                Variant(offer, id, 1, "UK", offer.Price, available),
                Variant(offer, id, 2, "ES/IT", offer.Price + 2m, available),
                Variant(offer, id, 3, "FR", available ? Math.Max(0.99m, offer.Price - 3m) : offer.Price, false),
            ];
        }

        return [Variant(offer, id, 1, "Default Title", offer.Price, available)];
    }

    private static object Variant(Offer offer, long id, int position, string title, decimal price, bool available) => new
    {
        id = (id * 10) + position,
        title,
        sku = "",
        requires_shipping = true,
        price = Markup.Dot(price),
        compare_at_price = Compare(offer, price),
        grams = 120,
        available,
        position,
        product_id = id,
    };

    private static string? Compare(Offer offer, decimal price) =>
        offer.Claimed is { } claimed ? Markup.Dot(claimed) : offer.Listing.Chance.With(63).Percent(70) ? Markup.Dot(price) : null;

    private static string Type(Listing listing) => listing.Product.Kind switch
    {
        ProductKind.Game => listing.Product.Platform == Platform.Switch2 ? "Jogos Nintendo Switch 2" : "Jogos Nintendo Switch",
        ProductKind.Console => "Consolas",
        _ => "Nintendo",
    };

    private static string[] Tags(Offer offer)
    {
        var product = offer.Listing.Product;
        var second = product.Platform == Platform.Switch2;
        var tags = new List<string> { second ? "Nintendo 2" : "Nintendo" };
        if (product.Kind == ProductKind.Accessory)
            tags.AddRange(second ? ["Acessórios Nintendo", "Acessórios Nintendo 2"] : ["Acessórios Nintendo"]);
        else
            tags.Add(product.Kind == ProductKind.Console ? "Consolas" : Type(offer.Listing));
        if (offer.Availability == Availability.PreOrder)
            tags.Add("Pré-venda");
        else if (offer.Stock > 12)
            tags.Add("sameday");
        return [.. tags];
    }
}
