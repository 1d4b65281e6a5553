using System.Text.RegularExpressions;

namespace Promozilla.Web.Components.Pages.Admin.Panels;

/// <param name="Thresholds">From the lowest up.</param>
public sealed record Panel(
    string Title, string? Description, PanelKind Kind, PanelUnit Unit, IReadOnlyList<PanelThreshold> Thresholds, IReadOnlyList<PanelTarget> Targets)
{
    /// <summary>The colour of the highest threshold that a value has reached; null where there are none.</summary>
    public string? ColourOf(double value) => Thresholds.LastOrDefault(threshold => value >= (threshold.Value ?? double.NegativeInfinity))?.Color;
}

public enum PanelKind
{
    /// <summary>Numbers as they are now: Grafana's stat.</summary>
    Stat,

    /// <summary>Grafana's bargauge.</summary>
    Bars,

    /// <summary>Grafana's timeseries.</summary>
    Lines,
}

/// <param name="Value">From here on; null: from the very bottom.</param>
/// <param name="Color">green, orange, red; text: no judgement.</param>
public sealed record PanelThreshold(double? Value, string Color);

/// <param name="Expr">PromQL, without variables of Grafana's.</param>
/// <param name="LegendFormat">A series' name, with its labels as {{label}}.</param>
public sealed partial record PanelTarget(string Expr, string LegendFormat)
{
    /// <returns>Empty where a series has none of the labels.</returns>
    public string NameOf(IReadOnlyDictionary<string, string> labels) => Label().Replace(LegendFormat, match => labels.GetValueOrDefault(match.Groups[1].Value, "")).Trim();

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex Label();
}
