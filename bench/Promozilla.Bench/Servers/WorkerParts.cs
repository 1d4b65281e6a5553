using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Promozilla.Data;
using Promozilla.Messaging;
using Promozilla.ServiceDefaults;
using Promozilla.Worker.Alerts;
using Promozilla.Worker.Doubt;
using Promozilla.Worker.Ingest;
using Promozilla.Worker.Mails;
using Promozilla.Worker.Runs;
using Promozilla.Worker.Start;
using Promozilla.Worker.Stores;
using Promozilla.Worker.Thumbnails;

namespace Promozilla.Bench.Servers;

/// <summary>The Worker's own parts over a database; nothing runs by itself until one asks for it.</summary>
internal sealed class WorkerParts : IAsyncDisposable
{
    private readonly WebApplication app;

    private WorkerParts(WebApplication app) => this.app = app;

    public NpgsqlDataSource Database => Get<NpgsqlDataSource>();

    /// <param name="broker">Null: nothing is sent.</param>
    /// <param name="smtpPort">Null: no mail is sent.</param>
    public static WorkerParts Of(string database, string? broker = null, int? smtpPort = null)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:promozilladb"] = database,
            ["ConnectionStrings:messaging"] = broker ?? "amqp://nobody:nothing@127.0.0.1:1",
            ["ConnectionStrings:cache"] = "127.0.0.1:1,connectTimeout=1,connectRetry=0",
            ["Site:PublicUrl"] = "https://promozilla.example",
            ["Smtp:Host"] = "127.0.0.1",
            ["Smtp:Port"] = $"{smtpPort ?? 1}",
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.AddMarkets(needAddresses: true);
        builder.AddPromozillaDatabase();
        builder.AddRabbitMqMessaging(ResourceNames.Messaging);
        builder.AddRedisClient(ResourceNames.Cache);
        builder.Services.AddStart();
        builder.Services.AddRuns();
        builder.Services.AddAlerts();
        builder.Services.AddIngest();
        builder.Services.AddDoubt();
        builder.Services.AddStoreWatch();
        builder.Services.AddThumbnails();
        builder.Services.AddMails();
        var worker = new WorkerParts(builder.Build());
        worker.Get<DatabaseGate>().Open(broker is null ? "a benchmark" : null);
        return worker;
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
