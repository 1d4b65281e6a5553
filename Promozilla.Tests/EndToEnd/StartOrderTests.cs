using System.Globalization;
using System.Net;
using System.Text.Json;
using Promozilla.AppHost.Servers;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.EndToEnd;

/// <summary>A published topology starts everything at once: each service comes up without what it depends on, says what is missing, and goes on when it is there.</summary>
[Trait("needs", "servers")]
public sealed class StartOrderTests : IDisposable
{
    private readonly HttpClient http = new();
    private readonly int postgres = LoopbackPorts.Take(), rabbitMq = LoopbackPorts.Take(), redis = LoopbackPorts.Take(), smtp = LoopbackPorts.Take();

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task Services_that_start_before_their_servers_live_name_what_is_missing_and_turn_ready()
    {
        await using var web = await StartAsync("Promozilla.Web");
        await using var worker = await StartAsync("Promozilla.Worker");
        await using var scraper = await StartAsync("Promozilla.Scraper");
        await MissingAsync(web, HttpStatusCode.ServiceUnavailable, "PromozillaDbContext", "StackExchange.Redis", "schema");
        await MissingAsync(worker, HttpStatusCode.ServiceUnavailable, "PromozillaDbContext", "RabbitMQ.Client", "StackExchange.Redis", "worker");
        await MissingAsync(scraper, HttpStatusCode.ServiceUnavailable, "RabbitMQ.Client", "StackExchange.Redis");

        // The site before the schema that the worker makes; the cache last.
        await using var database = await PostgresServer.StartAsync(TestServers.Folder("postgres"), TestServers.Temporary with { Port = postgres }, CancellationToken.None);
        await using var broker = await RabbitMqServer.StartAsync(TestServers.Folder("rabbitmq"), TestServers.Temporary with { Port = rabbitMq }, managementPort: null, CancellationToken.None);
        await MissingAsync(web, HttpStatusCode.OK, "StackExchange.Redis");
        await using var cache = await RedisServer.StartAsync(TestServers.Folder("redis"), TestServers.Temporary with { Port = redis }, CancellationToken.None);
        foreach (var service in (ServiceProcess[])[web, worker, scraper]) await MissingAsync(service, HttpStatusCode.OK);

        await database.DisposeAsync();
        await MissingAsync(worker, HttpStatusCode.ServiceUnavailable, "PromozillaDbContext");
        foreach (var service in (ServiceProcess[])[web, worker, scraper]) Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(service, "/alive")).Status);
    }

    private Task<ServiceProcess> StartAsync(string project) => ServiceProcess.StartAsync(
        project,
        address => new Dictionary<string, string>
        {
            ["ConnectionStrings__promozilladb"] = Text($"Host=localhost;Port={postgres};Username=postgres;Password=test-password;Database=promozilla"),
            ["ConnectionStrings__messaging"] = Text($"amqp://guest:test-password@localhost:{rabbitMq}"),
            ["ConnectionStrings__cache"] = Text($"localhost:{redis},password=test-password"),
            ["Smtp__Host"] = "localhost",
            ["Smtp__Port"] = Text($"{smtp}"),
            ["Site__PublicUrl"] = address,
            ["Media__Directory"] = TestServers.Folder("media"),
        },
        ready: "/alive");

    private Task MissingAsync(ServiceProcess service, HttpStatusCode status, params string[] missing) => Eventually.AssertAsync(
        async () =>
        {
            var answer = await AnswerAsync(service, "/health");
            using var told = JsonDocument.Parse(answer.Body);
            Assert.Equal(missing.Order(StringComparer.Ordinal), told.RootElement.GetProperty("missing").EnumerateArray().Select(name => name.GetString()!).Order(StringComparer.Ordinal));
            Assert.Equal(status, answer.Status);
        },
        seconds: 120);

    private async Task<(HttpStatusCode Status, string Body)> AnswerAsync(ServiceProcess service, string path)
    {
        using var answer = await http.GetAsync(service.Address + path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
