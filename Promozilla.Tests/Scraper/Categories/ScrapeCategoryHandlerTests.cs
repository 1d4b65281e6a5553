using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.Scraper.Categories;
using Promozilla.Scraper.Fetching;
using Promozilla.ServiceDefaults;
using Promozilla.Tests.Scraper.Fetching;
using Promozilla.Tests.Servers;
using RabbitMQ.Client;
using StackExchange.Redis;

namespace Promozilla.Tests.Scraper.Categories;

/// <summary>From the command on its queue to the answer on its own, over real servers.</summary>
[Trait("needs", "servers")]
public sealed class ScrapeCategoryHandlerTests(RedisFixture redis, RabbitMqFixture rabbitMq) : IClassFixture<RedisFixture>, IClassFixture<RabbitMqFixture>, IAsyncLifetime
{
    private readonly string _store = $"loja-{Guid.NewGuid():N}";
    private LoopbackShop _shop = null!;
    private WebApplication _scraper = null!;
    private IConnection _broker = null!;

    public async Task InitializeAsync()
    {
        _shop = await LoopbackShop.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:cache"] = redis.ConnectionString,
            ["ConnectionStrings:messaging"] = rabbitMq.ConnectionString,
            ["Scraper:PrivateHosts:0"] = _shop.Host,
            ["Scraper:Retries"] = "0",
        });
        builder.AddServiceDefaults();
        builder.AddCache();
        builder.AddRabbitMqMessaging(ResourceNames.Messaging);
        builder.Services.AddFetching();
        builder.Services.AddSingleton<CategoryScraper>();
        builder.Services.AddSingleton<RunCancellations>();
        builder.Services.AddMessageConsumer<ScrapeCategory, ScrapeCategoryHandler>(prefetch: 4);
        _scraper = builder.Build();
        await _scraper.StartAsync();
        _broker = await new ConnectionFactory { Uri = new Uri(rabbitMq.ConnectionString) }.CreateConnectionAsync();
    }

    public async Task DisposeAsync()
    {
        await _broker.DisposeAsync();
        await _scraper.StopAsync();
        await _scraper.DisposeAsync();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task A_refusal_blocks_the_next_run_too_without_a_request()
    {
        _shop.Answer = context =>
        {
            context.Response.StatusCode = 403;
            return Task.CompletedTask;
        };
        var (run, next) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await CommandAsync(run);
        Assert.Equal((ScrapeOutcome.Blocked, "HTTP 403"), await EndAsync(run));
        var (visits, robots) = (_shop.Visits.Count, _shop.RobotsVisits);
        await CommandAsync(next);
        var (outcome, reason) = await EndAsync(next);
        Assert.Equal(ScrapeOutcome.Blocked, outcome);
        Assert.StartsWith("left alone until", reason, StringComparison.Ordinal);
        Assert.Equal((1, visits, robots), (visits, _shop.Visits.Count, _shop.RobotsVisits));
    }

    [Fact]
    public async Task A_cancelled_run_answers_within_five_seconds_and_its_command_is_done()
    {
        var isSlow = new TaskCompletionSource();
        _shop.Answer = async context =>
        {
            isSlow.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        var run = Guid.CreateVersion7();
        await CommandAsync(run);
        await isSlow.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await _scraper.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase().StringSetAsync(ResourceNames.RunCancelled(run), "1");
        var cancelled = Stopwatch.GetTimestamp();
        Assert.Equal((ScrapeOutcome.Cancelled, "the run was cancelled"), await EndAsync(run));
        Assert.InRange(Stopwatch.GetElapsedTime(cancelled), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await using var channel = await _broker.CreateChannelAsync();
        await Eventually.AssertAsync(async () => Assert.Equal(0u, await channel.MessageCountAsync(ScrapeCategory.Queue)));
        Assert.Equal(0u, await channel.MessageCountAsync($"{ScrapeCategory.Queue}.retry-2s"));
    }

    private Task CommandAsync(Guid run) => _scraper.Services.GetRequiredService<MessagePublisher>()
        .PublishAsync(new ScrapeCategory(run, _store, "nintendo", ShopDefinition.For(_shop.Url(), 0, _store, _shop.Host)), CancellationToken.None);

    private async Task<(string Outcome, string? Reason)> EndAsync(Guid run)
    {
        (string, string?) end = default;
        await Eventually.AssertAsync(async () =>
        {
            // A channel each: asking for a queue that is not there yet costs the channel.
            await using var channel = await _broker.CreateChannelAsync();
            var got = await channel.BasicGetAsync(CategoryScraped.Queue, autoAck: true);
            Assert.NotNull(got);
            using var body = JsonDocument.Parse(got.Body);
            Assert.Equal(run, body.RootElement.GetProperty("runId").GetGuid());
            end = (body.RootElement.GetProperty("outcome").GetString()!, body.RootElement.GetProperty("reason").GetString());
        });
        return end;
    }
}
