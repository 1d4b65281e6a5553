namespace Promozilla.Web.Components.Pages.Admin.Panels;

/// <summary>How far back lines go.</summary>
/// <param name="TickMinutes">Between two marks of the axis of time, counted from midnight.</param>
public sealed record PanelRange(int Hours, int TickMinutes)
{
    private const int Points = 180;

    private static readonly PanelRange Day = new(24, 360);

    public static IReadOnlyList<PanelRange> All { get; } = [new(1, 15), new(6, 90), Day, new(168, 2880)];

    public TimeSpan Length => TimeSpan.FromHours(Hours);

    public TimeSpan Step => Length / Points;

    /// <summary>A day, as in the dashboards, unless another one is asked for.</summary>
    public static PanelRange Of(int? hours) => All.FirstOrDefault(range => range.Hours == hours) ?? Day;
}
