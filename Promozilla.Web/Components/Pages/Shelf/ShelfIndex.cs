using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;

namespace Promozilla.Web.Components.Pages.Shelf;

/// <summary>
/// All products as shelves see them, in memory: exact counts behind every facet cost one pass over some thousands of small rows, where the database
/// would scan its widest table for each visitor.
/// </summary>
public sealed class ShelfIndex
{
    /// <summary>The kind that stands for all of them.</summary>
    public const string All = "all";

    private readonly string[] stores;
    private readonly Dictionary<string, Shelf> shelves;

    /// <param name="keys">Of the stores: an item names them by their place here.</param>
    public ShelfIndex(string[] keys, IEnumerable<ShelfItem> items)
    {
        stores = keys;
        var all = items.ToArray();
        shelves = all.GroupBy(item => item.Kind).ToDictionary(group => group.Key, group => new Shelf([.. group]));
        shelves[All] = new Shelf(all);
    }

    /// <summary>One page of ids, where the next one begins, and the counts.</summary>
    public ShelfSlice Read(ShelfFilter filter, int pageSize)
    {
        if (!shelves.TryGetValue(filter.Kind, out var shelf))
        {
            return new ShelfSlice([], null, new ShelfCounts(stores));
        }

        var store = Array.IndexOf(stores, filter.Store);
        var order = shelf.Orders[OrderOf(filter)];
        var page = new List<long>(pageSize);
        ShelfItem? last = null;
        for (var at = filter.After is { } after ? order.After(after) : 0; at < order.Items.Length; at++)
        {
            var item = order.Items[at];
            if (item.Fails(filter, store) is not Facet.None)
            {
                continue;
            }

            if (page.Count == pageSize)
            {
                return new ShelfSlice(page, new Cursor(order.Value(last!), last!.Id), Count(shelf, filter, store));
            }

            page.Add(item.Id);
            last = item;
        }

        return new ShelfSlice(page, null, Count(shelf, filter, store));
    }

    private ShelfCounts Count(Shelf shelf, ShelfFilter filter, int store)
    {
        var counts = new ShelfCounts(stores);
        foreach (var item in shelf.Items)
        {
            counts.Add(item, item.Fails(filter, store), filter.Condition is Condition.Used);
        }

        return counts;
    }

    private static string OrderOf(ShelfFilter filter) => filter switch
    {
        { Order: ShelfFilter.Cheapest or ShelfFilter.Total, Condition: Condition.Used } => "used",
        { Order: ShelfFilter.Total } => filter.Region,
        _ => filter.Order,
    };

    private sealed class Shelf(ShelfItem[] items)
    {
        public ShelfItem[] Items => items;

        public Dictionary<string, Order> Orders { get; } = new()
        {
            [ShelfFilter.Discount] = new Order(items, item => item.Percent, ascending: false),
            [ShelfFilter.Cheapest] = new Order(items, item => item.Price, ascending: true),
            [Regions.Mainland] = new Order(items, item => item.Totals.Mainland, ascending: true),
            [Regions.Azores] = new Order(items, item => item.Totals.Azores, ascending: true),
            [Regions.Madeira] = new Order(items, item => item.Totals.Madeira, ascending: true),
            ["used"] = new Order(items, item => item.UsedPrice, ascending: true),
            [ShelfFilter.Popular] = new Order(items, item => item.Popularity, ascending: false),
            [ShelfFilter.Newest] = new Order(items, _ => null, ascending: false),
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
public sealed record ShelfSlice(IReadOnlyList<long> Ids, Cursor? Next, ShelfCounts Counts);
