using Promozilla.Data.Prices;

namespace Promozilla.Worker.Promotions;

/// <summary>What a store's saving is worth against the reference. Percents are rounded to one decimal only when they are shown or stored.</summary>
/// <param name="Word">A word of <see cref="Verdicts"/>.</param>
public readonly record struct Verdict(string Word, decimal? RealPercent, decimal? ClaimedPercent)
{
    /// <summary>In percentage points: how much more a store may claim than is real, for rounding on its shelves.</summary>
    private const decimal Tolerance = 1m;

    /// <param name="claimedPrice">The previous price that the store claims; null where it claims none.</param>
    /// <param name="judged">False for used and digital goods, to which the rule does not apply.</param>
    public static Verdict Of(decimal price, decimal? reference, decimal? claimedPrice, bool judged)
    {
        var claimed = claimedPrice > price ? Saving(price, claimedPrice.Value) : (decimal?)null;
        if (!judged)
        {
            return new Verdict(Verdicts.NotJudged, null, Rounded(claimed));
        }

        if (reference is not { } lowest)
        {
            return new Verdict(Verdicts.NoData, null, Rounded(claimed));
        }

        if (price >= lowest)
        {
            return new Verdict(Verdicts.NotADiscount, 0, Rounded(claimed));
        }

        var real = Saving(price, lowest);
        var honest = claimed is null || claimed - real <= Tolerance;
        return new Verdict(honest ? Verdicts.Verified : Verdicts.Inflated, Rounded(real), Rounded(claimed));
    }

    private static decimal Saving(decimal price, decimal from) => (from - price) / from * 100;

    private static decimal? Rounded(decimal? percent) => percent is { } value ? Math.Round(value, 1, MidpointRounding.AwayFromZero) : null;
}
