using Promozilla.Data.Catalogue;
using Promozilla.Messaging.Contracts;

namespace Promozilla.Worker.Doubt;

/// <summary>What a product's own page says of a reading that is held.</summary>
internal enum RecheckVerdict
{
    Agrees,

    /// <summary>The page says what stood before: the held reading was a mistake.</summary>
    Disagrees,
    Unclear,
}

internal static class RecheckRules
{
    private const decimal Cent = 0.01m;

    /// <param name="known">As it stands.</param>
    /// <param name="held">The reading that is held.</param>
    public static RecheckVerdict Of(Listing known, ObservedListing held, SeenProduct page)
    {
        if (page.Price is null)
        {
            return RecheckVerdict.Unclear;
        }

        var asHeld = IsSame(page, held.Price, held.Currency ?? known.Currency, held.TitleKey, held.Gtin);
        var asBefore = IsSame(page, known.Price, known.Currency, known.TitleKey, known.Gtin);

        // A page that bears out both (a title in between, no GTIN) settles nothing.
        return (asHeld, asBefore) switch
        {
            (true, false) => RecheckVerdict.Agrees,
            (false, true) => RecheckVerdict.Disagrees,
            _ => RecheckVerdict.Unclear,
        };
    }

    private static bool IsSame(SeenProduct page, decimal? price, string? currency, string? titleKey, string? gtin) =>
        price is { } amount && Math.Abs(page.Price!.Value - amount) <= Cent
        && (page.Currency is null || currency is null || page.Currency == currency)
        && (page.Gtin is null || gtin is null || page.Gtin == gtin)
        && DoubtRules.SameTitle(titleKey ?? "", page.TitleKey);
}
