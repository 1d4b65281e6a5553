namespace Promozilla.Data.Prices;

/// <summary>Whether a target price is realistic: what the last year says of it.</summary>
/// <param name="TimesReached">How often in the year the best price fell to the target or under it, and stayed there until it rose again.</param>
/// <param name="DaysReached">On how many days in all.</param>
/// <param name="LastReachedAt">UTC. When it last was, now included.</param>
/// <param name="Suggestion">EUR. Where the target lies under the year's low: that low and 5 %, in whole steps of 50 cent less a cent; null where the target is realistic or nothing is known.</param>
public sealed record TargetOutlook(int TimesReached, int DaysReached, DateTimeOffset? LastReachedAt, decimal? Suggestion)
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    /// <param name="target">EUR.</param>
    /// <param name="line">The product's best prices, ascending.</param>
    public static TargetOutlook Of(decimal target, IReadOnlyList<BestPriceSpan> line, DateTimeOffset now)
    {
        var (times, lasted) = (0, TimeSpan.Zero);
        DateTimeOffset? reachedUntil = null;
        decimal? low = null;
        foreach (var span in line.Where(span => span.FromAt <= now && !(span.ToAt < now - Year)))
        {
            low = low < span.Price ? low : span.Price;
            if (span.Price > target)
            {
                continue;
            }

            var (from, to) = (span.FromAt > now - Year ? span.FromAt : now - Year, span.ToAt is { } end && end < now ? end : now);
            times += reachedUntil == from ? 0 : 1;
            lasted += to - from;
            reachedUntil = to;
        }

        return new TargetOutlook(times, (int)Math.Ceiling(lasted.TotalDays), reachedUntil, low > target ? Suggested(low.Value) : null);
    }

    private static decimal Suggested(decimal low) => Math.Max(low, (Math.Ceiling(low * 1.05m * 2) / 2) - 0.01m);
}
