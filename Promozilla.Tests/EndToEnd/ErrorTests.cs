using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Npgsql;
using Promozilla.Data.Operators;
using Promozilla.Messaging.Contracts;
using Promozilla.Tests.Servers;
using Promozilla.Tests.Web.Accounts;
using Promozilla.Tests.Web.Operators;
using Promozilla.Tests.Worker;
using Promozilla.Worker.Operators;
using RabbitMQ.Client;
using Xunit.Abstractions;

namespace Promozilla.Tests.EndToEnd;

/// <summary>The three services as processes, each with something that always throws: what the operator, Prometheus and an OpenTelemetry backend get of it, and that it ends.</summary>
[Trait("needs", "servers")]
public sealed partial class ErrorTests(PostgresFixture postgres, RabbitMqFixture rabbitMq, RedisFixture redis, MailFixture mail, ITestOutputHelper output)
    : IClassFixture<PostgresFixture>, IClassFixture<RabbitMqFixture>, IClassFixture<RedisFixture>, IClassFixture<MailFixture>
{
    private const string Administrator = "operadora@example.test";
    private readonly string address = $"operador@{Guid.NewGuid():n}.example";
    private readonly HttpClient http = new();
    private IPage? admin;

    [Fact]
    public async Task What_always_throws_is_one_group_one_mail_a_metric_and_a_log_record_in_every_service_and_comes_back_when_it_was_resolved()
    {
        await using var database = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var otlp = await OtlpReceiver.StartAsync();
        await using var worker = await StartAsync("Promozilla.Worker", "worker", otlp);
        await using var scraper = await StartAsync("Promozilla.Scraper", "scraper", otlp);
        await using var web = await StartAsync("Promozilla.Web", "web", otlp);
        using var page = await http.GetAsync(web.Address + "/p/nenhum-jogo");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);

        foreach (var service in (ServiceProcess[])[worker, scraper, web]) Assert.Contains("promozilla_errors_total{type=\"none\"} 0", await http.GetStringAsync(service.Address + "/metrics"), StringComparison.Ordinal);

        // A handler of each that always throws, and a page whose table is gone.
        await PublishAsync(new ListingsObserved(Guid.CreateVersion7(), "x", "x", 1, 1, TimeProvider.System.GetUtcNow(), null!));
        await PublishAsync(new ReadProductPage(Guid.CreateVersion7(), Guid.CreateVersion7(), "x", null!, null, "https://loja.example/?ana@example.pt"));
        await ExecuteAsync(database, "ALTER TABLE product_redirects RENAME TO gone");
        for (var time = 0; time < 3; time++)
        {
            using var failed = await http.GetAsync(web.Address + "/p/nenhum-jogo?de=ana@example.pt");
            Assert.Equal(HttpStatusCode.InternalServerError, failed.StatusCode);
        }

        await Eventually.AssertAsync(
            async () => Assert.Equal(
                ["scraper|System.ArgumentNullException|Promozilla.Scraper.Stores.StoreDefinition.Parse|1|open", "web|Npgsql.PostgresException 42P01|3|open", "worker|System.NullReferenceException|Promozilla.Worker.Ingest.Soundness.Of|1|open"],
                await GroupsAsync(database)),
            seconds: 60);
        Assert.Equal(3L, await ValueAsync(database, "SELECT count(*) FROM error_groups WHERE last_trace_id ~ '^[0-9a-f]{32}$' AND last_release <> '' AND position('ana@' in message || stack) = 0"));
        Assert.Equal(
            ["process listings-observed", "process read-product-page"],
            await RowsAsync(database, "SELECT doing FROM error_occurrences moment JOIN error_groups g ON g.id = group_id WHERE service <> 'web' ORDER BY doing"));
        output.WriteLine(string.Join('\n', await RowsAsync(database, "SELECT doing FROM error_occurrences")));
        foreach (var (service, type) in ((ServiceProcess, string)[])[(worker, "System.NullReferenceException"), (scraper, "System.ArgumentNullException"), (web, "Npgsql.PostgresException 42P01")])
        {
            Assert.Contains($"promozilla_errors_total{{type=\"{type}\"}}", await http.GetStringAsync(service.Address + "/metrics"), StringComparison.Ordinal);
        }

        await Eventually.AssertAsync(() =>
        {
            Assert.True(otlp.Has(("service.name", "worker"), ("exception.type", "System.NullReferenceException")), "worker");
            Assert.True(otlp.Has(("service.name", "scraper"), ("exception.type", "System.ArgumentNullException")), "scraper");
            Assert.True(otlp.Has(("service.name", "web"), ("exception.type", "Npgsql.PostgresException")), "web");
            Assert.True(otlp.Mentions("exception.stacktrace") && otlp.Mentions("promozilla.error.fingerprint"));
            Assert.False(otlp.Mentions("ana@example.pt"));
        });
        // Each is told once, however the three fell into mails.
        await Eventually.AssertAsync(async () => Assert.Equal(3, (await ToldAsync()).Count), seconds: 60);
        Assert.Equal(3, (await ToldAsync()).Distinct().Count());

        await OperatorSeesAsync(web, "System.NullReferenceException", "System.ArgumentNullException", "Npgsql.PostgresException 42P01");

        // Mended and resolved, all is well; the next one of the same is told again at once.
        await ExecuteAsync(database, "ALTER TABLE gone RENAME TO product_redirects");
        await OperatorResolvesAllAsync(web);
        Assert.Equal(3L, await ValueAsync(database, "SELECT count(*) FROM error_groups WHERE state = 'resolved'"));
        using var again = await http.GetAsync(web.Address + "/p/nenhum-jogo");
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        await PublishAsync(new ReadProductPage(Guid.CreateVersion7(), Guid.CreateVersion7(), "x", null!, null, "https://loja.example/"));
        await Eventually.AssertAsync(async () => Assert.Equal(4, (await ToldAsync()).Count), seconds: 60);
        Assert.Equal(3, (await ToldAsync()).Distinct().Count());
        foreach (var service in (ServiceProcess[])[worker, scraper, web]) Assert.True((await http.GetAsync(service.Address + "/health")).IsSuccessStatusCode);
        output.WriteLine(string.Join('\n', await GroupsAsync(database)));
    }

    private async Task OperatorSeesAsync(ServiceProcess web, params string[] types)
    {
        await using (var db = postgres.CreateContext()) await AdminSite.AddPersonAsync(db, Administrator);
        await using (var acts = await WorkerUnderTest.CreateAsync(postgres.ConnectionString)) Assert.Null(await acts.Get<Appointment>().AppointAsync(Administrator, OperatorRoles.Administrator, CancellationToken.None));
        var browser = await Chromium.Browser;
        var context = await browser.NewContextAsync(new BrowserNewContextOptions { BaseURL = web.Address, Locale = "pt-PT", JavaScriptEnabled = false });
        admin = await context.NewPageAsync();
        await admin.SignInAsync(Administrator);
        await admin.GotoAsync("/admin/erros");
        var shown = await admin.InnerTextAsync("main");
        Assert.All(types, type => Assert.Contains(type, shown, StringComparison.Ordinal));
    }

    private async Task OperatorResolvesAllAsync(ServiceProcess web)
    {
        await admin!.GotoAsync(web.Address + "/admin/erros");
        while (await admin.Locator("table a").First.IsVisibleAsync())
        {
            await admin.Locator("table a").First.ClickAsync();
            await admin.ClickAsync("button[value=resolved]");
            await admin.GotoAsync(web.Address + "/admin/erros");
        }

        await admin.Context.CloseAsync();
    }

    private Task<ServiceProcess> StartAsync(string project, string name, OtlpReceiver otlp) => ServiceProcess.StartAsync(project, site => new Dictionary<string, string>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ConnectionStrings__promozilladb"] = postgres.ConnectionString,
        ["ConnectionStrings__messaging"] = rabbitMq.ConnectionString,
        ["ConnectionStrings__cache"] = redis.ConnectionString,
        ["Aspire__RabbitMQ__Client__RetryDelaysSeconds__0"] = "1",
        ["OTEL_SERVICE_NAME"] = name,
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = otlp.Endpoint,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
        ["Operators__MailAddress"] = address,
        ["Backup__Enabled"] = "false",
        ["Media__Directory"] = TestServers.Folder("media"),
        ["Smtp__Host"] = "localhost",
        ["Smtp__Port"] = mail.Server.Port.ToString(CultureInfo.InvariantCulture),
        ["Smtp__From"] = "avisos@promozilla.example",
        ["Site__PublicUrl"] = site,
    });

    /// <summary>As it may come from an older version, or by hand: the publisher itself would not.</summary>
    private async Task PublishAsync<TMessage>(TMessage message)
        where TMessage : IMessage
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(rabbitMq.ConnectionString) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var properties = new BasicProperties { MessageId = message.MessageId.ToString(), Headers = new Dictionary<string, object?> { ["schema-version"] = TMessage.SchemaVersion } };
        await channel.BasicPublishAsync("", TMessage.Queue, mandatory: true, properties, Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message, JsonSerializerOptions.Web)));
    }

    /// <summary>The addresses of groups in the operator's mails, one for each telling.</summary>
    private async Task<List<string>> ToldAsync()
    {
        var caught = await http.GetFromJsonAsync<Caught[]>(new Uri(mail.Server.Web, "/email"));
        return [.. caught!.Where(one => one.To.Any(to => to.Address == address)).SelectMany(one => Link().Matches(one.Text)).Select(match => match.Value)];
    }

    private static Task<List<string>> GroupsAsync(NpgsqlDataSource database) =>
        RowsAsync(database, "SELECT concat_ws('|', service, type, CASE WHEN service <> 'web' THEN place END, count, state) FROM error_groups ORDER BY service, type");

    private static async Task<List<string>> RowsAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }

    private static async Task<long> ValueAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    [GeneratedRegex(@"/admin/erros/\d+")]
    private static partial Regex Link();

    private sealed record Caught(CaughtAddress[] To, string Text);

    private sealed record CaughtAddress(string Address);
}
