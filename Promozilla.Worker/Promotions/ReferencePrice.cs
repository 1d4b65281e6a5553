namespace Promozilla.Worker.Promotions;

/// <summary>A price that was in force from a moment on. EUR, UTC.</summary>
public readonly record struct PricePoint(DateTimeOffset At, decimal Price);

/// <summary>
/// The reference of art. 6a of Directive 98/6/EC (in Portugal DL 70/2007): the lowest price in the 30 days before the reduction began,
/// earlier promotions included.
/// </summary>
public static class ReferencePrice
{
    public static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <param name="history">Ascending, each price in force until the next.</param>
    /// <returns>Null where the store was observed for fewer than 30 days before <paramref name="startedAt"/>.</returns>
    public static PricePoint? Before(IReadOnlyList<PricePoint> history, DateTimeOffset startedAt)
    {
        var from = startedAt - Window;
        if (history.Count == 0 || history[0].At > from)
        {
            return null;
        }

        PricePoint? lowest = null;
        foreach (var point in history)
        {
            if (point.At >= startedAt)
            {
                break;
            }

            // What was in force when the window opened counts from then; each earlier one gives way to the next.
            if (point.At <= from)
            {
                lowest = new PricePoint(from, point.Price);
            }
            else if (lowest is null || point.Price <= lowest.Value.Price)
            {
                lowest = point;
            }
        }

        return lowest;
    }
}
