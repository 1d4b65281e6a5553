using Promozilla.Data.People;
using Promozilla.Data.Prices;

namespace Promozilla.Data.Mail.Digests;

/// <summary>What a line says, in the order in which both forms of the mail say it.</summary>
internal sealed class LineWords(DigestLine line, DigestTexts texts)
{
    public string? Before => line is { IsSoldOut: false } && line.Before > line.Price ? texts.Of("Before", texts.Money(line.Before)) : null;

    /// <summary>What it costs at the door; nothing where nobody knows.</summary>
    public string? Delivered => line switch
    {
        { IsSoldOut: true } or { Delivered: null } => null,
        _ when line.Delivered == line.Price => texts[$"Delivered.free.{line.Region ?? "any"}"],
        _ => texts.Of($"Delivered.{line.Region ?? "any"}", texts.Money(line.Delivered)),
    };

    /// <summary>The verdict with its sum, in words that stay neutral.</summary>
    public string? Verdict => line.Verdict switch
    {
        Verdicts.Verified => texts.Of("Verified", texts.Money(line.Reference), texts.Percent(line.RealPercent)),
        Verdicts.Inflated => texts.Of("Inflated", texts.Percent(line.ClaimedPercent), texts.Money(line.Reference), texts.Percent(line.RealPercent)),
        Verdicts.NotADiscount when line.Reference is not null => texts.Of("NotADiscount", texts.Money(line.Reference)),
        Verdicts.NotJudged => texts["NotJudged"],
        Verdicts.NoData => texts["NoData"],
        _ => null,
    };

    public IEnumerable<string> Notes
    {
        get
        {
            if (Occasion is { } occasion)
            {
                yield return occasion;
            }

            if (line.Target is { } target && line.Occasion is AlertOccasions.Promotion or AlertOccasions.Target)
            {
                yield return texts.Of("Target", texts.Money(line.Target));
            }

            if (line is { Occasion: AlertOccasions.Target, SuggestedTarget: { } lower })
            {
                yield return texts.Of("SuggestTarget", texts.Money(lower));
            }

            if (line.CheaperAt is { } cheaper)
            {
                yield return texts.Of("Cheaper", cheaper.Store, texts.Money(cheaper.Price));
            }
        }
    }

    /// <summary>One or two words on a coloured ground: good, warn or none. Null where the flag of the low says it all.</summary>
    public (string Words, string Tone)? Badge => line.Verdict switch
    {
        _ when line.IsSoldOut => (texts["Badge.sold_out"], ""),
        Verdicts.Verified => (texts.Of("BadgeVerified", texts.Percent(line.RealPercent)), "good"),
        Verdicts.Inflated => (texts.Of("BadgeInflated", texts.Percent(line.RealPercent)), "warn"),
        _ => line.Occasion is AlertOccasions.Low ? null : (texts[$"Badge.{line.Occasion}"], ""),
    };

    public bool IsLowest => line is { IsSoldOut: false } && (line.IsLowest || line.Occasion is AlertOccasions.Low);

    /// <summary>Why it is told, where the price and the verdict do not say it themselves.</summary>
    private string? Occasion => line.Occasion switch
    {
        AlertOccasions.Restock => texts["OccasionRestock"],
        AlertOccasions.BoughtDrop => texts.Of("OccasionBought", texts.Money(line.Before), texts.Money(line.Before - line.Price)),
        AlertOccasions.Change when line.IsSoldOut => texts["OccasionSoldOut"],
        AlertOccasions.Change when line.Before < line.Price => texts.Of("OccasionRise", texts.Money(line.Before)),
        AlertOccasions.Change when line.Before is null => texts["OccasionRestock"],
        _ => null,
    };
}
