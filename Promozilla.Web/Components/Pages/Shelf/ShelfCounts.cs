using System.Globalization;
using System.Numerics;
using Promozilla.ServiceDefaults;

namespace Promozilla.Web.Components.Pages.Shelf;

/// <summary>How many products each choice would show, the rest of the filter as it is; and how many there would be without one part of it.</summary>
public sealed class ShelfCounts(string[] stores)
{
    /// <summary>Every choice but the stores has a place of its own in the counts.</summary>
    private static readonly Dictionary<(Facet Facet, string Value), int> Places = Choices().Index().ToDictionary(choice => choice.Item, choice => choice.Index);

    private readonly int[] counts = new int[Places.Count];
    private readonly int[] byStore = new int[stores.Length];
    private readonly int[] without = new int[32];

    public int Total { get; private set; }

    public int Of(Facet facet, string value)
    {
        if (facet is not Facet.Store)
        {
            return Places.TryGetValue((facet, value), out var place) ? counts[place] : 0;
        }

        var number = Array.IndexOf(stores, value);
        return number < 0 ? 0 : byStore[number];
    }

    public int Of(Facet facet, int value) => Of(facet, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Products that only this part of the filter hides.</summary>
    public int Without(Facet facet) => without[BitOperations.Log2((uint)facet)];

    /// <summary>Where a product counts: made once for each product, because every visitor counts them all.</summary>
    internal static (Facet Facet, int Place)[] PlacesOf(ShelfItem item)
    {
        (Facet Facet, string Value, bool Counts)[] choices =
        [
            (Facet.Kind, item.Kind, ShelfFilter.Kinds.Contains(item.Kind)),
            .. ShelfFilter.Platforms.Select(platform => (Facet.Platform, platform, item.Platform == platform || item.Platform is Platform.Both)),
            .. ShelfFilter.Savings.Select(saving => (Facet.Saving, saving.ToString(CultureInfo.InvariantCulture), item.Percent >= saving)),
            .. ShelfFilter.Stocks.Select(stock => (Facet.Stock, stock, item.Has(stock))),
            .. ShelfFilter.Formats.Select(format => (Facet.Format, format, item.Format == format)),
            (Facet.Condition, Condition.New, item.Price is not null),
            (Facet.Condition, Condition.Used, item.UsedPrice is not null),
            (Facet.Verified, "1", item.Verified),
            (Facet.NewLow, "1", item.NewLow),
        ];
        return [.. choices.Where(choice => choice.Counts).Select(choice => (choice.Facet, Places[(choice.Facet, choice.Value)]))];
    }

    internal static int? PlaceOf(string kind, decimal? price) => price is { } known ? Places[(Facet.Price, PriceBand.Of(kind, known).Key)] : null;

    /// <summary>Which part of a filter each place belongs to.</summary>
    internal static IReadOnlyList<Facet> Facets { get; } = [.. Places.OrderBy(place => place.Value).Select(place => place.Key.Facet)];

    internal void SetTotal(int total) => Total = total;

    internal void SetWithout(Facet facet, int more) => without[BitOperations.Log2((uint)facet)] = more;

    internal void Set(int place, int count) => counts[place] = count;

    internal void SetStore(int number, int count) => byStore[number] = count;

    private static IEnumerable<(Facet Facet, string Value)> Choices() =>
    [
        .. ShelfFilter.Kinds.Select(value => (Facet.Kind, value)),
        .. ShelfFilter.Platforms.Select(value => (Facet.Platform, value)),
        .. ShelfFilter.Savings.Select(value => (Facet.Saving, value.ToString(CultureInfo.InvariantCulture))),
        .. ShelfFilter.Stocks.Select(value => (Facet.Stock, value)),
        .. ShelfFilter.Formats.Select(value => (Facet.Format, value)),
        .. ShelfFilter.Conditions.Select(value => (Facet.Condition, value)),
        (Facet.Verified, "1"),
        (Facet.NewLow, "1"),
        .. PriceBand.All.Select(band => (Facet.Price, band.Key)),
    ];
}
