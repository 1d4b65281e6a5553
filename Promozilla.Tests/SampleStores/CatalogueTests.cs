using Promozilla.SampleStores.Products;
using Promozilla.SampleStores.Shelves;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.SampleStores;

public sealed class CatalogueTests
{
    private static readonly IReadOnlyList<Product> Products = ProductList.Load();
    private static readonly StoreShelves Shelves = new(2026);

    [Fact]
    public void There_are_at_least_320_products_of_each_kind_platform_and_format()
    {
        Assert.True(Products.Count >= 320, $"{Products.Count} products");
        Assert.True(Products.Count(p => p.Kind == ProductKind.Console) >= 20);
        Assert.True(Products.Count(p => p.Kind == ProductKind.Accessory) >= 50);
        Assert.True(Products.Count(p => p.Platform == Platform.Switch2) >= 60);
        Assert.True(Products.Count(p => p.Format == Format.DownloadCode) >= 5);
        Assert.True(Products.Count(p => p.Format == Format.GameKeyCard) >= 10);
        Assert.True(Products.Count(p => p.Edition is not null) >= 15);
    }

    [Fact]
    public void Every_gtin_is_valid_and_belongs_to_one_product()
    {
        Assert.All(Products, p => Assert.True(Gtin.IsValid(p.Gtin), $"{p.Key} {p.Gtin}"));
        Assert.Equal(Products.Count, Products.Select(p => p.Gtin).Distinct().Count());
        Assert.All(Products.Where(p => p.Maker == "Nintendo"), p => Assert.StartsWith("0045496", p.Gtin, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0045496420055", true)]
    [InlineData("0045496420056", false)]
    [InlineData("45496420055", false)]
    [InlineData("004549642005X", false)]
    public void A_gtin_is_valid_by_its_check_digit(string gtin, bool valid) => Assert.Equal(valid, Gtin.IsValid(gtin));

    [Fact]
    public void Keys_are_unique() => Assert.Equal(Products.Count, Products.Select(p => p.Key).Distinct().Count());

    [Fact]
    public void Four_stores_sell_more_than_a_thousand_things_and_overlap()
    {
        Assert.True(StoreProfile.All.Count >= 4);
        Assert.True(Shelves.Listings.Count >= 1_000, $"{Shelves.Listings.Count} listings");
        Assert.All(StoreProfile.All, store =>
            Assert.InRange(Shelves.ByStore[store.Prefix].Count(l => !l.IsUsed) * 100.0 / Products.Count, 55, 90));
        var shared = Shelves.Listings.Where(l => !l.IsUsed).GroupBy(l => l.Product.Key).Count(g => g.Count() >= 2);
        Assert.True(shared >= 300, $"{shared} products in two stores or more");
    }

    [Fact]
    public void Used_goods_carry_the_shops_own_number_and_say_so_in_the_name()
    {
        var used = Shelves.Listings.Where(l => l.IsUsed).ToArray();
        Assert.True(used.Length >= 60, $"{used.Length} used");
        Assert.All(used, l => Assert.StartsWith("2", l.Gtin, StringComparison.Ordinal));
        Assert.All(used, l => Assert.True(l.Title.Contains("Seminovo", StringComparison.Ordinal) || l.Title.Contains("USADO", StringComparison.Ordinal), l.Title));
    }

    [Fact]
    public void The_cash_register_store_writes_short_capitals() =>
        Assert.All(Shelves.ByStore["radio-estrela"], l =>
        {
            Assert.InRange(l.Title.Length, 1, 31);
            Assert.Equal(l.Title.ToUpperInvariant(), l.Title);
        });

    [Fact]
    public void The_same_seed_fills_the_same_shelves_and_another_does_not()
    {
        static IEnumerable<string> Lines(StoreShelves shelves) => shelves.Listings.Select(l => $"{l.Store.Prefix}{l.Path} {l.ItemId} {l.Title}");
        Assert.Equal(Lines(Shelves), Lines(new StoreShelves(2026)));
        Assert.NotEqual(Lines(Shelves), Lines(new StoreShelves(2027)));
    }
}
