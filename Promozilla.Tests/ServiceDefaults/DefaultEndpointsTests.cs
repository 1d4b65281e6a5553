using System.Diagnostics.Metrics;
using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Promozilla.AppHost.Servers;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.ServiceDefaults;

public sealed partial class DefaultEndpointsTests : IAsyncLifetime
{
    private readonly Meter meter = new("Promozilla.Test");
    private readonly HttpClient client = new();
    private WebApplication app = null!;
    private bool dependencyUp = true;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.AddServiceDefaults();
        builder.Services.AddHealthChecks().AddCheck("the database", () =>
            dependencyUp ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("can't be reached"));
        app = builder.Build();
        app.MapDefaultEndpoints();
        await app.StartAsync();
        client.BaseAddress = new Uri(app.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        meter.Dispose();
        client.Dispose();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Readiness_names_the_dependency_that_is_missing_and_liveness_does_not_depend_on_it()
    {
        dependencyUp = false;
        using var health = await client.GetAsync("/health");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        using var told = JsonDocument.Parse(await health.Content.ReadAsStringAsync());
        Assert.Equal("the database", Assert.Single(told.RootElement.GetProperty("missing").EnumerateArray().ToList()).GetString());
        using var alive = await client.GetAsync("/alive");
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task The_version_says_what_is_running_and_since_when()
    {
        using var told = JsonDocument.Parse(await client.GetStringAsync("/version"));
        Assert.Equal(ProgramVersion.Current.Version, told.RootElement.GetProperty("version").GetString());
        Assert.InRange(told.RootElement.GetProperty("uptimeSeconds").GetInt64(), 0, 24 * 3600);
    }

    [Theory]
    [InlineData("0.1.0+8a9bddc", "0.1.0", "8a9bddc")]
    [InlineData("0.1.0", "0.1.0", null)]
    public void The_commit_stands_behind_the_version_where_the_build_knew_it(string stamped, string version, string? commit)
    {
        Assert.Equal(new ProgramVersion(version, commit), ProgramVersion.Parse(stamped));
        Assert.Equal(stamped, ProgramVersion.Parse(stamped).ToString());
    }

    [Fact]
    public void A_build_in_a_clone_is_stamped_with_the_clones_commit()
    {
        var stamped = typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        var isClone = Path.Exists(Path.Combine(Repository.Root, ".git"));
        Assert.Matches(isClone ? @"^\d+\.\d+\.\d+(-dev\.\d+)?\+[0-9a-f]{40}$" : @"^\d+\.\d+\.\d+$", stamped);
    }

    [Fact]
    public async Task Metrics_are_Prometheus_text()
    {
        var pages = meter.CreateCounter<long>("promozilla.scrape.pages", "{page}", "Pages read");
        var duration = meter.CreateHistogram<double>("promozilla.run.duration", "s");
        pages.Add(3, new KeyValuePair<string, object?>("store", "a \"quoted\"\\ one"));
        duration.Record(0.2);

        var text = await client.GetStringAsync("/metrics");
        Assert.Contains("# TYPE promozilla_scrape_pages_total counter\npromozilla_scrape_pages_total{store=\"a \\\"quoted\\\"\\\\ one\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("promozilla_run_duration_seconds_bucket{le=\"+Inf\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("promozilla_run_duration_seconds_count 1\n", text, StringComparison.Ordinal);
        Assert.All(text.TrimEnd('\n').Split('\n'), line => Assert.Matches(Exposition(), line));
    }

    [Theory]
    [InlineData("203.0.113.9", HttpStatusCode.NotFound)]
    [InlineData("10.0.0.3, 203.0.113.9", HttpStatusCode.NotFound)]
    [InlineData("203.0.113.9, 10.0.0.3", HttpStatusCode.NotFound)]
    [InlineData("nobody", HttpStatusCode.NotFound)]
    [InlineData("10.0.0.3, 100.64.1.2", HttpStatusCode.NotFound)]
    public async Task Metrics_are_not_there_for_a_request_that_a_proxy_handed_on(string hops, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("X-Forwarded-For", hops);
        using var answer = await client.SendAsync(request);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.31.0.1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("169.254.169.254", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::ffff:192.168.1.1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("64:ff9b::7f00:1", true)]
    [InlineData("2002:7f00:1::", true)]
    [InlineData("2a00:1450:4003:80a::200e", false)]
    [InlineData("93.184.216.34", false)]
    public void Private_addresses_are_told_from_public_ones(string address, bool expected) =>
        Assert.Equal(expected, PrivateCaller.IsPrivate(IPAddress.Parse(address)));

    [GeneratedRegex("""^(# (HELP|TYPE) .+|[a-zA-Z_:][a-zA-Z0-9_:]*(\{.*\})? [-+0-9.eEINFa]+)$""")]
    private static partial Regex Exposition();
}
