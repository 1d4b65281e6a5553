namespace Promozilla.Worker.Lows;

/// <summary>What a reading said from a moment on. EUR, UTC.</summary>
/// <param name="Counts">False where the price is none that anybody could pay in euro: sold out, given away, another currency.</param>
public readonly record struct Sight(DateTimeOffset At, decimal Price, bool Counts);

/// <summary>A time in which nobody saw the listing.</summary>
/// <param name="To">Null: it is still not seen.</param>
/// <param name="IsOther">It sold another thing until then: nothing seen before counts.</param>
public readonly record struct Gap(DateTimeOffset From, DateTimeOffset? To, bool IsOther = false);

/// <summary>A price that was in force, and known to be.</summary>
/// <param name="To">Null: still in force.</param>
public readonly record struct PriceSpan(DateTimeOffset From, DateTimeOffset? To, decimal Price);

/// <summary>When a listing cost what: between two readings the first one's price, except where too long nobody looked.</summary>
public static class PriceSpans
{
    /// <summary>A night or two without a reading are none that a price is forgotten for; the database's trigger counts the same.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromHours(72);

    /// <param name="seen">Ascending.</param>
    /// <param name="gaps">Ascending.</param>
    public static List<PriceSpan> Of(IReadOnlyList<Sight> seen, IReadOnlyList<Gap> gaps)
    {
        var spans = new List<PriceSpan>(seen.Count);
        var start = Start(gaps);
        for (var index = 0; index < seen.Count; index++)
        {
            var to = index + 1 < seen.Count ? seen[index + 1].At : (DateTimeOffset?)null;
            if (seen[index].Counts && (to is null || to > start))
            {
                Add(spans, seen[index], Later(seen[index].At, start), to, gaps);
            }
        }

        return spans;
    }

    private static void Add(List<PriceSpan> spans, Sight sight, DateTimeOffset from, DateTimeOffset? to, IReadOnlyList<Gap> gaps)
    {
        var at = from;
        foreach (var gap in gaps.Where(gap => !gap.IsOther && (gap.To is null || gap.To > at)))
        {
            if (to <= gap.From)
            {
                break;
            }

            // Read within the gap, late: of that moment it is known, of what follows not.
            if (gap.From >= at || at == from)
            {
                spans.Add(new PriceSpan(at, Later(gap.From, at), sight.Price));
            }

            if (gap.To is not { } again || again >= to)
            {
                return;
            }

            at = again;
        }

        spans.Add(new PriceSpan(at, to, sight.Price));
    }

    private static DateTimeOffset Start(IReadOnlyList<Gap> gaps)
    {
        var start = DateTimeOffset.MinValue;
        foreach (var gap in gaps)
        {
            start = gap.IsOther ? Later(gap.To ?? DateTimeOffset.MaxValue, start) : start;
        }

        return start;
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
