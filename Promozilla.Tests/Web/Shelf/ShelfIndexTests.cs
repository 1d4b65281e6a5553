using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Components.Pages.Shelf;
using Promozilla.Web.Shop;

namespace Promozilla.Tests.Web.Shelf;

public sealed class ShelfIndexTests
{
    private const int PageSize = 7;
    private static readonly string[] Stores = ["cogumelo", "castelo", "ilha-pixel"];
    private static readonly ShelfItem[] Items = [.. Made(300, ProductKind.Game)];
    private static readonly ShelfItem[] Mixed = [.. Made(300, ShelfFilter.Kinds).Select((item, at) => item with
    {
        Promoted = item.Percent is not null,
        News = at % 4 is 0 ? null : ShelfNews.Of(Lately(at, 3), Lately(at, 5), Lately(at, 7), Lately(at, 2)),
    })];
    private static readonly ShelfIndex MixedIndex = new(Stores, Mixed);
    private static readonly ShelfIndex Index = new(Stores, Items);

    public static TheoryData<string> Addresses =>
    [
        "", "?plataforma=switch2", "?loja=castelo", "?min=20&max=40", "?poupanca=20", "?verificadas=1", "?minimo=1", "?stock=1", "?stock=pre", "?formato=game_key_card",
        "?estado=used", "?estado=used&max=25", "?plataforma=switch&loja=cogumelo&min=10&stock=1", "?plataforma=switch2&poupanca=10&verificadas=1", "?loja=nenhuma",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Every_order_leads_through_all_that_fits_once_and_in_order(string address)
    {
        foreach (var order in Read(address).OrdersToChoose)
        {
            var filter = Read(address) with { Order = order, Region = Regions.Azores };
            var seen = new List<long>();
            do
            {
                var slice = Index.Read(filter, PageSize);
                Assert.True(slice.Ids.Count <= PageSize);
                seen.AddRange(slice.Ids);
                filter = filter with { After = slice.Next is null ? null : Cursor.Read(slice.Next.ToString()) };
            }
            while (filter.After is not null);

            Assert.Equal(Expected(Items.Where(item => Fits(item, filter)), filter).Select(item => item.Id), seen);
        }
    }

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Each_count_is_what_its_choice_would_show(string address)
    {
        var filter = Read(address);
        var counts = Index.Read(filter, PageSize).Counts;
        Assert.Equal(Shown(filter), counts.Total);
        foreach (var platform in ShelfFilter.Platforms) Assert.Equal(Shown(filter with { OnPlatform = platform }), counts.Of(Facet.Platform, platform));
        foreach (var store in Stores) Assert.Equal(Shown(filter with { Store = store }), counts.Of(Facet.Store, store));
        foreach (var saving in ShelfFilter.Savings) Assert.Equal(Shown(filter with { Saving = saving }), counts.Of(Facet.Saving, saving));
        foreach (var stock in ShelfFilter.Stocks) Assert.Equal(Shown(filter with { Stock = stock }), counts.Of(Facet.Stock, stock));
        foreach (var format in ShelfFilter.Formats) Assert.Equal(Shown(filter with { Format = format }), counts.Of(Facet.Format, format));
        Assert.Equal(Shown(filter with { VerifiedOnly = true }), counts.Of(Facet.Verified, 1));
        Assert.Equal(Shown(filter with { NewLowOnly = true }), counts.Of(Facet.NewLow, 1));
        foreach (var band in PriceBand.For(ProductKind.Game)) Assert.Equal(Shown(filter with { Min = band.Min, Max = band.Last }), counts.Of(Facet.Price, band.Key));
    }

    [Fact]
    public void What_one_part_of_a_filter_hides_is_what_would_show_without_it()
    {
        var filter = Read("?plataforma=switch2&loja=castelo&min=90&estado=new");
        var counts = Index.Read(filter, PageSize).Counts;
        Assert.Equal(Shown(filter with { Min = null }) - Shown(filter), counts.Without(Facet.Price));
        Assert.Equal(Shown(filter with { OnPlatform = null }) - Shown(filter), counts.Without(Facet.Platform));
        Assert.Equal(Shown(filter with { Store = null }) - Shown(filter), counts.Without(Facet.Store));
    }

    public static TheoryData<string> Lists => [.. ShelfList.All.Select(list => list.Path)];

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_list_leads_through_what_happened_once_the_latest_first_and_counts_its_kinds(string path)
    {
        var page = ShelfFilter.At(path)!;
        foreach (var kind in ShelfFilter.Kinds.Prepend(ShelfIndex.All))
        {
            var filter = page with { Kind = kind, Order = ShelfFilter.Newest };
            var expected = Mixed.Where(item => page.List!.Fits(item) && (kind is ShelfIndex.All || item.Kind == kind))
                .OrderByDescending(item => page.List!.When(item) ?? DateTimeOffset.MinValue).ThenByDescending(item => item.Id).Select(item => item.Id).ToList();
            var counts = MixedIndex.Read(filter, PageSize).Counts;
            Assert.Equal(expected.Count, counts.Total);
            Assert.Equal(expected.Count, kind is ShelfIndex.All ? MixedIndex.Count(page.List!) : MixedIndex.Read(page, PageSize).Counts.Of(Facet.Kind, kind));
            var seen = new List<long>();
            do
            {
                var slice = MixedIndex.Read(filter, PageSize);
                seen.AddRange(slice.Ids);
                filter = filter with { After = slice.Next is null ? null : Cursor.Read(slice.Next.ToString()) };
            }
            while (filter.After is not null);
            Assert.Equal(expected, seen);
        }
    }

    [Fact]
    public void On_a_shelf_of_all_kinds_every_price_counts_in_the_ranges_that_are_offered()
    {
        var filter = ShelfFilter.At("/switch-2")!;
        var counts = MixedIndex.Read(filter, PageSize).Counts;
        foreach (var band in PriceBand.For(filter.Kind))
        {
            Assert.Equal(MixedIndex.Read(filter with { Min = band.Min, Max = band.Last }, PageSize).Counts.Total, counts.Of(Facet.Price, band.Key));
        }
    }

    [Theory]
    [InlineData("/switch-2?tipo=jogos&stock=1", "/jogos?plataforma=switch2&stock=1")]
    [InlineData("/switch?plataforma=switch2", "/switch")]
    [InlineData("/promocoes?tipo=consolas&verificadas=1&ordem=desconto", "/promocoes?tipo=consolas")]
    [InlineData("/promocoes/minimos?ordem=recentes&minimo=1", "/promocoes/minimos")]
    [InlineData("/promocoes/minimos?ordem=desconto", "/promocoes/minimos?ordem=desconto")]
    [InlineData("/novidades?plataforma=switch2&formato=physical", "/novidades?plataforma=switch2")]
    [InlineData("/jogos?tipo=consolas", "/jogos")]
    public void A_list_and_a_platform_have_one_address_for_each_filter(string asked, string expected)
    {
        var (path, query) = (asked.Split('?')[0], asked.Split('?')[1]);
        var filter = ShelfFilter.Read(ShelfFilter.At(path)!, new QueryCollection(QueryHelpers.ParseQuery(query)));
        Assert.Equal(expected, filter.Address());
        Assert.Equal(filter, ShelfFilter.Read(ShelfFilter.At(expected.Split('?')[0])!, new QueryCollection(QueryHelpers.ParseQuery(expected.Split('?').ElementAtOrDefault(1)))));
    }

    [Fact]
    public void A_page_goes_on_where_it_ended_when_its_last_product_is_gone()
    {
        var filter = Read("?ordem=preco");
        var first = Index.Read(filter, PageSize);
        var later = new ShelfIndex(Stores, Items.Where(item => item.Id != first.Next!.Id));
        Assert.Equal(Index.Read(filter with { After = first.Next }, PageSize).Ids, later.Read(filter with { After = first.Next }, PageSize).Ids);
    }

    [Theory]
    [InlineData("?min=&max=&loja=&plataforma=switch2", "/jogos?plataforma=switch2")]
    [InlineData("?ordem=desconto", "/jogos")]
    [InlineData("?max=20,5&min=40", "/jogos?min=20.5&max=40")]
    [InlineData("?ordem=total&estado=new", "/jogos?estado=new&ordem=total")]
    [InlineData("?ordem=total&estado=used", "/jogos?estado=used&ordem=preco")]
    [InlineData("?stock=1&plataforma=switch", "/jogos?plataforma=switch&stock=1")]
    [InlineData("?plataforma=xbox&poupanca=33&ordem=acaso&depois=x", "/jogos")]
    public void A_filter_has_one_address(string asked, string expected)
    {
        var filter = Read(asked);
        Assert.Equal(expected, filter.Address());
        Assert.Equal(filter, Read(filter.Address()[6..]));
    }

    [Fact]
    public void Kept_pages_are_told_apart_by_every_name_that_an_address_may_carry()
    {
        var address = Read("?plataforma=switch2&loja=a&min=1&max=2&poupanca=10&verificadas=1&minimo=1&stock=1&formato=physical&estado=new&ordem=preco&depois=~3").Address();
        var list = ShelfFilter.Read(ShelfFilter.At("/promocoes")!, new QueryCollection(QueryHelpers.ParseQuery("?tipo=jogos"))).Address();
        Assert.Equal(ShelfFilter.Names.Order(), QueryHelpers.ParseQuery(address[6..]).Keys.Concat(QueryHelpers.ParseQuery(list.Split('?')[1]).Keys).Order());
    }

    private static ShelfFilter Read(string address) => ShelfFilter.Read(new ShelfFilter { Kind = ProductKind.Game }, new QueryCollection(QueryHelpers.ParseQuery(address)));

    // Some at the same moment: then the id decides.
    private static DateTimeOffset? Lately(int at, int every) => at % every is 0 ? DateTimeOffset.UnixEpoch.AddHours(at / 10) : null;

    private static int Shown(ShelfFilter filter) => Items.Count(item => Fits(item, filter));

    /// <summary>The filter once more, in plain words.</summary>
    private static bool Fits(ShelfItem item, ShelfFilter filter)
    {
        var price = filter.Condition is Condition.Used ? item.UsedPrice : item.Price;
        if (filter.OnPlatform is { } platform && item.Platform != platform && item.Platform != Platform.Both) return false;
        if (filter.Store is { } store && !item.Stores.Any(number => Stores[number] == store)) return false;
        if (filter.Min is { } min && !(price >= min)) return false;
        if (filter.Max is { } max && !(price <= max)) return false;
        if (filter.Saving is { } saving && !(item.Percent >= saving)) return false;
        if (filter.VerifiedOnly && !item.Verified) return false;
        if (filter.NewLowOnly && !item.NewLow) return false;
        if (filter.Stock is ShelfFilter.InStock && !item.InStock) return false;
        if (filter.Stock is ShelfFilter.PreOrder && (item.InStock || item.Offers is 0)) return false;
        if (filter.Format is { } format && item.Format != format) return false;
        return filter.Condition is null || price is not null;
    }

    private static IEnumerable<ShelfItem> Expected(IEnumerable<ShelfItem> items, ShelfFilter filter) => filter.Order switch
    {
        ShelfFilter.Newest => items.OrderByDescending(item => item.Id),
        ShelfFilter.Popular => items.OrderByDescending(item => item.Popularity).ThenByDescending(item => item.Id),
        ShelfFilter.Cheapest when filter.Condition is Condition.Used => items.OrderBy(item => item.UsedPrice ?? decimal.MaxValue).ThenByDescending(item => item.Id),
        ShelfFilter.Total => items.OrderBy(item => item.Totals.Azores ?? decimal.MaxValue).ThenByDescending(item => item.Id),
        ShelfFilter.Cheapest => items.OrderBy(item => item.Price ?? decimal.MaxValue).ThenByDescending(item => item.Id),
        _ => items.OrderByDescending(item => item.Percent ?? -1).ThenByDescending(item => item.Id),
    };

    private static IEnumerable<ShelfItem> Made(int count, params string[] kinds)
    {
        var chance = new Random(952);
        for (var id = 1; id <= count; id++)
        {
            var offers = chance.Next(4);
            decimal? percent = chance.Next(3) is 0 ? chance.Next(1, 70) : null;
            yield return new ShelfItem(
                id, kinds[id % kinds.Length], Pick(Platform.Switch, Platform.Switch2, Platform.Both), Pick(ShelfFilter.Formats), offers > 0 ? (chance.Next(5, 90) * (1 + (id % kinds.Length))) - 0.01m : null,
                chance.Next(4) is 0 ? chance.Next(5, 60) : null, percent, percent is not null && chance.Next(2) is 0, chance.Next(5) is 0,
                offers > 0 && chance.Next(4) > 0, offers, [.. Enumerable.Range(0, 3).Where(_ => chance.Next(2) is 0)], chance.Next(12),
                new Totals(Maybe(), Maybe(), Maybe()));
        }

        decimal? Maybe() => chance.Next(4) is 0 ? null : chance.Next(5, 99);

        string Pick(params string[] words) => words[chance.Next(words.Length)];
    }
}
