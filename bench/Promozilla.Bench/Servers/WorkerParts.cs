using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Worker;
using Promozilla.Worker.Ingest;
using Promozilla.Worker.Start;

namespace Promozilla.Bench.Servers;

/// <summary>The Worker's own parts over a database; nothing runs by itself until one asks for it.</summary>
internal sealed class WorkerParts : IAsyncDisposable
{
    private readonly List<IHostedService> consumers = [];
    private readonly WebApplication app;

    private WorkerParts(WebApplication app) => this.app = app;

    public NpgsqlDataSource Database => Get<NpgsqlDataSource>();

    /// <param name="broker">Null: nothing is sent.</param>
    /// <param name="smtpPort">Null: no mail is sent.</param>
    public static WorkerParts Of(string database, string? broker = null, int? smtpPort = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:promozilladb"] = database,
            ["ConnectionStrings:messaging"] = broker ?? "amqp://nobody:nothing@127.0.0.1:1",
            ["ConnectionStrings:cache"] = "127.0.0.1:1,connectTimeout=1,connectRetry=0",
            ["Site:PublicUrl"] = "https://promozilla.example",
            ["Smtp:Host"] = "127.0.0.1",
            ["Smtp:Port"] = $"{smtpPort ?? 1}",
        });
        builder.AddServiceDefaults();
        builder.AddWorker();
        builder.Logging.ClearProviders();
        var worker = new WorkerParts(builder.Build());
        worker.Get<DatabaseGate>().Open(broker is null ? "a benchmark" : null);
        return worker;
    }

    public async Task PublishAsync<TMessage>(IReadOnlyList<TMessage> messages)
        where TMessage : IMessage
    {
        var publisher = Get<MessagePublisher>();
        await Parallel.ForEachAsync(messages, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (message, token) => await publisher.PublishAsync(message, token));
    }

    /// <summary>Those that record readings; they stop when this is disposed.</summary>
    public async Task StartConsumersAsync()
    {
        foreach (var consumer in app.Services.GetServices<IHostedService>().Where(service => service.GetType().GenericTypeArguments is [var message, ..] && message == typeof(ListingsObserved)))
        {
            await consumer.StartAsync(CancellationToken.None);
            consumers.Add(consumer);
        }
    }

    /// <summary>Tells the end of every store's category: the last one closes the run.</summary>
    public async Task EndAsync(IReadOnlyList<ListingsObserved> messages)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var handler = scope.ServiceProvider.GetRequiredService<CategoryScrapedHandler>();
        foreach (var store in messages.GroupBy(message => message.StoreKey))
        {
            var end = new CategoryScraped(
                messages[0].RunId, store.Key, messages[0].Category, ScrapeOutcome.Observed, null, store.Count(), store.Sum(message => message.Items.Count), store.Count(),
                new Dictionary<string, decimal> { ["price"] = 1m });
            await handler.HandleAsync(end, CancellationToken.None);
        }
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        foreach (var consumer in consumers) await consumer.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }
}
