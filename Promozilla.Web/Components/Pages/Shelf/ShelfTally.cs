using System.Collections.Concurrent;
using System.Numerics;

namespace Promozilla.Web.Components.Pages.Shelf;

/// <summary>
/// Counts behind every choice of a shelf, exactly, without looking at each product for each visitor: who fails a part of a filter is a row of bits, found out once and kept
/// as long as the shelf; counting is combining such rows, 64 products at a time.
/// </summary>
internal sealed class ShelfTally(ShelfItem[] items)
{
    /// <summary>Parts that are asked often are few; a range that somebody typed is looked through again.</summary>
    private const int MostKept = 256;

    private static readonly Facet[] Parts = [.. Enum.GetValues<Facet>().Where(facet => facet is not Facet.None)];

    private readonly int words = (items.Length + 63) / 64;
    private readonly ConcurrentDictionary<(Facet, ShelfFilter, int), ulong[]> failing = new();
    private readonly ConcurrentDictionary<(string, bool), ulong[][]> bands = new();
    private readonly Lazy<ulong[][]> choices = new(() => Rows(items, item => item.Places.Select(place => place.Place)));
    private readonly Lazy<ulong[][]> stores = new(() => Rows(items, item => item.Stores));

    /// <param name="store">The number of the filter's store.</param>
    public void Count(ShelfFilter filter, int store, ShelfCounts counts)
    {
        var fails = new Dictionary<Facet, ulong[]>();
        foreach (var part in Parts)
        {
            if (Only(filter, part) is { } only) fails[part] = Failing(part, only, store);
        }

        // Who fails nothing else than this part: it would be shown by another choice of it.
        var all = Passing(fails, Facet.None);
        var but = Parts.ToDictionary(part => part, part => fails.ContainsKey(part) ? Passing(fails, part) : all);
        counts.SetTotal(Ones(all, all));
        foreach (var part in fails.Keys) counts.SetWithout(part, Ones(but[part], fails[part]));
        foreach (var (place, facet) in ShelfCounts.Facets.Index())
        {
            var row = facet is Facet.Price ? Of(Bands(filter), place) : Of(choices.Value, place);
            counts.Set(place, row is null ? 0 : Ones(but[facet], row));
        }

        foreach (var (number, row) in stores.Value.Index()) counts.SetStore(number, Ones(but[Facet.Store], row));
    }

    /// <summary>The filter with this part alone; null where it has none. Which price counts depends on the condition.</summary>
    private static ShelfFilter? Only(ShelfFilter filter, Facet part)
    {
        var bare = new ShelfFilter { Kind = ShelfIndex.All };
        var only = part switch
        {
            Facet.Kind => bare with { Kind = filter.Kind },
            Facet.Platform => bare with { OnPlatform = filter.OnPlatform },
            Facet.Store => bare with { Store = filter.Store },
            Facet.Price when filter is not { Min: null, Max: null } => bare with { Min = filter.Min, Max = filter.Max, Condition = filter.Condition },
            Facet.Saving => bare with { Saving = filter.Saving },
            Facet.Verified => bare with { VerifiedOnly = filter.VerifiedOnly },
            Facet.NewLow => bare with { NewLowOnly = filter.NewLowOnly },
            Facet.Stock => bare with { Stock = filter.Stock },
            Facet.Format => bare with { Format = filter.Format },
            Facet.Condition => bare with { Condition = filter.Condition },
            _ => bare,
        };
        return only == bare ? null : only;
    }

    private ulong[] Failing(Facet part, ShelfFilter only, int store)
    {
        if (failing.TryGetValue((part, only, store), out var known)) return known;
        var row = new ulong[words];
        for (var at = 0; at < items.Length; at++)
        {
            if ((items[at].Fails(only, store) & part) is not 0) row[at / 64] |= 1ul << (at % 64);
        }

        if (failing.Count < MostKept) failing[(part, only, store)] = row;
        return row;
    }

    /// <summary>Who fails no part, or none but this one.</summary>
    private ulong[] Passing(Dictionary<Facet, ulong[]> fails, Facet but)
    {
        var row = new ulong[words];
        Array.Fill(row, ulong.MaxValue);
        if (items.Length % 64 is > 0 and var rest) row[^1] = (1ul << rest) - 1;
        foreach (var (part, failed) in fails)
        {
            if (part == but) continue;
            for (var word = 0; word < row.Length; word++) row[word] &= ~failed[word];
        }

        return row;
    }

    private ulong[][] Bands(ShelfFilter filter)
    {
        var used = filter.Condition is ServiceDefaults.Condition.Used;
        return bands.GetOrAdd((filter.Kind, used), _ => Rows(items, item => item.PricePlace(filter.Kind, used) is { } place ? [place] : []));
    }

    /// <summary>For each number the row of the products that have it.</summary>
    private static ulong[][] Rows(ShelfItem[] items, Func<ShelfItem, IEnumerable<int>> numbers)
    {
        var rows = new List<ulong[]>();
        for (var at = 0; at < items.Length; at++)
        {
            foreach (var number in numbers(items[at]))
            {
                while (rows.Count <= number) rows.Add(new ulong[(items.Length + 63) / 64]);
                rows[number][at / 64] |= 1ul << (at % 64);
            }
        }

        return [.. rows];
    }

    private static ulong[]? Of(ulong[][] rows, int place) => place < rows.Length ? rows[place] : null;

    private static int Ones(ulong[] one, ulong[] other)
    {
        var ones = 0;
        for (var word = 0; word < one.Length; word++) ones += BitOperations.PopCount(one[word] & other[word]);
        return ones;
    }
}
