using System.Globalization;
using Promozilla.SampleStores.Prices;
using Promozilla.SampleStores.Products;
using Promozilla.ServiceDefaults;

namespace Promozilla.SampleStores.Shelves;

/// <summary>Which store sells which product, under which number, name and path. Fixed for a seed.</summary>
public sealed class StoreShelves
{
    private readonly Dictionary<(string Store, string ItemId), Listing> _byId;

    public StoreShelves(int seed)
    {
        Seed = seed;
        Products = ProductList.Load();
        var listings = new List<Listing>();
        foreach (var store in StoreProfile.All)
        {
            var ids = new HashSet<string>();
            var slugs = new HashSet<string>();
            foreach (var product in Products)
            {
                var chance = Chance.Of(seed, $"{store.Prefix}|{product.Key}");
                if (!chance.With(10).Percent(store.Coverage))
                    continue;
                listings.Add(Shelve(listings.Count, store, product, false, chance, ids, slugs));
                if (product is { Kind: ProductKind.Game, Format: Format.Physical } && chance.With(11).Percent(store.UsedShare))
                    listings.Add(Shelve(listings.Count, store, product, true, chance.With(12), ids, slugs));
            }
        }

        Listings = listings;
        _byId = listings.ToDictionary(l => (l.Store.Prefix, l.ItemId));
        ByStore = listings.ToLookup(l => l.Store.Prefix);
        ByPath = listings.ToDictionary(l => $"/{l.Store.Prefix}{l.Path}");
    }

    public int Seed { get; }

    public IReadOnlyList<Product> Products { get; }

    public IReadOnlyList<Listing> Listings { get; }

    public ILookup<string, Listing> ByStore { get; }

    public IReadOnlyDictionary<string, Listing> ByPath { get; }

    public Listing? Find(string store, string itemId) => _byId.GetValueOrDefault((store, itemId));

    private static Listing Shelve(int index, StoreProfile store, Product product, bool used, Chance chance, HashSet<string> ids, HashSet<string> slugs)
    {
        var title = Titles.For(store, product, used, chance);
        var id = NewId(store, chance, ids);
        var slug = Titles.Slug(title);
        for (var n = 1; !slugs.Add(slug); n++)
            slug = $"{Titles.Slug(title)}-{n.ToString(CultureInfo.InvariantCulture)}";
        var gtin = used ? Gtin.From(Gtin.InStore, int.Parse(id, CultureInfo.InvariantCulture) % 100_000) : product.Gtin;
        if (store == StoreProfile.Ilha && chance.With(13).Percent(70))
            slug = $"{slug}-{gtin}";
        var listing = new Listing(index, store, id, product, used, title, slug, gtin, chance);
        return listing with { Path = ItemPath(listing) };
    }

    private static string ItemPath(Listing listing)
    {
        var product = listing.Product;
        var second = product.Platform == Platform.Switch2;
        return listing.Store.Shape switch
        {
            // Used goods end in the store's own id where new ones carry the EAN.
            "gaming-replay" => $"/pt/{(listing.IsUsed ? "seminovos-switch" : second ? "nintendo-switch-2" : "nintendo-switch")}/{listing.ItemId}-{listing.Slug}-{(listing.IsUsed ? listing.ItemId : listing.Gtin)}.html",
            "press-start" => $"/pt/{Aisle(product)}{(second ? "-switch-2" : "-nintendo-switch")}/{listing.Slug}.html",
            "cstech" => $"/products/{listing.Slug}",
            _ => $"/produto/{listing.Slug}",
        };
    }

    private static string Aisle(Product product) =>
        product.Kind switch { ProductKind.Console => "consolas", ProductKind.Accessory => "acessorios", _ => "jogos" };

    private static string NewId(StoreProfile store, Chance chance, HashSet<string> ids)
    {
        for (var turn = 0; ; turn++)
        {
            var luck = chance.With(14, turn);
            var number = store.Shape switch
            {
                "cstech" => 8_160_000_000_000L + luck.Below(100_000_000),
                "radio-popular" => luck.Between(1_290_000, 1_369_999),
                _ => luck.Between(11_000, 68_999),
            };
            var id = number.ToString(CultureInfo.InvariantCulture);
            if (ids.Add(id))
                return id;
        }
    }
}
