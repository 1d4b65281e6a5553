using Promozilla.SampleStores.Products;
using Promozilla.SampleStores.Shelves;
using Promozilla.ServiceDefaults;

namespace Promozilla.SampleStores.Prices;

/// <summary>A listing's price when nothing happens: the maker's price, the store's habit, age, and a slow wander.</summary>
public static class PriceLevel
{
    /// <param name="cycle">Levels change only between cycles.</param>
    /// <param name="cycleStart">Its first day, as a day number.</param>
    public static decimal At(Listing listing, int cycle, int cycleStart)
    {
        var product = listing.Product;
        var habit = listing.Chance.With(30).Below(10) switch { < 4 => 0m, < 6 => 2m, 6 => 4m, 7 => 6m, 8 => 9m, _ => -2m };
        if (listing.Store == StoreProfile.Estrela && product.Kind == ProductKind.Game)
            habit += 5m;
        // Half a year stands between one anchor and the next; the phase spreads them over the shelves.
        var anchor = (int)Math.Floor((cycle + listing.Chance.With(31).Below(3)) / 3.0);
        var wander = listing.Chance.With(32, anchor).Below(12) switch { < 7 => 0m, 7 => 4m, 8 => 6m, 9 => 9m, 10 => 12m, _ => -4m };
        if (product.Kind == ProductKind.Console)
            (habit, wander) = (habit / 3m, wander / 3m);
        var level = product.BasePrice * (100m - habit - wander - Erosion(product, cycleStart)) / 100m;
        if (listing.IsUsed)
            level *= listing.Chance.With(33).Between(48, 74) / 100m;
        return Nice(level);
    }

    /// <summary>Prices as shops write them: 44,99; 469,99; 8,49.</summary>
    public static decimal Nice(decimal price) => price switch
    {
        >= 200m => (Math.Round(price / 5m, MidpointRounding.AwayFromZero) * 5m) - 0.01m,
        >= 15m => Math.Round(price, MidpointRounding.AwayFromZero) - 0.01m,
        _ => Math.Max(0.99m, Math.Round(price, 1, MidpointRounding.AwayFromZero) - 0.01m),
    };

    // Nintendo's own games hardly get cheaper with age, others do.
    private static decimal Erosion(Product product, int day)
    {
        var thirdsOfYear = Math.Max(0, (day - product.Release.DayNumber) / 122);
        if (product.Kind == ProductKind.Game)
            return product.Maker == "Nintendo" ? Math.Min(10m, thirdsOfYear * 0.5m) : Math.Min(45m, thirdsOfYear * 3m);
        return product.Maker == "Nintendo" ? Math.Min(6m, thirdsOfYear * 0.4m) : Math.Min(24m, thirdsOfYear * 1.5m);
    }
}
