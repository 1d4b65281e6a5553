using System.Text.RegularExpressions;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.AppHost;

/// <summary>A service can't tell the engines apart: the native one gives it the variables that Aspire 13.6 gives.</summary>
[Trait("needs", "servers")]
[Collection("AppHost")]
public sealed partial class AspireParityTests
{
    private static readonly string[] OfEveryProject =
    [
        "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION",
        "OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "OTEL_RESOURCE_ATTRIBUTES", "OTEL_SERVICE_NAME", "OTEL_BLRP_SCHEDULE_DELAY",
        "OTEL_BSP_SCHEDULE_DELAY", "OTEL_METRIC_EXPORT_INTERVAL", "OTEL_TRACES_SAMPLER", "OTEL_METRICS_EXEMPLAR_FILTER",
        "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION", "LOGGING__CONSOLE__FORMATTERNAME",
        "ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT",
    ];

    internal static readonly string[] Database =
    [
        "ConnectionStrings__promozilladb", "PROMOZILLADB_HOST", "PROMOZILLADB_PORT", "PROMOZILLADB_USERNAME", "PROMOZILLADB_PASSWORD", "PROMOZILLADB_URI",
        "PROMOZILLADB_JDBCCONNECTIONSTRING", "PROMOZILLADB_DATABASENAME",
    ];

    internal static readonly string[] Cache = ["ConnectionStrings__cache", "CACHE_HOST", "CACHE_PORT", "CACHE_PASSWORD", "CACHE_URI"];

    internal static readonly string[] Messaging =
        ["ConnectionStrings__messaging", "MESSAGING_HOST", "MESSAGING_PORT", "MESSAGING_USERNAME", "MESSAGING_PASSWORD", "MESSAGING_URI"];

    [Fact]
    public async Task The_worker_and_the_scraper_get_what_Aspire_gives_them_and_no_more_servers_than_they_may_know()
    {
        await using var host = RunningAppHost.Start(TestServers.Folder("engine"), new Dictionary<string, string> { ["Samples__Nights"] = "3" });
        await Eventually.AssertAsync(() => Assert.NotEqual(0, host.Resource("worker").Pid), seconds: 60);
        await Eventually.AssertAsync(() => Assert.NotEqual(0, host.Resource("scraper").Pid), seconds: 60);

        var worker = Processes.EnvironmentOf(host.Resource("worker").Pid);
        Assert.Empty(OfEveryProject.Concat(Database).Concat(Cache).Concat(Messaging).Except(worker.Keys));
        Assert.Empty(new[] { "Smtp__Host", "Smtp__Port", "Samples__Url", "Site__PublicUrl" }.Except(worker.Keys));
        Assert.Matches(@"^Host=localhost;Port=\d+;Username=postgres;Password=\w{22};Database=promozilla$", worker["ConnectionStrings__promozilladb"]);
        Assert.Matches(@"^localhost:\d+,password=\w{22}$", worker["ConnectionStrings__cache"]);
        Assert.Matches(@"^amqp://guest:\w{22}@localhost:\d+$", worker["ConnectionStrings__messaging"]);
        Assert.Matches(@"^postgresql://postgres:\w{22}@localhost:\d+/promozilla$", worker["PROMOZILLADB_URI"]);
        Assert.Matches(@"^jdbc:postgresql://localhost:\d+/promozilla$", worker["PROMOZILLADB_JDBCCONNECTIONSTRING"]);
        Assert.Matches(@"^redis://:\w{22}@localhost:\d+$", worker["CACHE_URI"]);
        Assert.Matches(@"^http://localhost:\d+$", worker["ASPNETCORE_URLS"]);
        Assert.Equal(("worker", "3"), (worker["OTEL_SERVICE_NAME"], worker["Samples__Nights"]));
        Assert.Equal(("http", "Development"), (worker["DOTNET_LAUNCH_PROFILE"], worker["ASPNETCORE_ENVIRONMENT"]));

        var scraper = Processes.EnvironmentOf(host.Resource("scraper").Pid);
        Assert.Empty(OfEveryProject.Concat(Cache).Concat(Messaging).Except(scraper.Keys));
        Assert.DoesNotContain(scraper.Keys, name => Databases().IsMatch(name));
        Assert.Equal(worker["Samples__Url"], "http://" + scraper["Scraper__PrivateHosts__0"]);
        Assert.Equal(Path.Combine(host.Data, "media"), scraper["Media__Directory"]);
        Assert.Matches(@"^\w{22}$", scraper["Lab__Key"]);
    }

    [GeneratedRegex("promozilladb", RegexOptions.IgnoreCase)]
    private static partial Regex Databases();
}
