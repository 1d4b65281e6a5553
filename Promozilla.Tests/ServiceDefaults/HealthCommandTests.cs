using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Promozilla.AppHost.Servers;
using Promozilla.ServiceDefaults;

namespace Promozilla.Tests.ServiceDefaults;

public sealed class HealthCommandTests
{
    [Theory]
    [InlineData("", 8080)]
    [InlineData("ASPNETCORE_HTTP_PORTS=8081;9000", 8081)]
    [InlineData("HTTP_PORTS=8082 ASPNETCORE_HTTP_PORTS=8080", 8082)]
    [InlineData("ASPNETCORE_URLS=http://+:8083;https://+:8443 HTTP_PORTS=1", 8083)]
    [InlineData("ASPNETCORE_URLS=http://localhost:5080", 5080)]
    public void It_asks_where_the_service_listens(string environment, int expected)
    {
        var settings = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(one => one.Split('=', 2)).ToDictionary(one => one[0], one => one[1]);
        Assert.Equal(expected, HealthCommand.Port(settings.GetValueOrDefault));
    }

    [Fact]
    public async Task It_ends_as_the_service_answers()
    {
        var ready = true;
        await using var app = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]).Build();
        app.MapGet("/health", () => ready ? Results.Text("well") : Results.Text("no database", statusCode: StatusCodes.Status503ServiceUnavailable));
        await app.StartAsync();
        var port = new Uri(app.Urls.Single()).Port;

        Assert.Equal((0, "well\n"), await AskAsync(port));
        ready = false;
        Assert.Equal((1, "no database\n"), await AskAsync(port));
        await app.StopAsync();
        Assert.Equal(1, (await AskAsync(port)).Code);
    }

    [Theory]
    [InlineData("Promozilla.Web")]
    [InlineData("Promozilla.Worker")]
    [InlineData("Promozilla.Scraper")]
    public async Task Every_service_has_it_and_needs_no_setting_for_it(string service)
    {
        var built = Path.GetRelativePath(Path.Combine(Repository.Root, "Promozilla.Tests"), AppContext.BaseDirectory);
        await using var app = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]).Build();
        app.MapGet("/alive", () => "alive, alive");
        await app.StartAsync();
        var environment = new Dictionary<string, string> { ["ASPNETCORE_URLS"] = app.Urls.Single() };

        var program = Path.Combine(Repository.Root, service, built, $"{service}.dll");
        var (code, said) = await Programs.RunAsync("dotnet", [program, "healthcheck", "/alive"], CancellationToken.None, environment);
        Assert.Equal((0, "alive, alive"), (code, said.Trim()));
        (code, _) = await Programs.RunAsync("dotnet", [program, "healthcheck"], CancellationToken.None, environment);
        Assert.Equal(1, code);
    }

    private static async Task<(int Code, string Said)> AskAsync(int port)
    {
        var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        return (await HealthCommand.AskAsync(port, "/health", output), output.ToString());
    }
}
