using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Promozilla.Messaging.Contracts;
using Promozilla.Worker;
using Promozilla.Worker.Doubt;
using Promozilla.Worker.Ingest;
using Promozilla.Worker.Start;

namespace Promozilla.Tests.Worker;

/// <summary>The Worker's own parts on a real database; nothing runs by itself: the test hands over messages and ticks.</summary>
internal sealed class WorkerUnderTest : IAsyncDisposable
{
    private readonly WebApplication app;

    private WorkerUnderTest(WebApplication app) => this.app = app;

    public NpgsqlDataSource Database => app.Services.GetRequiredService<NpgsqlDataSource>();

    public MovableClock Clock => (MovableClock)app.Services.GetRequiredService<TimeProvider>();

    /// <param name="settings">Configuration keys and values on top.</param>
    public static async Task<WorkerUnderTest> CreateAsync(string database, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:promozilladb"] = database,
            ["ConnectionStrings:messaging"] = "amqp://nobody:nothing@127.0.0.1:1",
            ["ConnectionStrings:cache"] = "127.0.0.1:1,connectTimeout=1,connectRetry=0",
            ["Site:PublicUrl"] = "https://promozilla.test",
            ["Smtp:Host"] = "127.0.0.1",
        });
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        builder.AddWorker();
        builder.Services.AddSingleton<TimeProvider>(new MovableClock());
        var worker = new WorkerUnderTest(builder.Build());
        worker.Get<DatabaseGate>().Open("a test");
        await worker.Get<Partitions>().EnsureAsync(worker.Clock.GetUtcNow(), CancellationToken.None);
        return worker;
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async Task HandleAsync(ListingsObserved message)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ListingsObservedHandler>().HandleAsync(message, CancellationToken.None);
    }

    public async Task HandleAsync(CategoryScraped message)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CategoryScrapedHandler>().HandleAsync(message, CancellationToken.None);
    }

    public async Task HandleAsync(ProductPageRead message)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ProductPageReadHandler>().HandleAsync(message, CancellationToken.None);
    }

    public async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T?> ValueAsync<T>(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public async Task<List<object?[]>> RowsAsync(string sql, params object[] values)
    {
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add([.. row.Select(value => value is DBNull ? null : value)]);
        }

        return rows;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = Database.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value is DateTimeOffset at ? at.UtcDateTime : value });
        }

        return command;
    }
}

/// <summary>The system's clock, and as much later as a test says.</summary>
internal sealed class MovableClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
