namespace Promozilla.Worker.Lows;

/// <summary>A low, and when it was first in force.</summary>
public readonly record struct Low(decimal Price, DateTimeOffset At);

/// <summary>The lowest prices of some spans within 30 days, 90 days, a year and ever; what was in force when a time began counts in it.</summary>
/// <param name="StaleAt">From when on the passing of time alone may say something else; null: never.</param>
public sealed record LowestPrices(Low? Days30, Low? Days90, Low? Days365, Low Ever, DateTimeOffset? StaleAt)
{
    /// <param name="spans">At least one.</param>
    public static LowestPrices Of(IReadOnlyCollection<PriceSpan> spans, DateTimeOffset now)
    {
        DateTimeOffset? stale = null;
        var (month, quarter, year) = (Within(30), Within(90), Within(365));
        var ever = spans.Min(span => span.Price);
        return new LowestPrices(month, quarter, year, new Low(ever, spans.Where(span => span.Price == ever).Min(span => span.From)), stale);

        Low? Within(int days)
        {
            var window = TimeSpan.FromDays(days);
            Low? low = null;
            DateTimeOffset? leaves = null;
            foreach (var span in spans)
            {
                if (span.To < now - window || span.Price > low?.Price)
                {
                    continue;
                }

                var lower = low is null || span.Price < low.Value.Price;
                low = lower || span.From < low!.Value.At ? new Low(span.Price, span.From) : low;
                leaves = lower ? span.To + window : Earlier(leaves, span.To + window);
            }

            stale = Earlier(stale, leaves);
            return low;
        }
    }

    public static DateTimeOffset? Earlier(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
