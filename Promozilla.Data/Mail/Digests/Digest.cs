using Promozilla.Data.People;
using Promozilla.Data.Prices;
using Promozilla.ServiceDefaults;

namespace Promozilla.Data.Mail.Digests;

/// <summary>All that one person is told at once in one market; the lines best first.</summary>
/// <param name="Language">pt-PT or en.</param>
public sealed record Digest(Guid UserId, string Address, string Language, Guid UnsubscribeToken, Market Market, IReadOnlyList<DigestLine> Lines);

/// <summary>One product with news, as its line in a digest says it. In the market's currency.</summary>
/// <param name="Before">The price in force before; of a bought thing what was paid.</param>
/// <param name="Reference">The lowest price of the 30 days before it; null where there is no verdict.</param>
/// <param name="Verdict">A word of Verdicts; null or empty where no promotion runs.</param>
/// <param name="IsLowest">The lowest new price we have ever seen, over five weeks at least.</param>
/// <param name="CheaperAt">The store that sells it for less still, and for how much.</param>
/// <param name="Occasion">Why it is told: a word of <see cref="AlertOccasions"/>.</param>
public sealed record DigestLine(
    string Title,
    string Slug,
    string Store,
    decimal Price,
    decimal? Before,
    decimal? Reference,
    decimal? RealPercent,
    decimal? ClaimedPercent,
    string? Verdict,
    bool IsLowest,
    decimal? Target,
    (string Store, decimal Price)? CheaperAt,
    string Occasion = AlertOccasions.Promotion,
    bool IsSoldOut = false)
{
    /// <summary>What the target could be next, now that it was reached.</summary>
    public decimal? SuggestedTarget { get; init; }

    /// <summary>With delivery to the person's region; null where the store's fee is not known.</summary>
    public decimal? Delivered { get; init; }

    /// <summary>Where to: a word of <see cref="Regions"/>; null where the market has none.</summary>
    public string? Region { get; init; }

    public bool IsFall => !IsSoldOut && (Before > Price || Occasion is not (AlertOccasions.Change or AlertOccasions.Restock));
}
