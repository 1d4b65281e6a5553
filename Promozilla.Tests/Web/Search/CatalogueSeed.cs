using Promozilla.Data;
using Promozilla.Data.Catalogue;
using Promozilla.Data.Search;
using Promozilla.SampleStores.Shelves;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Matching;
using Listing = Promozilla.Data.Catalogue.Listing;
using Shelved = Promozilla.SampleStores.Shelves.Listing;

namespace Promozilla.Tests.Web.Search;

/// <summary>The sample stores' whole catalogue as products and listings, with the titles that each store gives them.</summary>
internal static class CatalogueSeed
{
    public static async Task FillAsync(PromozillaDbContext db)
    {
        var now = TimeProvider.System.GetUtcNow();
        var shelves = new StoreShelves(1);
        db.Stores.AddRange(StoreProfile.All.Select(store => new Store { Key = store.Prefix, Name = store.Name, Definition = "{}", Enabled = true }));
        var slugs = new HashSet<string>();
        var boxes = new Dictionary<string, Product>();
        foreach (var made in shelves.Products)
        {
            var sold = shelves.Listings.Where(listing => listing.Product == made).ToList();
            var product = new Product
            {
                Slug = Slug.Candidates(made.FullTitle, made.Platform, made.Edition ?? "", made.Format).First(slugs.Add),
                Title = made.FullTitle,
                TitleKey = SearchText.Normalise(made.Title),
                Kind = made.Kind,
                Platform = made.Platform,
                Edition = made.Edition ?? (made.IsUpgradeEdition ? "upgrade" : ""),
                Format = made.Format,
                BestPrice = made.BasePrice,
                OfferCount = sold.Count,
                InStock = sold.Count > 0,
                CreatedAt = now,
                UpdatedAt = now,
            };
            db.Products.Add(product);
            boxes.TryAdd(made.Gtin, product);
            foreach (var listing in sold)
            {
                db.Listings.Add(Listed(listing, product, now));
            }
        }

        await db.SaveChangesAsync();
        db.ProductGtins.AddRange(boxes.Select(box => new ProductGtin { Gtin = box.Key, ProductId = box.Value.Id }));
        await db.SaveChangesAsync();
    }

    private static Listing Listed(Shelved listing, Product product, DateTimeOffset now) => new()
    {
        StoreKey = listing.Store.Prefix,
        ItemId = listing.ItemId,
        Url = $"https://{listing.Store.Prefix}.example/{listing.ItemId}",
        Title = listing.Title,
        DisplayTitle = listing.Product.FullTitle,
        TitleKey = product.TitleKey,
        Kind = product.Kind,
        Platform = product.Platform,
        Format = product.Format,
        Condition = Condition.New,
        Availability = Availability.InStock,
        Price = product.BestPrice,
        Currency = "EUR",
        Product = product,
        FirstSeenAt = now,
    };
}
