using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Promozilla.AppHost.Servers;
using Promozilla.Web.Components.Pages.Admin.Panels;

namespace Promozilla.Tests.Web.Operators.Panels;

public sealed class PrometheusClientTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private readonly LoopbackPrometheus prometheus = new();
    private PrometheusClient client = null!;

    public Task InitializeAsync()
    {
        client = Client(prometheus.Address);
        return prometheus.StartAsync();
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await prometheus.DisposeAsync();
    }

    [Fact]
    public async Task Series_come_with_their_labels_and_points()
    {
        var (now, _) = await client.QueryAsync("sum by (kind, store) (x)", Now, CancellationToken.None);
        Assert.Equal(10, now!.Count);
        Assert.Equal(("kind 3", "store 3", 2), (now[3].Labels["kind"], now[3].Labels["store"], now[3].Labels.Count));
        Assert.Equal(Now, Assert.Single(now[3].Points).At);
        var (past, _) = await client.QueryRangeAsync("x", Now.AddHours(-1), Now, TimeSpan.FromSeconds(20), CancellationToken.None);
        Assert.Equal((Now.AddHours(-1), Now, 181), (past![0].Points[0].At, past[0].Points[^1].At, past[0].Points.Count));
        Assert.Contains("&step=20&timeout=20", prometheus.LastRange, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_number_is_NaN()
    {
        Says("""{"status": "success", "data": {"resultType": "matrix", "result": [{"metric": {}, "values": [[1, "NaN"], [2.5, "+Inf"], [3, "-Inf"], [4, "1e3"]]}]}}""");
        var (series, _) = await client.QueryAsync("x", Now, CancellationToken.None);
        Assert.Equal([double.NaN, double.NaN, double.NaN, 1000], series![0].Points.Select(point => point.Value));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(2.5), series[0].Points[1].At);
    }

    [Theory]
    [InlineData("""{"status": "error", "errorType": "bad_data", "error": "parse error"}""", 400, "refused", "parse error")]
    [InlineData("""{"status": "error", "errorType": "timeout", "error": "query timed out", "data": {"result": null}}""", 503, "refused", "query timed out")]
    [InlineData("<html>busy</html>", 503, "odd", "503 Service Unavailable")]
    [InlineData("""{"status": "success", "data": {"resultType": "scalar", "result": [1, "1"]}}""", 200, "odd", "200 OK")]
    [InlineData("""{"status": "success", "data": {"result": [{"metric": {}, "value": ["x", 1]}]}}""", 200, "odd", "200 OK")]
    [InlineData("""{"status": "success", "data": {"result": [{"metric": {}, "value": [1, "1", 2]}]}}""", 200, "odd", "200 OK")]
    [InlineData("null", 200, "odd", "200 OK")]
    [InlineData("", 401, "odd", "401 Unauthorized")]
    public async Task Every_other_answer_is_told(string body, int status, string kind, string detail)
    {
        Says(body, status);
        var (series, trouble) = await client.QueryAsync("x", Now, CancellationToken.None);
        Assert.Null(series);
        Assert.Equal(new PanelTrouble(kind, detail), trouble);
    }

    [Fact]
    public async Task Nobody_waits_long_and_few_ask_at_once()
    {
        var (now, most) = (0, 0);
        prometheus.Answer = async query =>
        {
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Task.Delay(query is "slow" ? 5_000 : 50);
            Interlocked.Decrement(ref now);
            return null;
        };
        using var hasty = Client(prometheus.Address, seconds: 1);
        var watch = Stopwatch.StartNew();
        Assert.Equal(new PanelTrouble("slow"), (await hasty.QueryAsync("slow", Now, CancellationToken.None)).Trouble);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.9, 4);
        (now, most) = (0, 0);
        var all = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => client.QueryAsync("x", Now, CancellationToken.None)));
        Assert.All(all, answer => Assert.NotNull(answer.Series));
        Assert.Equal(4, most);
    }

    [Fact]
    public async Task A_dashboard_without_Prometheus_is_one_trouble()
    {
        using var nowhere = Client($"http://localhost:{LoopbackPorts.Take()}");
        var gone = await ReadAsync(nowhere);
        Assert.Equal(("unreachable", 0), (gone.Trouble!.Kind, gone.Panels.Count));
        using var unset = Client(null);
        Assert.Equal("unset", (await ReadAsync(unset)).Trouble!.Kind);
    }

    [Fact]
    public async Task A_panel_that_fails_is_alone_and_the_same_question_is_not_asked_again_within_seconds()
    {
        prometheus.Answer = query => Task.FromResult<IResult?>(query.Contains("promozilla_wishes", StringComparison.Ordinal) ? LoopbackPrometheus.Json("""{"error": "too many samples"}""", 422) : null);
        var query = new PanelsQuery(client, TimeProvider.System);
        var (business, range) = (Dashboard.All.Single(dashboard => dashboard.Key is "business"), PanelRange.Of(6));
        var reading = await query.ReadAsync(business, range, CancellationToken.None);
        var failed = Assert.Single(reading.Panels, panel => panel.Trouble is not null);
        Assert.Equal(("Wishes", new PanelTrouble("refused", "too many samples")), (failed.Panel.Title, failed.Trouble));
        Assert.All(reading.Panels.Except([failed]), panel => Assert.NotEmpty(panel.Series));
        var asked = prometheus.Asked;
        Assert.Equal(business.Panels.Sum(panel => panel.Targets.Count) + 1, asked);
        Assert.Same(reading, await query.ReadAsync(business, range, CancellationToken.None));
        Assert.Equal(asked, prometheus.Asked);
        Assert.NotSame(reading, await query.ReadAsync(business, PanelRange.Of(1), CancellationToken.None));
    }

    private static PrometheusClient Client(string? address, double seconds = 20) => new(
        Options.Create(new PanelsOptions { PrometheusUrl = address is null ? null : new Uri(address), WaitSeconds = seconds }), NullLogger<PrometheusClient>.Instance);

    private static Task<DashboardReading> ReadAsync(PrometheusClient client) => new PanelsQuery(client, TimeProvider.System).ReadAsync(Dashboard.All[0], PanelRange.Of(null), CancellationToken.None);

    private void Says(string body, int status = 200) => prometheus.Answer = _ => Task.FromResult<IResult?>(LoopbackPrometheus.Json(body, status));
}
