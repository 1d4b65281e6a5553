using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Promozilla.AppHost.Servers;
using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.AppHost.Monitoring;
using Promozilla.Tests.Servers;
using RabbitMQ.Client;
using StackExchange.Redis;

namespace Promozilla.Tests.EndToEnd;

/// <summary>
/// The three services and the sample stores as processes, with servers of their own that tests stop and start, and a disk that they fill. The services are started first: nothing that they need
/// is there yet. Three good nights have passed, and an administrator is signed in.
/// </summary>
public sealed partial class WholeSystem : IAsyncLifetime
{
    public const string Name = "whole system";
    public static readonly DateOnly Day = new(2026, 9, 7);
    private const string Password = "test-password";
    private readonly string folder = TestServers.Folder("whole");
    private readonly int postgres = LoopbackPorts.Take(), rabbitMq = LoopbackPorts.Take(), redis = LoopbackPorts.Take(), smtp = LoopbackPorts.Take(), mailPage = LoopbackPorts.Take();
    private readonly Dictionary<string, ServiceProcess> services = [];
    private readonly ConcurrentDictionary<string, List<string>> said = new();
    private readonly HttpClient http = new();
    private ServiceProcess samples = null!;

    public WholeSystem()
    {
        Postgres = new StoppableServer(async () => await PostgresServer.StartAsync(Path.Combine(folder, "postgres"), Start(postgres), CancellationToken.None));
        RabbitMq = new StoppableServer(async () => await RabbitMqServer.StartAsync(Path.Combine(folder, "rabbitmq"), Start(rabbitMq), managementPort: null, CancellationToken.None));
        Redis = new StoppableServer(async () => await RedisServer.StartAsync(Path.Combine(folder, "redis"), Start(redis), CancellationToken.None));
        Mail = new StoppableServer(async () => await MailServer.StartAsync(Path.Combine(folder, "mail"), Start(smtp), mailPage, CancellationToken.None));
    }

    internal StoppableServer Postgres { get; }

    internal StoppableServer RabbitMq { get; }

    internal StoppableServer Redis { get; }

    internal StoppableServer Mail { get; }

    internal TinyDisk Disk { get; private set; } = null!;

    internal OtlpReceiver Otlp { get; private set; } = null!;

    internal FaultyShops Shops { get; private set; } = null!;

    internal Shopper Admin { get; } = new();

    public NpgsqlDataSource Database { get; private set; } = null!;

    private string Broker => Text($"amqp://guest:{Password}@localhost:{rabbitMq}");

    public string Media => Path.Combine(Disk.Folder, "media");

    public string Site => Address("web");

    /// <summary>Who is mailed of what goes wrong.</summary>
    public string Operator { get; } = $"operador@{Guid.NewGuid():n}.example";

    /// <summary>What each service's /health said, one after the other, from before its first server lived until it was ready.</summary>
    public IReadOnlyDictionary<string, List<string>> Said => said;

    private string DatabaseAddress => Text($"Host=localhost;Port={postgres};Username=postgres;Password={Password};Database=promozilla");

    private string Cache => Text($"localhost:{redis},password={Password}");

    public string Address(string service) => services[service].Address;

    public async Task InitializeAsync()
    {
        Disk = await TinyDisk.CreateAsync();
        Otlp = await OtlpReceiver.StartAsync();
        samples = await ServiceProcess.StartAsync("samples/Promozilla.SampleStores", _ => new Dictionary<string, string>());
        foreach (var name in (string[])["Web", "Worker", "Scraper"]) services[name.ToLowerInvariant()] = await ServiceProcess.StartAsync($"Promozilla.{name}", address => Settings(name, address), ready: "/alive");
        foreach (var service in services.Keys) await HearAsync(service);

        // The site before the schema that the Worker makes; the cache last.
        await Task.WhenAll(Mail.StartAsync(), Postgres.StartAsync(), RabbitMq.StartAsync());
        await Eventually.AssertAsync(async () => Assert.StartsWith("200", await HearAsync("web"), StringComparison.Ordinal), seconds: 120);
        await Redis.StartAsync();
        await HealthyAsync();

        Database = NpgsqlDataSource.Create(DatabaseAddress);
        Shops = FaultyShops.Of(DatabaseAddress, Text($"http://localhost:{mailPage}"), samples.Address, _ => { });
        await Shops.SetDayAsync(Day);
        await Shops.PassGoodNightsAsync();
        // A few pictures are enough: the others come another day.
        await Eventually.AssertAsync(async () => Assert.InRange(await CountAsync("SELECT count(*) FROM products WHERE image_hash IS NOT NULL"), 4, long.MaxValue), seconds: 60);
        await ExecuteAsync("UPDATE listings SET image_refused = image_url, image_retry_at = now() + interval '1 day' WHERE image_source IS DISTINCT FROM image_url");
        // The appointment ends whatever sessions there are.
        await Admin.RegisterAsync(Database, Site, Site);
        await Eventually.AssertAsync(async () => Assert.Equal(1, await CountAsync("SELECT count(*) FROM user_roles")), seconds: 60);
        await Admin.EnterAsync(Site, Site);
        await Admin.ReadAsync($"{Site}/admin");
        await ForgetOutagesAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var service in services.Values.Append(samples).Where(service => service is not null)) await service.DisposeAsync();
        foreach (var server in (StoppableServer[])[RabbitMq, Postgres, Redis, Mail]) await server.DisposeAsync();
        if (Shops is not null) await Shops.DisposeAsync();
        if (Database is not null) await Database.DisposeAsync();
        await Otlp.DisposeAsync();
        await Disk.DisposeAsync();
        Admin.Dispose();
        http.Dispose();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    /// <summary>Every service says that nothing is missing.</summary>
    public Task HealthyAsync() => Eventually.AssertAsync(
        async () =>
        {
            foreach (var service in services.Keys) Assert.Equal($"{service}: 200", $"{service}: {await HearAsync(service)}");
        },
        seconds: 120);

    /// <summary>The processes themselves work, whatever is missing.</summary>
    public async Task AliveAsync()
    {
        foreach (var service in services.Values) Assert.Equal("Healthy", await http.GetStringAsync(service.Address + "/alive"));
    }

    public Task<string> MetricsAsync(string service) => http.GetStringAsync(Address(service) + "/metrics");

    internal MeasuredRules Rules() => new(services.ToDictionary(pair => pair.Key, pair => pair.Value.Address));

    /// <summary>The subjects of the operator's mails that were caught.</summary>
    public async Task<List<string>> MailsAsync() => [.. (await CaughtAsync()).Select(mail => mail.Subject)];

    public async Task<List<string>> MailTextsAsync() => [.. (await CaughtAsync()).Select(mail => mail.Text)];

    /// <summary>As it may come from an older version, or by hand: the publisher itself would not.</summary>
    public async Task PublishAsync<TMessage>(TMessage message)
        where TMessage : IMessage
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(Broker) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var properties = new BasicProperties { MessageId = message.MessageId.ToString(), Headers = new Dictionary<string, object?> { ["schema-version"] = TMessage.SchemaVersion } };
        await channel.BasicPublishAsync("", TMessage.Queue, mandatory: true, properties, JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web));
    }

    /// <summary>Every category of every store was read; else which was not, and why.</summary>
    public async Task IsGoodAsync(Task<Guid> night)
    {
        var run = await night;
        await using var command = Database.CreateCommand($"SELECT concat_ws(' ', store_key, category, outcome, reason) FROM scrape_tasks WHERE run_id = '{run}' AND outcome IS DISTINCT FROM 'observed'");
        await using var reader = await command.ExecuteReaderAsync();
        var bad = new List<string>();
        while (await reader.ReadAsync()) bad.Add(reader.GetString(0));
        Assert.Equal([], bad);
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>As the Worker says it.</summary>
    public Task PagesChangedAsync() => CacheAsync(cache => cache.Multiplexer.GetSubscriber().PublishAsync(new RedisChannel(ResourceNames.PagesChanged, RedisChannel.PatternMode.Literal), "a test"));

    /// <summary>As if the hour had passed within which an operator is not told again: of the start there was something to tell too.</summary>
    private async Task ForgetOutagesAsync()
    {
        await Eventually.AssertAsync(async () => Assert.Equal(0, await CountAsync("SELECT count(*) FROM outgoing_mails WHERE status IN ('pending', 'sending')")), seconds: 60);
        await ExecuteAsync("DELETE FROM outgoing_mails WHERE dedupe_key LIKE 'outage:%'");
        await CacheAsync(cache => cache.KeyDeleteAsync("promozilla:told:database"));
    }

    private async Task CacheAsync(Func<IDatabase, Task> act)
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(Cache);
        await act(connection.GetDatabase());
    }

    private async Task<IEnumerable<Caught>> CaughtAsync() =>
        (await http.GetFromJsonAsync<Caught[]>(Text($"http://localhost:{mailPage}/email")))!.Where(mail => mail.To.Any(to => to.Address == Operator));

    private async Task<string> HearAsync(string service)
    {
        using var answer = await http.GetAsync(Address(service) + "/health");
        using var told = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var missing = told.RootElement.GetProperty("missing").EnumerateArray().Select(name => name.GetString()!).Order(StringComparer.Ordinal);
        var words = string.Join(' ', missing.Prepend(((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)));
        var all = said.GetOrAdd(service, _ => []);
        if (all.LastOrDefault() != words) all.Add(words);
        return words;
    }

    private static ServerStart Start(int port) => new() { Durable = false, Password = Password, Port = port };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Caught(CaughtAddress[] To, string Subject, string Text);

    private sealed record CaughtAddress(string Address);
}

[CollectionDefinition(WholeSystem.Name)]
public sealed class TestsOfTheWholeSystem : ICollectionFixture<WholeSystem>;
