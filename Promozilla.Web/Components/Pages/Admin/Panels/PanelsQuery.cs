namespace Promozilla.Web.Components.Pages.Admin.Panels;

/// <param name="Name">Empty where its labels say none.</param>
/// <param name="Points">At least one, of numbers alone.</param>
public sealed record PanelSeries(string Name, IReadOnlyList<PrometheusPoint> Points)
{
    public double Latest => Points[^1].Value;
    public double Lowest => Points.Min(point => point.Value);
    public double Highest => Points.Max(point => point.Value);
}

/// <param name="Series">What is most worth a look first.</param>
public sealed record PanelReading(Panel Panel, IReadOnlyList<PanelSeries> Series, PanelTrouble? Trouble);

/// <param name="Trouble">Of all: there are no panels then.</param>
public sealed record DashboardReading(PanelRange Range, DateTimeOffset At, IReadOnlyList<PanelReading> Panels, PanelTrouble? Trouble)
{
    public DateTimeOffset From => At - Range.Length;
}

/// <summary>What Prometheus says to all panels of a dashboard. Whoever asks again within seconds, or at the same time, gets the same.</summary>
public sealed class PanelsQuery(PrometheusClient prometheus, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    private readonly Lock key = new();
    private readonly Dictionary<(string Dashboard, int Hours), (DateTimeOffset At, Task<DashboardReading> Reading)> kept = [];

    public Task<DashboardReading> ReadAsync(Dashboard dashboard, PanelRange range, CancellationToken cancellationToken)
    {
        lock (key)
        {
            var now = clock.GetUtcNow();
            if (!kept.TryGetValue((dashboard.Key, range.Hours), out var last) || now - last.At > Kept)
            {
                // Nobody's own: who goes away does not take it from the others.
                kept[(dashboard.Key, range.Hours)] = last = (now, AskAsync(dashboard, range, now));
            }

            return last.Reading.WaitAsync(cancellationToken);
        }
    }

    private async Task<DashboardReading> AskAsync(Dashboard dashboard, PanelRange range, DateTimeOffset now)
    {
        if (!prometheus.IsSet) return new DashboardReading(range, now, [], new PanelTrouble("unset"));
        using var limit = new CancellationTokenSource(Longest, clock);
        // One question first, of which nothing can be wrong but Prometheus itself.
        var (_, gone) = await prometheus.QueryAsync("vector(1)", now, limit.Token);
        return new DashboardReading(range, now, gone is null ? await Task.WhenAll(dashboard.Panels.Select(panel => ReadAsync(panel, range, now, limit.Token))) : [], gone);
    }

    private async Task<PanelReading> ReadAsync(Panel panel, PanelRange range, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var all = new List<PanelSeries>();
        foreach (var target in panel.Targets)
        {
            var (series, trouble) = panel.Kind is PanelKind.Lines
                ? await prometheus.QueryRangeAsync(target.Expr, now - range.Length, now, range.Step, cancellationToken)
                : await prometheus.QueryAsync(target.Expr, now, cancellationToken);
            if (series is null) return new PanelReading(panel, [], trouble);
            all.AddRange(
                from one in series
                let points = one.Points.Where(point => double.IsFinite(point.Value)).ToList()
                where points.Count > 0
                select new PanelSeries(target.NameOf(one.Labels), points));
        }

        // Of shares what lacks most is sought, of everything else the most.
        return new PanelReading(panel, [.. all.OrderBy(series => panel.Unit.Name is PanelUnit.Share ? series.Lowest : -series.Highest)], null);
    }
}
