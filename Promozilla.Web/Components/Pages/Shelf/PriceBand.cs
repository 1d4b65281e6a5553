using System.Globalization;
using Promozilla.ServiceDefaults;

namespace Promozilla.Web.Components.Pages.Shelf;

/// <summary>The price ranges offered ready-made, each from a price (included) to another (not included).</summary>
public sealed record PriceBand(decimal? Min, decimal? Max)
{
    private static readonly PriceBand[] Small = [new(null, 20), new(20, 40), new(40, 60), new(60, null)];
    private static readonly PriceBand[] Large = [new(null, 200), new(200, 300), new(300, 400), new(400, null)];

    public static IEnumerable<PriceBand> All => Small.Concat(Large);

    public string Key => string.Create(CultureInfo.InvariantCulture, $"{Min}-{Max}");

    /// <summary>The highest price within, for an address whose end is included.</summary>
    public decimal? Last => Max - 0.01m;

    public static IReadOnlyList<PriceBand> For(string kind) => kind is ProductKind.Console ? Large : Small;

    public static PriceBand Of(string kind, decimal price) => For(kind).First(band => band.Max is null || price < band.Max);
}
