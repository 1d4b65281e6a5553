using System.Globalization;
using System.Text;
using Promozilla.Data.Prices;

namespace Promozilla.Web.Shop;

/// <summary>Where a card's little price line runs, in SVG units: stepped, broken where the product could not be bought. A pure function of its input.</summary>
/// <param name="Line">The steps.</param>
/// <param name="Area">The same, closed to the ground.</param>
/// <param name="End">Where the line is now.</param>
/// <param name="Days">How many of the days are known.</param>
public sealed record SparkLine(string Line, string Area, string End, decimal Least, decimal Most, int Days)
{
    public const int Width = 120, Height = 32;

    /// <summary>Of less there is nothing to see.</summary>
    private const int Fewest = 7;
    private const int Top = 4, Bottom = 6;

    /// <summary>Null where too little is known or nothing is on sale now.</summary>
    public static SparkLine? Of(string? written, DateTimeOffset now)
    {
        var (today, first) = (PriceLine.Day(now), PriceLine.Day(now) - PriceLine.Days);
        var spans = Spans(PriceLine.Read(written), first, today);
        if (spans.Count is 0 || today - spans[0].From < Fewest || spans[^1].To < today)
        {
            return null;
        }

        var (least, most) = (spans.Min(span => span.Price), spans.Max(span => span.Price));
        var (line, area, from) = (new StringBuilder(), new StringBuilder(), 0);
        for (var index = 0; index < spans.Count; index++)
        {
            var span = spans[index];
            var joined = index > 0 && spans[index - 1].To == span.From;
            var step = joined ? $"V{Y(span.Price)}H{X(span.To)}" : $"M{X(span.From)} {Y(span.Price)}H{X(span.To)}";
            from = joined ? from : span.From;
            line.Append(step);
            area.Append(step);
            if (index + 1 == spans.Count || spans[index + 1].From > span.To)
            {
                area.Append('V').Append(Height).Append('H').Append(X(from)).Append('z');
            }
        }

        return new SparkLine(line.ToString(), area.ToString(), $"M{X(today)} {Y(spans[^1].Price)}h0", least, most, today - spans[0].From);

        string X(int day) => Text((double)(day - first) / PriceLine.Days * Width);
        string Y(decimal price) => Text(least == most ? (Height + Top - Bottom) / 2.0 : Top + ((double)((most - price) / (most - least)) * (Height - Top - Bottom)));
    }

    private static List<(int From, int To, decimal Price)> Spans(IReadOnlyList<DayPrice> points, int first, int today)
    {
        var spans = new List<(int, int, decimal)>();
        for (var index = 0; index < points.Count; index++)
        {
            var (from, to) = (Math.Max(points[index].Day, first), index + 1 < points.Count ? Math.Min(points[index + 1].Day, today) : today);
            if (points[index].Price is { } price && (to > from || (to == from && index + 1 == points.Count)))
            {
                spans.Add((from, to, price));
            }
        }

        return spans;
    }

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
