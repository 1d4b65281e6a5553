namespace Promozilla.Worker.Advising;

/// <summary>What the projections say of a product's price, EUR, over the last year at most.</summary>
/// <param name="Price">The least that a new one costs now; null where none can be bought.</param>
/// <param name="Low">The lowest ever, and when it was first reached.</param>
/// <param name="CheaperShare">Share (0 to 1) of the time for which it was cheaper than now.</param>
/// <param name="Falls">How often it fell by a euro and 3 %.</param>
/// <param name="LastFallAt">When it last did.</param>
/// <param name="Moved">It had more than one price.</param>
public sealed record AdviceFacts(
    decimal? Price, decimal? Low, DateTimeOffset? LowAt, decimal? Low365, DateTimeOffset? WatchedSince, decimal CheaperShare, int Falls,
    DateTimeOffset? LastFallAt, bool Moved);

/// <summary>Buy or wait, why, and how sure: words of Advices and AdviceReasons; what a sentence needs stands in the numbers.</summary>
public sealed record Advice(string Word, string Reason, string Confidence, AdviceNumbers Numbers);

/// <param name="Low">EUR.</param>
/// <param name="Over">Percent over that low.</param>
/// <param name="Percentile">Percent of the time for which it was cheaper.</param>
/// <param name="Sale">A word of SaleSeasons.</param>
public sealed record AdviceNumbers(
    decimal? Low = null, decimal? Over = null, int? Percentile = null, int? Days = null, int? Months = null, int? Falls = null, string? Sale = null);
