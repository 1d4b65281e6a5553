using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;
using Promozilla.Web.Components.Pages.Shelf;

namespace Promozilla.Web.Api;

/// <summary>How a list of products is narrowed: as on the site's shelves.</summary>
public sealed record ProductsAsked
{
    [FromQuery(Name = "kind"), RegularExpression("^(game|console|accessory)$"), Description("game, console or accessory; all of them where it is left out.")]
    public string? Kind { get; init; }

    [FromQuery(Name = "platform"), RegularExpression("^switch2?$"), Description("What fits this platform: switch or switch2.")]
    public string? Platform { get; init; }

    [FromQuery(Name = "store"), StringLength(63), Description("What this store sells now, by its key.")]
    public string? Store { get; init; }

    [FromQuery(Name = "minPrice"), Range(0, 100_000), Description("Included.")]
    public decimal? MinPrice { get; init; }

    [FromQuery(Name = "maxPrice"), Range(0, 100_000), Description("Included.")]
    public decimal? MaxPrice { get; init; }

    [FromQuery(Name = "minDiscount"), Range(1, 99), Description("Least real saving by the 30-day rule, per cent.")]
    public int? MinDiscount { get; init; }

    [FromQuery(Name = "verified"), Description("Only with a verified promotion.")]
    public bool? Verified { get; init; }

    [FromQuery(Name = "newLow"), Description("Only at their record low.")]
    public bool? NewLow { get; init; }

    [FromQuery(Name = "stock"), RegularExpression("^(in_stock|pre_order)$"), Description("in_stock or pre_order.")]
    public string? Stock { get; init; }

    [FromQuery(Name = "format"), RegularExpression("^(physical|game_key_card|download_code)$"), Description("physical, game_key_card or download_code.")]
    public string? Format { get; init; }

    [FromQuery(Name = "condition"), RegularExpression("^(new|used)$"), Description("new or used; with used, prices and their order are of used ones.")]
    public string? Condition { get; init; }

    [FromQuery(Name = "order"), RegularExpression("^(discount|price|total|popular|newest)$"), Description("discount (the default), price, total (with delivery to the region), popular or newest.")]
    public string? Order { get; init; }

    [FromQuery(Name = "region"), RegularExpression(RegionAsked.Words), Description(RegionAsked.What)]
    public string? Region { get; init; }

    [FromQuery(Name = "limit"), Range(1, 100), Description("How many at once; 24 where it is left out.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "cursor"), StringLength(60), RegularExpression("^-?[0-9.]*~[0-9]+$"), Description("The last answer's `next`.")]
    public string? Cursor { get; init; }

    internal ShelfFilter ToFilter() => new()
    {
        Kind = Kind ?? ShelfIndex.All,
        OnPlatform = Platform,
        Store = Store,
        Min = MinPrice,
        Max = MaxPrice,
        Saving = MinDiscount,
        VerifiedOnly = Verified is true,
        NewLowOnly = NewLow is true,
        Stock = Stock switch
        {
            Availability.InStock => ShelfFilter.InStock,
            Availability.PreOrder => ShelfFilter.PreOrder,
            _ => null,
        },
        Format = Format,
        Condition = Condition,
        Order = Order switch
        {
            "total" when Condition is not ServiceDefaults.Condition.Used => ShelfFilter.Total,
            "price" or "total" => ShelfFilter.Cheapest,
            "popular" => ShelfFilter.Popular,
            "newest" => ShelfFilter.Newest,
            _ => ShelfFilter.Discount,
        },
        After = Components.Pages.Shelf.Cursor.Read(Cursor),
        Region = Region ?? Regions.Mainland,
    };
}

/// <summary>Where delivery is reckoned to.</summary>
public sealed record RegionAsked
{
    internal const string Words = "^(mainland|azores|madeira)$";
    internal const string What = "Where delivery is reckoned to: mainland (the default), azores or madeira.";

    [FromQuery(Name = "region"), RegularExpression(Words), Description(What)]
    public string? Region { get; init; }

    internal string Reckoned => Region ?? Regions.Mainland;
}

/// <summary>What is searched for.</summary>
public sealed record SearchAsked
{
    [FromQuery(Name = "q"), Required(AllowEmptyStrings = false), StringLength(120), Description("Words of a title, misspelt or half typed too; a GTIN; a store's own number.")]
    public string? Words { get; init; }

    [FromQuery(Name = "kind"), RegularExpression("^(game|console|accessory)$"), Description("game, console or accessory.")]
    public string? Kind { get; init; }

    [FromQuery(Name = "platform"), RegularExpression("^switch2?$"), Description("What fits this platform: switch or switch2.")]
    public string? Platform { get; init; }

    [FromQuery(Name = "region"), RegularExpression(RegionAsked.Words), Description(RegionAsked.What)]
    public string? Region { get; init; }

    [FromQuery(Name = "cursor"), StringLength(60), RegularExpression("^-?[0-9.]*~[0-9]+$"), Description("The last answer's `next`.")]
    public string? Cursor { get; init; }
}

/// <summary>How a list of promotions is narrowed.</summary>
public sealed record PromotionsAsked
{
    [FromQuery(Name = "verdict"), RegularExpression("^(verified|inflated|not_a_discount|no_data|not_judged)$"), Description("One verdict; all of them where it is left out.")]
    public string? Verdict { get; init; }

    [FromQuery(Name = "store"), StringLength(63), Description("Of this store, by its key.")]
    public string? Store { get; init; }

    [FromQuery(Name = "kind"), RegularExpression("^(game|console|accessory)$"), Description("game, console or accessory.")]
    public string? Kind { get; init; }

    [FromQuery(Name = "platform"), RegularExpression("^switch2?$"), Description("What fits this platform: switch or switch2.")]
    public string? Platform { get; init; }

    [FromQuery(Name = "limit"), Range(1, 100), Description("How many at once; 24 where it is left out.")]
    public int? Limit { get; init; }

    [FromQuery(Name = "cursor"), StringLength(60), RegularExpression("^[0-9]+~[0-9a-f]{32}$"), Description("The last answer's `next`.")]
    public string? Cursor { get; init; }

    /// <summary>What the site calls a promotion where nothing is asked.</summary>
    internal static PromotionsAsked Verified => new() { Verdict = Verdicts.Verified };
}

/// <summary>How far back.</summary>
public sealed record HistoryAsked
{
    [FromQuery(Name = "days"), Range(1, 3660), Description("Only the last days; everything where it is left out. The price in force at their beginning comes along.")]
    public int? Days { get; init; }
}
