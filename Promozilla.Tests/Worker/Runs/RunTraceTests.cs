using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Promozilla.Data;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Servers;
using Promozilla.Worker.Alerts;
using Promozilla.Worker.Doubt;
using Promozilla.Worker.Ingest;
using Promozilla.Worker.Runs;
using Promozilla.Worker.Start;
using Promozilla.Worker.Stores;
using Promozilla.Worker.Thumbnails;

namespace Promozilla.Tests.Worker.Runs;

[Trait("needs", "servers")]
public sealed class RunTraceTests(PostgresFixture postgres, RabbitMqFixture rabbitMq) : IClassFixture<PostgresFixture>, IClassFixture<RabbitMqFixture>
{
    private readonly ConcurrentQueue<Activity> seen = new();

    [Fact]
    public async Task One_trace_leads_from_the_asking_for_a_run_through_both_queues_to_the_commit_of_a_price_and_runs_do_not_share_it()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("Promozilla", StringComparison.Ordinal) || source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = seen.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using var app = Build();
        var database = app.Services.GetRequiredService<NpgsqlDataSource>();
        await using var store = database.CreateCommand(
            """
            INSERT INTO stores (key, name, market, definition, enabled, sample)
            VALUES ('loja', 'Loja', 'PT', '{"key":"loja","name":"Loja","hosts":[],"categories":[{"name":"jogos"},{"name":"consolas"}]}', true, false)
            """);
        await store.ExecuteNonQueryAsync();
        var opening = app.Services.GetRequiredService<RunOpening>();
        var runs = new[] { await RequestAsync(opening), await RequestAsync(opening) };
        await app.StartAsync();
        await Eventually.AssertAsync(async () => Assert.Equal(2L, await CountAsync(database, "scrape_runs WHERE status = 'closed'")));
        await app.StopAsync();

        Assert.Equal(2L, await CountAsync(database, "listings WHERE id IN (SELECT listing_id FROM price_observations)"));
        var traces = runs.Select(run => Assert.Single(seen, activity => run.Equals(activity.GetTagItem("promozilla.run"))).TraceId).ToList();
        Assert.Equal(runs.Select(run => run.ToString("N")), traces.Select(trace => trace.ToString()));
        foreach (var trace in traces)
        {
            var names = seen.Where(activity => activity.TraceId == trace && activity.Source.Name != "Npgsql").Select(activity => activity.OperationName).ToList();
            Assert.Contains("request run", names);
            Assert.Equal(2, names.Count(name => name == "publish scrape-category"));
            Assert.Equal(2, names.Count(name => name == "process scrape-category"));
            Assert.Equal(2, names.Count(name => name == "process listings-observed"));
            Assert.Equal(2, names.Count(name => name == "process category-scraped"));
            Assert.Contains("close run", names);
            Assert.Contains(seen, activity => activity.TraceId == trace && activity.Source.Name == "Npgsql");
        }
    }

    private static Task<Guid> RequestAsync(RunOpening opening) => opening.RequestAsync("asked", market: null, null, TimeSpan.Zero, CancellationToken.None);

    private static async Task<object?> CountAsync(NpgsqlDataSource database, string what)
    {
        await using var command = database.CreateCommand($"SELECT count(*) FROM {what}");
        return await command.ExecuteScalarAsync();
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:promozilladb"] = postgres.ConnectionString,
            ["ConnectionStrings:messaging"] = rabbitMq.ConnectionString,
            ["ConnectionStrings:cache"] = "127.0.0.1:1,connectTimeout=1,connectRetry=0",
            ["Runs:PollSeconds"] = "0.1",
        });
        builder.AddMarkets(needAddresses: false);
        builder.AddPromozillaDatabase();
        builder.AddRabbitMqMessaging("messaging");
        builder.AddCache();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<DatabaseGate>();
        builder.Services.AddRuns();
        builder.Services.AddAlerts();
        builder.Services.AddIngest();
        builder.Services.AddDoubt();
        builder.Services.AddStoreWatch();
        builder.Services.AddThumbnails();
        builder.Services.AddMessageConsumer<ScrapeCategory, Shop>(prefetch: 2);
        var app = builder.Build();
        app.Services.GetRequiredService<DatabaseGate>().Open("a test");
        return app;
    }

    /// <summary>In the Scraper's place: one listing a category.</summary>
    internal sealed class Shop(MessagePublisher publisher) : IMessageHandler<ScrapeCategory>
    {
        public async Task HandleAsync(ScrapeCategory message, CancellationToken cancellationToken)
        {
            var (run, store, category) = (message.RunId, message.StoreKey, message.Category);
            var listing = Nights.Item(category, 50);
            await publisher.PublishAsync(new ListingsObserved(run, store, category, 1, 1, TimeProvider.System.GetUtcNow(), [listing]), cancellationToken);
            var fill = new Dictionary<string, decimal> { ["price"] = 1 };
            await publisher.PublishAsync(new CategoryScraped(run, store, category, ScrapeOutcome.Observed, null, 1, 1, 1, fill), cancellationToken);
        }
    }
}
