using System.Globalization;

namespace Promozilla.Data.Prices;

/// <summary>
/// A product's best price as one short text, so that a card draws its line without another query: "20390:4999 20400:3999 20405:", each a day (UTC, since
/// 1970) from which a price in cents was in force; without a price: it could not be bought.
/// </summary>
public static class PriceLine
{
    /// <summary>What cards draw. Whoever reads the line later looks at later days.</summary>
    public const int Days = 90;
    private const int MostPoints = 120;

    /// <param name="spans">Ascending, none over another. Null where there are none.</param>
    public static string? Write(IEnumerable<(DateTimeOffset From, DateTimeOffset? To, decimal Price)> spans, DateTimeOffset now)
    {
        var points = new List<DayPrice>();
        foreach (var (from, to, price) in spans.Where(span => span.To is null || span.To > now.AddDays(-Days)))
        {
            Add(Day(from), price);
            if (to is { } end)
            {
                Add(Day(end), null);
            }
        }

        return points.Count is 0 ? null : string.Join(' ', points.TakeLast(MostPoints).Select(point =>
            string.Create(CultureInfo.InvariantCulture, $"{point.Day}:{(point.Price is { } price ? decimal.ToInt64(price * 100) : null)}")));

        // Of what happened on one day the last holds: what ended as the next one began leaves no gap.
        void Add(int day, decimal? price)
        {
            points.RemoveAll(point => point.Day >= day);
            points.Add(new DayPrice(day, price));
        }
    }

    /// <summary>Ascending; what can't be read is left out.</summary>
    public static IReadOnlyList<DayPrice> Read(string? line)
    {
        var points = new List<DayPrice>();
        foreach (var range in line.AsSpan().Split(' '))
        {
            var point = line.AsSpan(range);
            var colon = point.IndexOf(':');
            if (colon > 0 && int.TryParse(point[..colon], NumberStyles.None, CultureInfo.InvariantCulture, out var day))
            {
                points.Add(new DayPrice(day, long.TryParse(point[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var cents) ? cents / 100m : null));
            }
        }

        return points;
    }

    public static int Day(DateTimeOffset moment) => (int)(moment.ToUnixTimeSeconds() / 86_400);
}

/// <param name="Day">UTC, since 1970.</param>
/// <param name="Price">EUR; null: it could not be bought.</param>
public readonly record struct DayPrice(int Day, decimal? Price);
