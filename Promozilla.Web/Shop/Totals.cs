using Promozilla.Data.Prices;

namespace Promozilla.Web.Shop;

/// <summary>The least that a new one costs with delivery to each region, EUR; null where no store that sells it is known to bring it there for what.</summary>
public sealed record Totals(decimal? Mainland, decimal? Azores, decimal? Madeira)
{
    public static Totals Unknown { get; } = new(null, null, null);

    public decimal? In(string region) => region switch
    {
        Regions.Mainland => Mainland,
        Regions.Azores => Azores,
        Regions.Madeira => Madeira,
        _ => null,
    };
}
