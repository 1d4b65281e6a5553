using Promozilla.Data.People;
using Promozilla.ServiceDefaults;

namespace Promozilla.Worker.Alerts;

/// <summary>One product with news, as its line in a digest says it. In the market's currency.</summary>
/// <param name="Before">The price in force before; of a bought thing what was paid.</param>
/// <param name="Reference">The lowest price of the 30 days before it; null where there is no verdict.</param>
/// <param name="Verdict">A word of Verdicts; empty where no promotion runs.</param>
/// <param name="IsLowest">The lowest new price we have ever seen, over five weeks at least.</param>
/// <param name="CheaperAt">The store that sells it for less still, and for how much.</param>
public sealed record DigestLine(
    string Title,
    string Slug,
    string Store,
    decimal Price,
    decimal? Before,
    decimal? Reference,
    decimal? RealPercent,
    decimal? ClaimedPercent,
    string Verdict,
    bool IsLowest,
    decimal? Target,
    (string Store, decimal Price)? CheaperAt)
{
    /// <summary>Why it is told: a word of <see cref="AlertOccasions"/>.</summary>
    public string Occasion { get; init; } = AlertOccasions.Promotion;
    public bool IsSoldOut { get; init; }

    /// <summary>What the target could be next, now that it was reached.</summary>
    public decimal? SuggestedTarget { get; init; }
    public bool IsFall => !IsSoldOut && (Before > Price || Occasion is not (AlertOccasions.Change or AlertOccasions.Restock));
}

/// <summary>All that one person is told of one night in one market; the lines best first.</summary>
/// <param name="Language">pt-PT or en.</param>
public sealed record Digest(Guid UserId, string Address, string Language, Guid UnsubscribeToken, Market Market, IReadOnlyList<DigestLine> Lines);
