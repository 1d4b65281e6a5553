using Promozilla.Web.Components.Pages.Shelf;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Home;

/// <summary>The heads of several shelves: which products, from the index in memory; what their cards show, one query for all of them.</summary>
public sealed class HomeQuery(ShelfQuery shelves)
{
    private const int PerRow = 8;
    private const int PerKind = 4;

    public async Task<HomeRows> ReadAsync(CancellationToken cancellationToken)
    {
        var index = await shelves.IndexAsync(cancellationToken);
        var verified = Head(ShelfList.Verified, PerRow + 1);
        var (lows, restocks, arrived) = (Head(ShelfList.Lows, PerRow), Head(ShelfList.Restocked, PerRow), Head(ShelfList.Arrived, PerRow));
        var kinds = ShelfFilter.Kinds.ToDictionary(kind => kind, kind => Head(ShelfList.Verified, verified.Count + PerKind, kind).Except(verified).Take(PerKind));
        var rows = await shelves.RowsAsync([.. verified, .. lows, .. restocks, .. arrived, .. kinds.Values.SelectMany(items => items)], cancellationToken);
        return new HomeRows(
            index.Count(ShelfList.Verified), index.Buyable, Rows(verified), Rows(lows), Rows(restocks), Rows(arrived), kinds.ToDictionary(kind => kind.Key, kind => Rows(kind.Value)));

        IReadOnlyList<ShelfItem> Head(ShelfList list, int count, string kind = ShelfIndex.All) =>
            index.Read(new ShelfFilter { Kind = kind, List = list, Order = list.Order }, count).Items;

        IReadOnlyList<ProductRow> Rows(IEnumerable<ShelfItem> items) => [.. items.Select(item => rows.GetValueOrDefault(item.Id)).OfType<ProductRow>()];
    }
}

/// <param name="Verified">The best first: the first one is the page's big card.</param>
public sealed record HomeRows(
    int VerifiedCount,
    int ProductCount,
    IReadOnlyList<ProductRow> Verified,
    IReadOnlyList<ProductRow> Lows,
    IReadOnlyList<ProductRow> Restocks,
    IReadOnlyList<ProductRow> Arrived,
    IReadOnlyDictionary<string, IReadOnlyList<ProductRow>> Kinds)
{
    public static HomeRows None { get; } = new(0, 0, [], [], [], [], new Dictionary<string, IReadOnlyList<ProductRow>>());
}
