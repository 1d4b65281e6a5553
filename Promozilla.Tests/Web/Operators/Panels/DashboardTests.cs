using System.Text;
using System.Text.Json;
using Promozilla.Tests.AppHost.Monitoring;
using Promozilla.Web.Components.Pages.Admin.Panels;

namespace Promozilla.Tests.Web.Operators.Panels;

public sealed class DashboardTests
{
    private static readonly string[] Units = ["short", "s", "bytes", "percent", PanelUnit.Share];
    private static readonly string[] Colours = ["text", "green", "orange", "red", "blue"];

    [Fact]
    public void The_site_has_every_dashboard_of_Grafanas_with_every_query()
    {
        var own = from dashboard in Dashboard.All from panel in dashboard.Panels from target in panel.Targets select (dashboard.Title, panel.Title, target.Expr);
        Assert.Equal(MonitoringFiles.Queries.Order(), own.Order());
        Assert.Equal(["quality", "business"], Dashboard.All.Select(dashboard => dashboard.Key));
    }

    [Fact]
    public void Nothing_in_them_is_unknown_here()
    {
        var panels = Dashboard.All.SelectMany(dashboard => dashboard.Panels).ToList();
        Assert.All(panels, panel => Assert.Contains(panel.Unit.Name, Units));
        Assert.All(panels.SelectMany(panel => panel.Thresholds), threshold => Assert.Contains(threshold.Color, Colours));
        // $__range and its like are Grafana's to fill in; $1 is Prometheus' own.
        Assert.All(panels.SelectMany(panel => panel.Targets), target => Assert.DoesNotMatch(@"\$[^0-9]", target.Expr));
        // Where there are none, Grafana has its own: red from 80.
        Assert.All(panels.Where(panel => panel.Kind is not PanelKind.Lines), panel => Assert.NotEmpty(panel.Thresholds));
    }

    [Fact]
    public void A_panel_is_read_with_its_description_decimals_and_thresholds()
    {
        var panel = Assert.Single(Read("stat").Panels);
        Assert.Equal(("How full", "Of the disk.", PanelKind.Stat, new PanelUnit("percent", 1)), (panel.Title, panel.Description, panel.Kind, panel.Unit));
        Assert.Equal((null, "green", "green", "red"), (panel.ColourOf(-1), panel.ColourOf(0), panel.ColourOf(89.9), panel.ColourOf(90)));
        Assert.Equal("a: b", Assert.Single(panel.Targets).NameOf(new Dictionary<string, string> { ["one"] = "a", ["two"] = "b" }));
        Assert.Equal(":", panel.Targets[0].NameOf(new Dictionary<string, string>()));
    }

    [Fact]
    public void A_kind_that_nothing_draws_is_named()
    {
        var unknown = Assert.Throws<JsonException>(() => Read("heatmap"));
        Assert.Equal("How full: a panel of type heatmap.", unknown.Message);
    }

    private static Dashboard Read(string type) => Dashboard.Read("x", new MemoryStream(Encoding.UTF8.GetBytes(
        $$$"""
        {"title": "X", "panels": [{"title": "How full", "description": "Of the disk.", "type": "{{{type}}}",
          "fieldConfig": {"defaults": {"unit": "percent", "decimals": 1, "thresholds": {"mode": "absolute", "steps": [{"color": "green", "value": 0}, {"color": "red", "value": 90}] } } },
          "targets": [{"refId": "A", "expr": "up", "legendFormat": "{{one}}: {{ two }}"}]}]}
        """)));
}
