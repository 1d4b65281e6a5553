namespace Promozilla.Worker.Promotions;

/// <summary>One promotion of one listing, as the rules see it: from the price's fall, or the claim's appearance, to its end.</summary>
/// <param name="Price">In force, and the lowest of the episode: a rise ends it.</param>
/// <param name="PriceBefore">In force just before; null where the listing was first seen with a claim.</param>
/// <param name="ObservedDays">How many of the 30 days before the start were observed.</param>
/// <param name="ClaimedPrice">Only a claimed previous price or a claimed lowest of 30 days.</param>
/// <param name="Step">From 1, one more at each fall that is worth telling again.</param>
/// <param name="StepPrice">The price at the last of these falls.</param>
/// <param name="RecommendedPrice">What the store says that the maker recommends (PVPR): shown, never judged.</param>
public sealed record Episode(
    Guid Id,
    DateTimeOffset StartedAt,
    decimal Price,
    decimal? PriceBefore,
    Reference? Reference,
    int ObservedDays,
    decimal? ClaimedPrice,
    string? ClaimedKind,
    Verdict Verdict,
    int Step,
    decimal StepPrice,
    decimal? RecommendedPrice = null,
    DateTimeOffset? EndedAt = null);

/// <summary>What a reading did to a listing's episodes; both null: nothing.</summary>
public readonly record struct EpisodeChange(Episode? Closed, Episode? Open);
