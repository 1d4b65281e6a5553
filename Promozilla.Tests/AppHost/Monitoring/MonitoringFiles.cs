using System.Text.Json;
using System.Text.RegularExpressions;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.AppHost.Monitoring;

/// <summary>The dashboards and alert rules as they ship.</summary>
internal static partial class MonitoringFiles
{
    public static string Folder => Path.Combine(Repository.Root, "Promozilla.AppHost", "Monitoring");

    public static string Rules => File.ReadAllText(Path.Combine(Folder, "rules.yml"));

    public static IReadOnlyList<(string Dashboard, string Panel, string Query)> Queries { get; } =
    [
        .. from file in Directory.GetFiles(Path.Combine(Folder, "grafana", "dashboards"), "*.json").Order(StringComparer.Ordinal)
           let dashboard = JsonDocument.Parse(File.ReadAllText(file)).RootElement
           from panel in dashboard.GetProperty("panels").EnumerateArray()
           from target in panel.GetProperty("targets").EnumerateArray()
           select (dashboard.GetProperty("title").GetString()!, panel.GetProperty("title").GetString()!, target.GetProperty("expr").GetString()!),
    ];

    /// <summary>Every metric that a dashboard or a rule names.</summary>
    public static IReadOnlyList<string> Names =>
        [.. Named().Matches(string.Join('\n', [Rules, .. Queries.Select(query => query.Query)])).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\b(?:promozilla|http|dotnet|process)_[a-z_]+(?:_total|_seconds|_bytes|_count|_bucket)\b|\bpromozilla_[a-z_]+\b|\bup\b")]
    private static partial Regex Named();
}
