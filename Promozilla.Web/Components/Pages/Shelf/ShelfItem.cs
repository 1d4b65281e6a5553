using Promozilla.ServiceDefaults;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Shelf;

/// <summary>What shelves and search narrow and sort a product by; nothing of it is shown.</summary>
/// <param name="Percent">Of a real saving; null where there is none.</param>
/// <param name="Promoted">Some promotion of it runs, whatever is to be said of that.</param>
/// <param name="Stores">Numbers of the stores that sell it now, in the index's list.</param>
/// <param name="Title">As search compares it: through <see cref="Data.Search.SearchText"/>.</param>
/// <param name="IsStandard">Of no special edition.</param>
public sealed record ShelfItem(
    long Id, string Kind, string Platform, string Format, decimal? Price, decimal? UsedPrice, decimal? Percent, bool Verified, bool NewLow, bool InStock,
    int Offers, int[] Stores, int Popularity, Totals Totals, bool Promoted = false, ShelfNews? News = null, string Title = "",
    bool IsStandard = true)
{
    internal (Facet Facet, int Place)[] Places => field ??= ShelfCounts.PlacesOf(this);

    /// <summary>In which ready-made range its price counts: those of its kind, or those of a shelf of all kinds.</summary>
    internal int? PricePlace(string kind, bool used) => (kind == Kind, used) switch
    {
        (true, false) => place,
        (true, true) => usedPlace,
        (false, false) => mixedPlace,
        (false, true) => mixedUsedPlace,
    };

    private readonly int? place = ShelfCounts.PlaceOf(Kind, Price);
    private readonly int? usedPlace = ShelfCounts.PlaceOf(Kind, UsedPrice);
    private readonly int? mixedPlace = ShelfCounts.PlaceOf(ShelfIndex.All, Price);
    private readonly int? mixedUsedPlace = ShelfCounts.PlaceOf(ShelfIndex.All, UsedPrice);

    /// <summary>Which parts of the filter it fails (its store is the number of it, in the index's list): none for what is shown, one alone for what would be shown without that part.</summary>
    public Facet Fails(ShelfFilter filter, int store)
    {
        var used = filter.Condition is Condition.Used;
        var price = used ? UsedPrice : Price;
        var fails = Facet.None;
        fails |= filter.Kind is ShelfIndex.All || filter.Kind == Kind ? 0 : Facet.Kind;
        fails |= filter.OnPlatform is null || filter.OnPlatform == Platform || Platform is ServiceDefaults.Platform.Both ? 0 : Facet.Platform;
        fails |= filter.Store is null || Array.IndexOf(Stores, store) >= 0 ? 0 : Facet.Store;
        fails |= filter is { Min: null, Max: null } || (price >= (filter.Min ?? 0) && price <= (filter.Max ?? decimal.MaxValue)) ? 0 : Facet.Price;
        fails |= filter.Saving is null || Percent >= filter.Saving ? 0 : Facet.Saving;
        fails |= !filter.VerifiedOnly || Verified ? 0 : Facet.Verified;
        fails |= !filter.NewLowOnly || NewLow ? 0 : Facet.NewLow;
        fails |= filter.Stock is null || Has(filter.Stock) ? 0 : Facet.Stock;
        fails |= filter.Format is null || filter.Format == Format ? 0 : Facet.Format;
        fails |= filter.Condition is null || price is not null ? 0 : Facet.Condition;
        return fails;
    }

    public bool Has(string stock) => stock is ShelfFilter.InStock ? InStock : !InStock && Offers > 0;
}

[Flags]
public enum Facet
{
    None = 0,
    Platform = 1,
    Store = 2,
    Price = 4,
    Saving = 8,
    Verified = 16,
    NewLow = 32,
    Stock = 64,
    Format = 128,
    Condition = 256,
    Kind = 512,
}
