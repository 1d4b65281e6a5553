using Promozilla.ServiceDefaults;
using Promozilla.Worker.Lows;

namespace Promozilla.Worker.Promotions;

/// <summary>A price as just read, EUR.</summary>
public readonly record struct PriceReading(DateTimeOffset At, decimal Price, decimal? ClaimedPrice, string? ClaimedKind);

/// <summary>When an episode opens, goes on and ends.</summary>
public static class PromotionRules
{
    /// <summary>An unclaimed fall that lasts this long has become the normal price.</summary>
    public static readonly TimeSpan UnclaimedLasts = TimeSpan.FromDays(30);

    /// <param name="lastPrice">The price in force before this reading; null at first sight.</param>
    /// <param name="history">Observations before this reading, ascending: 30 days back at least, and the one in force then.</param>
    /// <param name="gaps">When nobody saw the listing, up to this reading.</param>
    public static EpisodeChange Next(
        Episode? open, decimal? lastPrice, IReadOnlyList<PricePoint> history, IReadOnlyList<Gap> gaps, PriceReading reading, bool judged)
    {
        var claim = IsPreviousPrice(reading) ? reading.ClaimedPrice : null;
        var kind = claim is null ? null : reading.ClaimedKind;
        if (open is null)
        {
            return new EpisodeChange(null, Opened());
        }

        if (open.ClaimedPrice is null && reading.At >= open.StartedAt + UnclaimedLasts)
        {
            return new EpisodeChange(open with { EndedAt = reading.At }, Opened());
        }

        if (reading.Price > open.Price)
        {
            return new EpisodeChange(open with { EndedAt = reading.At }, Opened());
        }

        if (reading.Price == open.Price)
        {
            if (claim == open.ClaimedPrice && kind == open.ClaimedKind)
            {
                return default;
            }

            var claimGone = claim is null && !(open.PriceBefore > reading.Price);
            return claimGone ? new EpisodeChange(open with { EndedAt = reading.At }, null) : new EpisodeChange(null, Continued(open));
        }

        return new EpisodeChange(null, Continued(open));

        Episode? Opened()
        {
            if (claim is null && !(reading.Price < lastPrice))
            {
                return null;
            }

            var (reference, days) = ReferencePrice.Before(history, gaps, reading.At);
            return new Episode(
                Guid.CreateVersion7(), reading.At, reading.Price, lastPrice, reference, days, claim, kind,
                Verdict.Of(reading.Price, reference?.Price, claim, judged), 1, reading.Price, Recommended(reading));
        }

        // The reference stays the one before the first step (art. 6a, 5: a reduction that grows without a break).
        Episode Continued(Episode episode)
        {
            var again = reading.Price <= episode.StepPrice - Math.Max(1m, episode.StepPrice * 0.03m);
            return episode with
            {
                Price = reading.Price,
                ClaimedPrice = claim,
                ClaimedKind = kind,
                RecommendedPrice = Recommended(reading) ?? episode.RecommendedPrice,
                Verdict = Verdict.Of(reading.Price, episode.Reference?.Price, claim, judged),
                Step = again ? episode.Step + 1 : episode.Step,
                StepPrice = again ? reading.Price : episode.StepPrice,
            };
        }
    }

    /// <summary>Used, refurbished and opened goods are single pieces, and what is downloaded no goods: the directive's reference says nothing of them.</summary>
    public static bool IsJudged(string condition, string format) => condition == Condition.New && format is not (Format.Digital or Format.DownloadCode);

    private static decimal? Recommended(PriceReading reading) =>
        reading.ClaimedKind is ClaimKind.Recommended && reading.ClaimedPrice > reading.Price ? reading.ClaimedPrice : null;

    /// <summary>A recommended price (PVPR) is not a previous price, and of an unknown one nobody knows.</summary>
    private static bool IsPreviousPrice(PriceReading reading) =>
        reading.ClaimedKind is ClaimKind.Previous or ClaimKind.Lowest30 && reading.ClaimedPrice > reading.Price;
}
