namespace Promozilla.Worker.Lows;

/// <summary>Many listings' spans as one line: the least that anybody asked, from one moment to the next.</summary>
public static class BestLine
{
    public static List<PriceSpan> Of(IEnumerable<PriceSpan> spans)
    {
        var changes = new SortedDictionary<DateTimeOffset, List<(decimal Price, int Count)>>();
        foreach (var span in spans.Where(span => span.To is null || span.To > span.From))
        {
            Change(span.From, span.Price, 1);
            if (span.To is { } to)
            {
                Change(to, span.Price, -1);
            }
        }

        var line = new List<PriceSpan>();
        var asked = new SortedDictionary<decimal, int>();
        (decimal Price, DateTimeOffset Since)? best = null;
        foreach (var (at, prices) in changes)
        {
            foreach (var (price, count) in prices)
            {
                var left = asked.GetValueOrDefault(price) + count;
                if (left == 0)
                {
                    asked.Remove(price);
                }
                else
                {
                    asked[price] = left;
                }
            }

            var least = asked.Count == 0 ? (decimal?)null : asked.First().Key;
            if (least == best?.Price)
            {
                continue;
            }

            if (best is { } until)
            {
                line.Add(new PriceSpan(until.Since, at, until.Price));
            }

            best = least is { } next ? (next, at) : null;
        }

        if (best is { } open)
        {
            line.Add(new PriceSpan(open.Since, null, open.Price));
        }

        return line;

        void Change(DateTimeOffset at, decimal price, int count)
        {
            if (!changes.TryGetValue(at, out var list))
            {
                changes.Add(at, list = []);
            }

            list.Add((price, count));
        }
    }
}
