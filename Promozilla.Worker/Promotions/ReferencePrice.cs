using Promozilla.Worker.Lows;

namespace Promozilla.Worker.Promotions;

/// <summary>A price that was in force from a moment on. EUR, UTC.</summary>
public readonly record struct PricePoint(DateTimeOffset At, decimal Price);

/// <summary>The lowest price of the 30 days before a reduction, and when within them it was in force.</summary>
public readonly record struct Reference(decimal Price, DateTimeOffset At, DateTimeOffset Until);

/// <summary>
/// The reference of art. 6a of Directive 98/6/EC (in Portugal DL 70/2007): the lowest price in the 30 consecutive days before the reduction began,
/// earlier promotions included. Observed are the days between readings that lie no more than three days apart: what nobody saw may have been
/// lower, and then no verdict is due. A price that was shown counts, also while the thing was sold out.
/// </summary>
public static class ReferencePrice
{
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <param name="history">Ascending, each price in force until the next.</param>
    /// <param name="gaps">When nobody saw the listing, or saw another currency.</param>
    /// <returns>Null where not all of the 30 days before <paramref name="startedAt"/> were observed; and how many were.</returns>
    public static (Reference? Lowest, int ObservedDays) Before(IReadOnlyList<PricePoint> history, IReadOnlyList<Gap> gaps, DateTimeOffset startedAt)
    {
        var from = startedAt - Window;
        var observed = TimeSpan.Zero;
        Reference? lowest = null;
        foreach (var span in PriceSpans.Of([.. history.Select(point => new Sight(point.At, point.Price, true))], gaps))
        {
            var (begins, ends) = (span.From > from ? span.From : from, span.To is { } to && to < startedAt ? to : startedAt);
            if (begins >= ends)
            {
                continue;
            }

            observed += ends - begins;
            if (lowest is null || span.Price <= lowest.Value.Price)
            {
                lowest = new Reference(span.Price, begins, ends);
            }
        }

        return (observed >= Window ? lowest : null, observed.Days);
    }
}
