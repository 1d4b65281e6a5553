using System.Text.RegularExpressions;
using Promozilla.AppHost.Servers;

namespace Promozilla.Tests.AppHost.Monitoring;

[Trait("needs", "prometheus")]
public sealed partial class RulesTests
{
    [Theory]
    [InlineData("check", "rules", "rules.yml")]
    [InlineData("test", "rules", "rules.test.yml")]
    public async Task Every_alert_fires_when_it_should_and_is_quiet_when_all_is_well(params string[] arguments)
    {
        var (code, output) = await Programs.RunAsync(Programs.Require("promtool", "prometheus"), arguments, CancellationToken.None, workingDirectory: MonitoringFiles.Folder);
        Assert.True(code == 0, output);
    }

    [Fact]
    public void Every_alert_is_tried_out_and_leads_to_a_page_that_is_there()
    {
        var alerts = Alert().Matches(MonitoringFiles.Rules).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(alerts);
        var tried = File.ReadAllText(Path.Combine(MonitoringFiles.Folder, "rules.test.yml"));
        Assert.All(alerts, alert => Assert.Contains($"alertname=\"{alert}\", alertstate=\"firing\"", tried, StringComparison.Ordinal));

        var operations = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "operations.md")).Where(line => line.StartsWith('#'))
            .Select(line => NotOfAnAnchor().Replace(line.TrimStart('#', ' ').ToLowerInvariant(), "").Replace(' ', '-')).ToHashSet();
        var pages = Page().Matches(MonitoringFiles.Rules).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(alerts.Count, pages.Count);
        Assert.All(pages, page => Assert.Contains(page, operations));
    }

    [GeneratedRegex(@"- alert: (\w+)")]
    private static partial Regex Alert();

    [GeneratedRegex(@"page: docs/operations\.md#([\w-]+)")]
    private static partial Regex Page();

    [GeneratedRegex(@"[^\w -]")]
    private static partial Regex NotOfAnAnchor();
}
