using Microsoft.Extensions.Localization;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Shelf;

/// <summary>A part of a filter that is on, in words; the filter without it, and with nothing else.</summary>
public sealed record ShelfPart(Facet Facet, string Name, ShelfFilter Without, ShelfFilter Only)
{
    public static IEnumerable<ShelfPart> Of(ShelfFilter filter, IStringLocalizer<Texts> texts, StoreDirectory stores)
    {
        var first = filter with { After = null };
        var bare = filter.Bare with { Order = filter.Order };
        (Facet, string?, ShelfFilter, ShelfFilter)[] parts =
        [
            (Facet.Kind, filter.List is not null && filter.Kind is not ShelfIndex.All ? texts[$"Kind.{filter.Kind}.many"].Value : null, first with { Kind = ShelfIndex.All, Format = null }, bare with { Kind = filter.Kind }),
            (Facet.Platform, filter is { IsPlatformPage: false, OnPlatform: { } platform } ? texts[$"Platform.{platform}"].Value : null, first with { OnPlatform = null }, bare with { OnPlatform = filter.OnPlatform }),
            (Facet.Store, filter.Store is { } store ? stores.Name(store) : null, first with { Store = null }, bare with { Store = filter.Store }),
            (Facet.Price, Range(filter, texts), first with { Min = null, Max = null }, bare with { Min = filter.Min, Max = filter.Max }),
            (Facet.Saving, filter.Saving is { } saving ? texts["SavingFrom", Money.Percent(saving)].Value : null, first with { Saving = null }, bare with { Saving = filter.Saving }),
            (Facet.Verified, filter.VerifiedOnly ? texts["VerifiedOnly"].Value : null, first with { VerifiedOnly = false }, bare with { VerifiedOnly = filter.VerifiedOnly }),
            (Facet.NewLow, filter.NewLowOnly ? texts["NewLowOnly"].Value : null, first with { NewLowOnly = false }, bare with { NewLowOnly = filter.NewLowOnly }),
            (Facet.Stock, filter.Stock is { } stock ? texts[$"Stock.{stock}"].Value : null, first with { Stock = null }, bare with { Stock = filter.Stock }),
            (Facet.Format, filter.Format is { } format ? texts[$"Format.{format}"].Value : null, first with { Format = null }, bare with { Format = filter.Format }),
            (Facet.Condition, filter.Condition is { } condition ? texts[$"Condition.{condition}"].Value : null, first with { Condition = null }, bare with { Condition = filter.Condition }),
        ];
        return parts.Where(part => part.Item2 is not null).Select(part => new ShelfPart(part.Item1, part.Item2!, part.Item3, part.Item4));
    }

    public static string? Range(ShelfFilter filter, IStringLocalizer<Texts> texts) => (filter.Min, filter.Max) switch
    {
        (null, null) => null,
        ({ } min, null) => texts["FromPrice", Money.Whole(min)].Value,
        (null, { } max) => texts["ToPrice", Money.Whole(max)].Value,
        ({ } min, { } max) => texts["BetweenPrices", Money.Whole(min), Money.Whole(max)].Value,
    };
}
