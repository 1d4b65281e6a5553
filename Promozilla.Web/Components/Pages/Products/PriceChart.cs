using System.Globalization;
using System.Text;
using Promozilla.Web.Site;

namespace Promozilla.Web.Components.Pages.Products;

/// <summary>
/// Where everything of a price chart stands, in SVG units: one stepped line per series (a price holds until the next one), the record
/// low, promotions as shaded spans, ticks. A pure function of its input, drawn on the server.
/// </summary>
public sealed class PriceChart
{
    private const int Left = 52, Right = 12, Top = 14, Bottom = 26;

    private readonly ChartInput input;
    private readonly decimal floor;
    private readonly decimal ceiling;

    public PriceChart(ChartInput input, int width, int height)
    {
        (this.input, Width, Height) = (input, width, height);
        var prices = input.Series.SelectMany(series => series.Points).Select(point => point.Price).DefaultIfEmpty(1).ToList();
        var (low, high) = (Math.Min(prices.Min(), input.Low ?? prices.Min()), prices.Max());
        var step = Step((high - low) / (height > 240 ? 4 : 3));
        floor = Math.Max(0, (Math.Floor(low / step) * step) - (low == high ? step : 0));
        ceiling = (Math.Ceiling(high / step) * step) + (low == high ? step : 0);
        PriceTicks = [.. Enumerable.Range(0, (int)((ceiling - floor) / step) + 1).Select(index => floor + (index * step)).Select(price => new Tick(Y(price), price))];
    }

    public int Width { get; }
    public int Height { get; }
    public int PlotLeft => Left;
    public int PlotRight => Width - Right;
    public int PlotTop => Top;
    public int PlotBottom => Height - Bottom;
    public IReadOnlyList<Tick> PriceTicks { get; }
    public string? LowY => input.Low is { } low ? Y(low) : null;

    /// <summary>Lines of one series: where it could be bought, and where it was shown but sold out.</summary>
    public IEnumerable<ChartLine> Lines => input.Series.Select(series => new ChartLine(series.Hue, Path(series, true), Path(series, false), Last(series)));

    public IEnumerable<(string X, string Width)> Spans => input.Promotions
        .Where(span => (span.To ?? input.To) > input.From && span.From < input.To)
        .Select(span => (From: X(span.From), To: X(span.To ?? input.To)))
        .Select(span => (Text(span.From), Text(Math.Max(2, span.To - span.From))));

    public IEnumerable<(string X, string Label)> DayTicks
    {
        get
        {
            var days = (input.To - input.From).TotalDays;
            var count = Width > 500 ? 6 : 4;
            for (var index = 0; index < count; index++)
            {
                var at = input.From.AddDays(days * (index + 0.5) / count);
                yield return (Text(X(at)), MarketDays.At(at).ToString(days > 200 ? "MMM yy" : "d MMM", CultureInfo.CurrentCulture));
            }
        }
    }

    private string Path(ChartSeries series, bool canBuy)
    {
        var path = new StringBuilder();
        for (var index = 0; index < series.Points.Count; index++)
        {
            var point = series.Points[index];
            var until = index + 1 < series.Points.Count ? series.Points[index + 1].At : input.To;
            if (until <= input.From || point.CanBuy != canBuy)
            {
                continue;
            }

            var joined = index > 0 && series.Points[index - 1].CanBuy == canBuy && point.At > input.From;
            path.Append(joined ? 'V' : 'M').Append(joined ? Y(point.Price) : $"{Text(X(point.At))} {Y(point.Price)}").Append('H').Append(Text(X(until)));
        }

        return path.ToString();
    }

    private (string X, string Y)? Last(ChartSeries series) => series.Points is [.., var last] ? (Text(X(input.To)), Y(last.Price)) : null;

    private double X(DateTimeOffset at)
    {
        var share = (at - input.From).TotalSeconds / Math.Max(1, (input.To - input.From).TotalSeconds);
        return Left + (Math.Clamp(share, 0, 1) * (Width - Left - Right));
    }

    private string Y(decimal price) => Text(Top + ((double)((ceiling - price) / (ceiling - floor)) * (Height - Top - Bottom)));

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>1, 2 or 5 times a power of ten, at least one euro.</summary>
    private static decimal Step(decimal rough)
    {
        var power = 1m;
        while (power * 10 <= rough)
        {
            power *= 10;
        }

        return rough <= power ? power : rough <= power * 2 ? power * 2 : rough <= power * 5 ? power * 5 : power * 10;
    }
}

public sealed record ChartInput(
    IReadOnlyList<ChartSeries> Series, IReadOnlyList<Episode> Promotions, decimal? Low, DateTimeOffset From, DateTimeOffset To);

/// <param name="Hue">Which of the eight line colours.</param>
public sealed record ChartSeries(string Name, int Hue, IReadOnlyList<SeenPrice> Points);

public sealed record ChartLine(int Hue, string Path, string SoldOutPath, (string X, string Y)? End);

public sealed record Tick(string Y, decimal Price);
