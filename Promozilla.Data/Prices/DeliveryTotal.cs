namespace Promozilla.Data.Prices;

/// <summary>What an article costs delivered. The database's delivery_total says the same, for sorting.</summary>
public static class DeliveryTotal
{
    /// <param name="price">EUR.</param>
    /// <param name="region">A word of <see cref="Regions"/>.</param>
    /// <param name="rules">Of one store, in any order.</param>
    /// <param name="on">A day in the store's market.</param>
    /// <returns>EUR; null where the store's fee is not known.</returns>
    public static decimal? Of(decimal price, string region, IEnumerable<DeliveryRule> rules, DateOnly on) =>
        InForce(rules, on) is { } rule ? price + Fee(price, region, rule) : null;

    /// <summary>Of one store's rules the one that holds on that day; null where nothing is known of it.</summary>
    public static DeliveryRule? InForce(IEnumerable<DeliveryRule> rules, DateOnly on) =>
        rules.Where(rule => rule.Since <= on).MaxBy(rule => rule.Since);

    private static decimal? Fee(decimal price, string region, DeliveryRule rule) => region switch
    {
        Regions.Mainland => price >= rule.FreeFrom ? 0 : rule.MainlandFee,
        Regions.Azores => rule.AzoresFee,
        Regions.Madeira => rule.MadeiraFee,
        Regions.Pickup => rule.PickupFee,
        _ => null,
    };
}
