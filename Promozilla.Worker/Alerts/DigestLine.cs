using Promozilla.ServiceDefaults;

namespace Promozilla.Worker.Alerts;

/// <summary>One product that got cheaper, as its line in a digest says it. In the market's currency.</summary>
/// <param name="Before">The price in force before the promotion.</param>
/// <param name="Reference">The lowest price of the 30 days before it; null where there is no verdict.</param>
/// <param name="Verdict">A word of Verdicts.</param>
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
    (string Store, decimal Price)? CheaperAt);

/// <summary>All that one person is told of one night in one market; the lines best first.</summary>
/// <param name="Language">pt-PT or en.</param>
public sealed record Digest(Guid UserId, string Address, string Language, Guid UnsubscribeToken, Market Market, IReadOnlyList<DigestLine> Lines);
