using Microsoft.Extensions.Localization;
using Promozilla.Web.Shop;

namespace Promozilla.Web.Components.Pages.Shelf;

/// <summary>A part of a filter that is on, in words, and the filter without it.</summary>
public sealed record ShelfPart(Facet Facet, string Name, ShelfFilter Without)
{
    public static IEnumerable<ShelfPart> Of(ShelfFilter filter, IStringLocalizer<Texts> texts, StoreDirectory stores)
    {
        var first = filter with { After = null };
        (Facet, string?, ShelfFilter)[] parts =
        [
            (Facet.Platform, filter.OnPlatform is { } platform ? texts[$"Platform.{platform}"].Value : null, first with { OnPlatform = null }),
            (Facet.Store, filter.Store is { } store ? stores.Name(store) : null, first with { Store = null }),
            (Facet.Price, Range(filter, texts), first with { Min = null, Max = null }),
            (Facet.Saving, filter.Saving is { } saving ? texts["SavingFrom", Money.Percent(saving)].Value : null, first with { Saving = null }),
            (Facet.Verified, filter.VerifiedOnly ? texts["VerifiedOnly"].Value : null, first with { VerifiedOnly = false }),
            (Facet.NewLow, filter.NewLowOnly ? texts["NewLowOnly"].Value : null, first with { NewLowOnly = false }),
            (Facet.Stock, filter.Stock is { } stock ? texts[$"Stock.{stock}"].Value : null, first with { Stock = null }),
            (Facet.Format, filter.Format is { } format ? texts[$"Format.{format}"].Value : null, first with { Format = null }),
            (Facet.Condition, filter.Condition is { } condition ? texts[$"Condition.{condition}"].Value : null, first with { Condition = null }),
        ];
        return parts.Where(part => part.Item2 is not null).Select(part => new ShelfPart(part.Item1, part.Item2!, part.Item3));
    }

    public static string? Range(ShelfFilter filter, IStringLocalizer<Texts> texts) => (filter.Min, filter.Max) switch
    {
        (null, null) => null,
        ({ } min, null) => texts["FromPrice", Money.Euro(min)].Value,
        (null, { } max) => texts["ToPrice", Money.Euro(max)].Value,
        ({ } min, { } max) => texts["BetweenPrices", Money.Euro(min), Money.Euro(max)].Value,
    };
}
