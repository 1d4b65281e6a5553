using System.Text.Json;

namespace Promozilla.Web.Components.Pages.Admin.Panels;

/// <summary>One of Grafana's dashboards, as its own file has it: what is drawn here and there is the same.</summary>
/// <param name="Key">The file's name without .json.</param>
/// <param name="Title">As Grafana lists it, in English.</param>
public sealed record Dashboard(string Key, string Title, IReadOnlyList<Panel> Panels)
{
    private const string Folder = "dashboards/";

    private static readonly JsonSerializerOptions Web = JsonSerializerOptions.Web;

    /// <summary>By title, as Grafana lists them.</summary>
    public static IReadOnlyList<Dashboard> All { get; } =
    [
        .. typeof(Dashboard).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => Read(Path.GetFileNameWithoutExtension(name), typeof(Dashboard).Assembly.GetManifestResourceStream(name)!)).OrderBy(dashboard => dashboard.Title, StringComparer.Ordinal),
    ];

    /// <exception cref="JsonException">It has a panel of a kind that nothing here draws.</exception>
    public static Dashboard Read(string key, Stream json)
    {
        using (json)
        {
            var file = JsonSerializer.Deserialize<File>(json, Web)!;
            return new Dashboard(key, file.Title, [.. file.Panels.Select(Read)]);
        }
    }

    private static Panel Read(FilePanel panel)
    {
        var field = panel.FieldConfig.Defaults;
        return new Panel(
            panel.Title, panel.Description,
            panel.Type switch
            {
                "stat" => PanelKind.Stat,
                "bargauge" => PanelKind.Bars,
                "timeseries" => PanelKind.Lines,
                var other => throw new JsonException($"{panel.Title}: a panel of type {other}."),
            },
            new PanelUnit(field.Unit, field.Decimals), field.Thresholds?.Steps ?? [], panel.Targets);
    }

    private sealed record File(string Title, IReadOnlyList<FilePanel> Panels);

    private sealed record FilePanel(string Title, string? Description, string Type, FieldConfig FieldConfig, IReadOnlyList<PanelTarget> Targets);

    private sealed record FieldConfig(Field Defaults);

    private sealed record Field(string Unit, int? Decimals, Thresholds? Thresholds);

    private sealed record Thresholds(IReadOnlyList<PanelThreshold> Steps);
}
