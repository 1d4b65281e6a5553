namespace Promozilla.Data.Prices;

/// <summary>What an article costs delivered. The database's delivery_total says the same, for sorting.</summary>
public static class DeliveryTotal
{
    /// <param name="price">EUR.</param>
    /// <param name="region">A word of <see cref="Regions"/>.</param>
    /// <param name="rules">Of one store, in any order.</param>
    /// <param name="on">A day in Lisbon.</param>
    /// <returns>EUR; null where the store's fee is not known.</returns>
    public static decimal? Of(decimal price, string region, IEnumerable<DeliveryRule> rules, DateOnly on)
    {
        var rule = rules.Where(rule => rule.Since <= on).MaxBy(rule => rule.Since);
        return rule is null ? null : price + Fee(price, region, rule);
    }

    private static decimal? Fee(decimal price, string region, DeliveryRule rule) => region switch
    {
        Regions.Mainland => price >= rule.FreeFrom ? 0 : rule.MainlandFee,
        Regions.Azores => rule.AzoresFee,
        Regions.Madeira => rule.MadeiraFee,
        Regions.Pickup => rule.PickupFee,
        _ => null,
    };
}
