using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.AppHost.Monitoring;

/// <summary>
/// What services said on /metrics while something was well, broken and mended, given to promtool with the rules as they ship: each measurement is held for as long as the most patient of these
/// rules waits, since promtool has all the time in the world and a test has not.
/// </summary>
internal sealed partial class MeasuredRules(IReadOnlyDictionary<string, string> services)
{
    /// <summary>Minutes: no rule that this is for waits longer than five, and five more pass before an absent metric is.</summary>
    private const int Held = 12;
    private static readonly HashSet<string> Named = [.. Name().Matches(MonitoringFiles.Rules).Select(match => match.Value)];
    private readonly HttpClient http = new();
    private readonly List<(Dictionary<string, string> Said, string[] Firing)> phases = [];

    /// <summary>Another phase: what every service says as soon as these alerts fire at its end, and no other. Figures are read now and then, so what they say comes one after the other.</summary>
    /// <param name="alerts">Each as often as it fires: "BrokerLost 2".</param>
    public async Task ReachAsync(params string[] alerts)
    {
        phases.Add(default);
        await Eventually.AssertAsync(
            async () =>
            {
                phases[^1] = (await MeasureAsync(), alerts);
                await CheckAsync();
            },
            seconds: 60);
    }

    /// <summary>Prometheus adds whether a service answered, and whose it is.</summary>
    private async Task<Dictionary<string, string>> MeasureAsync()
    {
        var phase = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (service, address) in services)
        {
            var text = await http.GetStringAsync(address + "/metrics");
            phase[$$"""up{service="{{service}}"}"""] = "1";
            foreach (Match line in Sample().Matches(text).Where(line => Named.Contains(line.Groups["name"].Value)))
            {
                var labels = string.Join(',', ((string[])[$"service=\"{service}\"", line.Groups["labels"].Value]).Where(label => label.Length > 0));
                phase[$$"""{{line.Groups["name"].Value}}{{{labels}}}"""] = line.Groups["value"].Value;
            }
        }

        return phase;
    }

    private async Task CheckAsync()
    {
        var folder = Directory.CreateTempSubdirectory("promozilla-rules-");
        var file = Path.Combine(folder.FullName, "measured.test.yml");
        await File.WriteAllTextAsync(file, Text());
        var (code, output) = await Programs.RunAsync(Programs.Require("promtool", "prometheus"), ["test", "rules", file], CancellationToken.None);
        folder.Delete(recursive: true);
        Assert.True(code == 0, output);
    }

    private string Text()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"rule_files: ['{Path.Combine(MonitoringFiles.Folder, "rules.yml")}']\nevaluation_interval: 1m\ntests:\n  - interval: 1m\n    input_series:\n");
        foreach (var series in phases.SelectMany(phase => phase.Said.Keys).Distinct().Order(StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"      - {{ series: '{series.Replace("'", "''", StringComparison.Ordinal)}', values: \"{string.Join(' ', phases.Select(phase => Values(phase.Said.GetValueOrDefault(series))))}\" }}\n");
        }

        text.Append("    promql_expr_test:\n");
        foreach (var (phase, (_, alerts)) in phases.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"      - expr: 'count by (alertname) (ALERTS{{alertstate=\"firing\"}})'\n        eval_time: {((phase + 1) * Held) - 1}m\n        exp_samples:\n");
            foreach (var alert in alerts.Select(alert => alert.Split(' '))) text.Append(CultureInfo.InvariantCulture, $"          - {{ labels: '{{alertname=\"{alert[0]}\"}}', value: {alert[1]} }}\n");
        }

        return text.ToString();
    }

    /// <summary>What was measured and then not any more is stale at once, as a scrape without it makes it.</summary>
    private static string Values(string? value) => value is null ? $"stale _x{Held - 1}" : $"{value}x{Held - 1}";

    [GeneratedRegex(@"\b[a-z]+_[a-z_]+[a-z]\b")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?<name>[a-z_]+)(?:\{(?<labels>.*)\})? (?<value>[-+0-9.eE]+)$", RegexOptions.Multiline)]
    private static partial Regex Sample();
}
