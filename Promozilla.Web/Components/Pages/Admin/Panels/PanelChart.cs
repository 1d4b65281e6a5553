using System.Globalization;
using System.Text;
using Promozilla.Web.Site;

namespace Promozilla.Web.Components.Pages.Admin.Panels;

/// <summary>Where everything of a panel of lines stands, in SVG units. As wide as a phone, or a third of a desktop.</summary>
public sealed class PanelChart
{
    public const int MostLines = 8;

    private const int Left = 60, Right = 14, Top = 12, Bottom = 24;

    private readonly DashboardReading reading;
    private readonly double floor;
    private readonly double ceiling;

    public PanelChart(DashboardReading reading, PanelReading panel)
    {
        this.reading = reading;
        Series = [.. panel.Series.Take(MostLines)];
        var (least, most) = (Math.Min(0, Series.Min(series => series.Lowest)), Math.Max(0, Series.Max(series => series.Highest)));
        var step = panel.Panel.Unit.RoundUp((most - least) / 3);
        (floor, ceiling) = (Math.Floor(least / step) * step, Math.Max(Math.Ceiling(most / step), 1) * step);
        Ticks = [.. Enumerable.Range(0, (int)Math.Round((ceiling - floor) / step) + 1).Select(index => floor + (index * step)).Select(value => (Y(value), panel.Panel.Unit.Write(value)))];
    }

    public int Width => 360;
    public int Height => 170;
    public int PlotLeft => Left;
    public int PlotRight => Width - Right;

    /// <summary>Those that have a line.</summary>
    public IReadOnlyList<PanelSeries> Series { get; }

    public IReadOnlyList<(string Y, string Label)> Ticks { get; }

    public IEnumerable<string> Lines => Series.Select(Line);

    public IEnumerable<(string X, string Label)> Times
    {
        get
        {
            const int quarter = 15;
            var at = new DateTimeOffset(reading.From.UtcTicks - (reading.From.UtcTicks % TimeSpan.FromMinutes(quarter).Ticks), TimeSpan.Zero);
            while ((at = at.AddMinutes(quarter)) <= reading.At)
            {
                var local = MarketDays.At(at);
                var minutes = (DateOnly.FromDateTime(local.DateTime).DayNumber * 1440) + (local.Hour * 60) + local.Minute;
                // Half a label fits beside the plot.
                if (minutes % reading.Range.TickMinutes is 0 && X(at) < PlotRight - 5) yield return (Text(X(at)), local.ToString(reading.Range.TickMinutes < 1440 ? "HH:mm" : "d MMM", CultureInfo.CurrentCulture));
            }
        }
    }

    /// <summary>Broken where Prometheus knew nothing for a while.</summary>
    private string Line(PanelSeries series)
    {
        var path = new StringBuilder();
        var longest = reading.Range.Step * 1.5;
        for (var index = 0; index < series.Points.Count; index++)
        {
            var (at, value) = series.Points[index];
            var joined = index > 0 && at - series.Points[index - 1].At <= longest;
            var goesOn = index + 1 < series.Points.Count && series.Points[index + 1].At - at <= longest;
            // Most figures stand still most of the time: of such a stretch both ends are enough.
            if (joined && goesOn && series.Points[index - 1].Value.Equals(value) && series.Points[index + 1].Value.Equals(value)) continue;
            path.Append(joined ? 'L' : 'M').Append(Text(X(at))).Append(' ').Append(Y(value));
            if (!joined && !goesOn) path.Append("h2");
        }

        return path.ToString();
    }

    private double X(DateTimeOffset at) => Left + (Math.Clamp((at - reading.From) / reading.Range.Length, 0, 1) * (Width - Left - Right));

    private string Y(double value) => Text(Top + ((ceiling - value) / (ceiling - floor) * (Height - Top - Bottom)));

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
