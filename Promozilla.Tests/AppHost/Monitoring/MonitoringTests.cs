using System.Net;
using System.Text.Json;
using Npgsql;
using Promozilla.AppHost.Servers;
using Promozilla.Tests.EndToEnd;
using Promozilla.Tests.Servers;
using Promozilla.Web.Components.Pages.Admin.Panels;
using Xunit.Abstractions;

namespace Promozilla.Tests.AppHost.Monitoring;

/// <summary>The whole topology with Prometheus in it, on a few nights of sample history.</summary>
[Trait("needs", "prometheus")]
[Collection("AppHost")]
public sealed class MonitoringTests(ITestOutputHelper output)
{
    private static readonly string[] Services = ["web", "worker", "scraper"];
    private static readonly string[] Pages = ["/", "/jogos", "/consolas", "/acessorios", "/procurar?q=mario", "/privacidade"];

    [Fact]
    public async Task Prometheus_finds_every_service_and_every_panel_shows_something()
    {
        using var operators = new Shopper();
        await using var host = RunningAppHost.Start(TestServers.Folder("engine"), new Dictionary<string, string> { ["Samples__Nights"] = "4", ["Operators__FirstAddress"] = operators.Address });
        await host.ReadyAsync(300);
        using var http = new HttpClient();
        var site = host.Address("web");
        foreach (var page in Pages) (await http.GetAsync(site + page)).EnsureSuccessStatusCode();
        await BackUpAsync(host);

        var wrong = "";
        foreach (var service in Services)
        {
            var metrics = await http.GetStringAsync(host.Address(service) + "/metrics");
            var (code, said) = await Programs.RunAsync(Programs.Require("promtool", "prometheus"), ["check", "metrics"], CancellationToken.None, input: metrics);
            if (code != 0) wrong += $"{service}: {said}";
        }

        Assert.Equal("", wrong);

        var prometheus = host.Address("prometheus");
        await Eventually.AssertAsync(
            async () =>
            {
                // Rates want pages between two readings.
                foreach (var page in Pages) (await http.GetAsync(site + page)).Dispose();
                var empty = new List<string>();
                foreach (var (dashboard, panel, query) in MonitoringFiles.Queries)
                {
                    if (await CountAsync(http, prometheus, query) == 0) empty.Add($"{dashboard}, {panel}: {query}");
                }

                Assert.True(empty.Count == 0, string.Join('\n', empty));
            },
            seconds: 240);

        await using var database = NpgsqlDataSource.Create(host.Resource("promozilladb").ConnectionString!);
        await ShowsAsync(operators, database, site);

        Assert.Equal(3, await CountAsync(http, prometheus, "up == 1"));
        var known = await ListAsync(http, $"{prometheus}/api/v1/label/__name__/values");
        Assert.Empty(MonitoringFiles.Names.Except(known));
        output.WriteLine($"{MonitoringFiles.Queries.Count} queries, {MonitoringFiles.Names.Count} metrics named, {known.Count} known");
        var rules = await http.GetStringAsync($"{prometheus}/api/v1/rules");
        Assert.Contains("StoreNotRead", rules, StringComparison.Ordinal);
        Assert.DoesNotContain("\"health\":\"err\"", rules, StringComparison.Ordinal);
    }

    /// <summary>The operators' room, which the AppHost told where Prometheus is, draws them all.</summary>
    private static async Task ShowsAsync(Shopper operators, NpgsqlDataSource database, string site)
    {
        await operators.RegisterAsync(database, site, site);
        await using var roles = database.CreateCommand("SELECT count(*) FROM user_roles");
        await Eventually.AssertAsync(async () => Assert.Equal(1L, await roles.ExecuteScalarAsync()), seconds: 60);
        await operators.EnterAsync(site, site);
        foreach (var dashboard in Dashboard.All)
        {
            var page = WebUtility.HtmlDecode(await operators.ReadAsync($"{site}/admin/paineis?quadro={dashboard.Key}&horas=1&lang=en"));
            Assert.All(dashboard.Panels, panel => Assert.Contains($">{panel.Title}</", page, StringComparison.Ordinal));
            Assert.Equal(dashboard.Panels.Count(panel => panel.Kind is PanelKind.Lines), page.Split("class=\"chart\"").Length - 1);
            Assert.DoesNotContain("No data.", page, StringComparison.Ordinal);
        }
    }

    /// <summary>By the command, as an operator does, while everything runs.</summary>
    private static async Task BackUpAsync(RunningAppHost host)
    {
        var built = Path.GetRelativePath(Path.Combine(Repository.Root, "Promozilla.Tests"), AppContext.BaseDirectory);
        var (code, said) = await Programs.RunAsync(
            "dotnet",
            [Path.Combine(Repository.Root, "Promozilla.Worker", built, "Promozilla.Worker.dll"), "backup", Directory.CreateDirectory(Path.Combine(host.Data, "backups")).FullName],
            CancellationToken.None,
            new Dictionary<string, string>
            {
                ["ConnectionStrings__promozilladb"] = host.Resource("promozilladb").ConnectionString!,
                ["Media__Directory"] = Path.Combine(host.Data, "media"),
            });
        Assert.True(code == 0, said);
        Assert.Matches(@"promozilla-\d{8}-\d{6}\.tar: \d+ tables, \d{3,} rows", said);
    }

    private static async Task<int> CountAsync(HttpClient http, string prometheus, string query)
    {
        using var answer = JsonDocument.Parse(await http.GetStringAsync($"{prometheus}/api/v1/query?query={Uri.EscapeDataString(query)}"));
        return answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray().Count(row => row.GetProperty("value")[1].GetString() is not "NaN");
    }

    private static async Task<List<string>> ListAsync(HttpClient http, string address)
    {
        using var answer = JsonDocument.Parse(await http.GetStringAsync(address));
        return [.. answer.RootElement.GetProperty("data").EnumerateArray().Select(name => name.GetString()!)];
    }
}
