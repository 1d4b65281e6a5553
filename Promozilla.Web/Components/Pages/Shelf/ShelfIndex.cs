using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Components.Pages.Search;

namespace Promozilla.Web.Components.Pages.Shelf;

/// <summary>
/// All products as shelves see them, in memory: exact counts behind every facet, where the database would scan its widest
/// table for each visitor.
/// </summary>
public sealed class ShelfIndex
{
    /// <summary>The kind that stands for all of them.</summary>
    public const string All = "all";

    private readonly string[] stores;
    private readonly Dictionary<string, Shelf> shelves;
    private readonly Dictionary<long, ShelfItem> byId;
    private readonly Lazy<TitleWords> titles;

    /// <param name="keys">Of the stores: an item names them by their place here.</param>
    public ShelfIndex(string[] keys, IEnumerable<ShelfItem> items)
    {
        stores = keys;
        var all = items.ToArray();
        shelves = all.GroupBy(item => item.Kind).ToDictionary(group => group.Key, group => new Shelf([.. group], _ => null));
        shelves[All] = new Shelf(all, _ => null);
        foreach (var list in ShelfList.All)
        {
            shelves[list.Path] = new Shelf([.. all.Where(list.Fits)], list.When);
        }

        titles = new(() => new TitleWords(shelves[All].Orders[ShelfFilter.Popular].Value.Items));
        byId = all.ToDictionary(item => item.Id);
        Buyable = all.Count(item => item.Price is not null);
    }

    /// <summary>How many products can be bought new.</summary>
    public int Buyable { get; }

    /// <summary>The words of all titles, the most sought-after product first.</summary>
    public TitleWords Titles => titles.Value;

    /// <summary>Those that it knows.</summary>
    public IEnumerable<ShelfItem> Find(IEnumerable<long> ids) => ids.Select(id => byId.GetValueOrDefault(id)).OfType<ShelfItem>();

    public int Count(ShelfList list) => shelves[list.Path].Items.Length;

    /// <summary>One page of ids, where the next one begins, and the counts.</summary>
    public ShelfSlice Read(ShelfFilter filter, int pageSize)
    {
        if (!shelves.TryGetValue(filter.List?.Path ?? filter.Kind, out var shelf))
        {
            return new ShelfSlice([], null, new ShelfCounts(stores));
        }

        var store = Array.IndexOf(stores, filter.Store);
        var order = shelf.Orders[OrderOf(filter)].Value;
        var page = new List<ShelfItem>(pageSize);
        for (var at = filter.After is { } after ? order.After(after) : 0; at < order.Items.Length; at++)
        {
            var item = order.Items[at];
            if (item.Fails(filter, store) is not Facet.None)
            {
                continue;
            }

            if (page.Count == pageSize)
            {
                return new ShelfSlice(page, new Cursor(order.Value(page[^1]), page[^1].Id), Count(shelf, filter, store));
            }

            page.Add(item);
        }

        return new ShelfSlice(page, null, Count(shelf, filter, store));
    }

    private ShelfCounts Count(Shelf shelf, ShelfFilter filter, int store)
    {
        var counts = new ShelfCounts(stores);
        shelf.Tally.Count(filter, store, counts);
        return counts;
    }

    private static string OrderOf(ShelfFilter filter) => filter switch
    {
        { Order: ShelfFilter.Cheapest or ShelfFilter.Total, Condition: Condition.Used } => "used",
        { Order: ShelfFilter.Total } => filter.Region,
        _ => filter.Order,
    };

    private sealed class Shelf(ShelfItem[] items, Func<ShelfItem, DateTimeOffset?> when)
    {
        public ShelfItem[] Items => items;

        public ShelfTally Tally { get; } = new(items);

        /// <summary>Each sorted when it is first asked for: most are not, before the shelf is read anew.</summary>
        public Dictionary<string, Lazy<Order>> Orders { get; } = new()
        {
            [ShelfFilter.Discount] = new(() => new Order(items, item => item.Percent, ascending: false)),
            [ShelfFilter.Cheapest] = new(() => new Order(items, item => item.Price, ascending: true)),
            [Regions.Mainland] = new(() => new Order(items, item => item.Totals.Mainland, ascending: true)),
            [Regions.Azores] = new(() => new Order(items, item => item.Totals.Azores, ascending: true)),
            [Regions.Madeira] = new(() => new Order(items, item => item.Totals.Madeira, ascending: true)),
            ["used"] = new(() => new Order(items, item => item.UsedPrice, ascending: true)),
            [ShelfFilter.Popular] = new(() => new Order(items, item => item.Popularity, ascending: false)),
            [ShelfFilter.Newest] = new(() => new Order(items, item => when(item)?.ToUnixTimeMilliseconds(), ascending: false)),
        };
    }

    /// <summary>By a value, those without one last; the newest product first among equals.</summary>
    private sealed class Order(ShelfItem[] items, Func<ShelfItem, decimal?> value, bool ascending)
    {
        public ShelfItem[] Items { get; } =
        [
            .. (ascending ? items.OrderBy(item => value(item) ?? decimal.MaxValue) : items.OrderByDescending(item => value(item) ?? decimal.MinValue))
                .ThenByDescending(item => item.Id),
        ];

        public Func<ShelfItem, decimal?> Value => value;

        /// <summary>Where the next page begins, whether or not the cursor's own product is still there.</summary>
        public int After(Cursor cursor)
        {
            var (low, high) = (0, Items.Length);
            while (low < high)
            {
                var middle = (low + high) / 2;
                (low, high) = IsPast(Items[middle], cursor) ? (low, middle) : (middle + 1, high);
            }

            return low;
        }

        private bool IsPast(ShelfItem item, Cursor cursor)
        {
            var (mine, other) = (value(item), cursor.Value);
            return mine == other ? item.Id < cursor.Id
                : other is null ? false
                : mine is null || (ascending ? mine > other : mine < other);
        }
    }
}

/// <param name="Next">Where the next page begins; null on the last.</param>
public sealed record ShelfSlice(IReadOnlyList<ShelfItem> Items, Cursor? Next, ShelfCounts Counts)
{
    public IReadOnlyList<long> Ids { get; } = [.. Items.Select(item => item.Id)];
}
