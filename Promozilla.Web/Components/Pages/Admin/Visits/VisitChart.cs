using System.Globalization;

namespace Promozilla.Web.Components.Pages.Admin.Visits;

/// <summary>Where everything of a chart of visits stands, in SVG units: for each hour or day a bar of pages and in it one of visitors.</summary>
public sealed class VisitChart
{
    private const int Left = 48, Right = 12, Top = 14, Bottom = 26;

    private readonly IReadOnlyList<VisitStep> steps;
    private readonly int ceiling;

    public VisitChart(IReadOnlyList<VisitStep> steps, int width, int height)
    {
        (this.steps, Width, Height) = (steps, width, height);
        var most = steps.Max(step => Math.Max(step.Views, step.Visitors));
        var unit = Round(Math.Max(1, (int)Math.Ceiling(most / 4.0)));
        ceiling = Math.Max(unit, (most + unit - 1) / unit * unit);
        Ticks = [.. Enumerable.Range(0, (ceiling / unit) + 1).Select(index => (Text(Y(index * unit)), index * unit))];
    }

    public int Width { get; }
    public int Height { get; }
    public int PlotLeft => Left;
    public int PlotRight => Width - Right;
    public IReadOnlyList<(string Y, int Count)> Ticks { get; }

    public IEnumerable<VisitBar> Bars => steps.Select((step, index) => new VisitBar(Text(X(index) + (Slot * 0.12)), Text(Slot * 0.76), Bar(step.Views), Bar(step.Visitors)));

    public IEnumerable<(string X, string Label)> Labels(bool hours)
    {
        var every = Math.Max(1, (int)Math.Ceiling(steps.Count / (Width > 500 ? 12.0 : 6.0)));
        return steps.Select((step, index) => (index, step)).Where(pair => pair.index % every is 0)
            .Select(pair => (Text(X(pair.index) + (Slot / 2)), pair.step.At.ToString(hours ? "HH'h'" : "d MMM", CultureInfo.CurrentCulture)));
    }

    private double Slot => (double)(Width - Left - Right) / steps.Count;

    private double X(int index) => Left + (index * Slot);

    private double Y(int count) => Top + ((double)(ceiling - count) / ceiling * (Height - Top - Bottom));

    private (string Y, string Height) Bar(int count) => (Text(Y(count)), Text(Y(0) - Y(count)));

    private static string Text(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>Up to 1, 2 or 5 times a power of ten.</summary>
    private static int Round(int rough)
    {
        var power = 1;
        while (power * 10 <= rough) power *= 10;
        return rough <= power ? power : rough <= power * 2 ? power * 2 : rough <= power * 5 ? power * 5 : power * 10;
    }
}

public sealed record VisitBar(string X, string Width, (string Y, string Height) Views, (string Y, string Height) Visitors);
