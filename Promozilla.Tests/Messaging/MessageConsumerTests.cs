using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.Tests.Servers;
using RabbitMQ.Client;

namespace Promozilla.Tests.Messaging;

[Trait("needs", "servers")]
public sealed class MessageConsumerTests(RabbitMqFixture rabbitMq) : IClassFixture<RabbitMqFixture>, IAsyncLifetime
{
    private readonly ConcurrentQueue<string> handled = new();
    private Func<Probe, CancellationToken, Task> behaviour = (_, _) => Task.CompletedTask;

    public Task InitializeAsync() => DeleteQueuesAsync();

    public Task DisposeAsync() => DeleteQueuesAsync();

    [Fact]
    public async Task A_published_message_is_handled_once_and_leaves_the_queue()
    {
        using var host = await StartAsync();
        await PublishAsync(host, "one");
        await Eventually.AssertAsync(() => Assert.Equal(["one"], handled));
        await StopAsync(host);
        Assert.Equal(0u, await CountAsync(Probe.Queue));
    }

    [Fact]
    public async Task A_failing_message_is_tried_again_after_each_delay_and_then_is_a_dead_letter_with_its_reason()
    {
        behaviour = (_, _) => throw new InvalidOperationException("always");
        using var host = await StartAsync();
        await PublishAsync(host, "bad");
        await Eventually.AssertAsync(async () => Assert.Equal(1u, await CountAsync(Probe.Queue + ".dead")));
        Assert.Equal(3, handled.Count);
        await StopAsync(host);

        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        var dead = await channel.BasicGetAsync(Probe.Queue + ".dead", autoAck: true);
        var reason = (byte[])dead!.BasicProperties.Headers!["death-reason"]!;
        Assert.Contains("always", System.Text.Encoding.UTF8.GetString(reason), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_fails_once_succeeds_on_its_second_try()
    {
        behaviour = (_, _) => handled.Count > 1 ? Task.CompletedTask : throw new InvalidOperationException("first time");
        using var host = await StartAsync();
        await PublishAsync(host, "flaky");
        await Eventually.AssertAsync(() => Assert.Equal(2, handled.Count));
        await StopAsync(host);
        Assert.Equal(0u, await CountAsync(Probe.Queue + ".dead"));
    }

    [Fact]
    public async Task What_cannot_be_understood_is_a_dead_letter_at_once_and_the_next_message_passes()
    {
        using var host = await StartAsync();
        await PublishAsync(host, "first");
        await using (var connection = await ConnectAsync())
        {
            await using var channel = await connection.CreateChannelAsync();
            var garbage = new BasicProperties { Headers = new Dictionary<string, object?> { ["schema-version"] = 1 } };
            await channel.BasicPublishAsync("", Probe.Queue, true, garbage, "not json"u8.ToArray());
            var future = new BasicProperties { Headers = new Dictionary<string, object?> { ["schema-version"] = 99 } };
            await channel.BasicPublishAsync("", Probe.Queue, true, future, "{\"text\":\"x\"}"u8.ToArray());
            var byHand = new BasicProperties { Headers = new Dictionary<string, object?> { ["schema-version"] = "one" } };
            await channel.BasicPublishAsync("", Probe.Queue, true, byHand, "{\"text\":\"x\"}"u8.ToArray());
        }

        await PublishAsync(host, "fine");
        await Eventually.AssertAsync(() => Assert.Equal(["first", "fine"], handled));
        await Eventually.AssertAsync(async () => Assert.Equal(3u, await CountAsync(Probe.Queue + ".dead")));
        await StopAsync(host);
    }

    [Fact]
    public async Task Stopping_lets_a_running_handler_finish()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        behaviour = async (_, _) =>
        {
            entered.SetResult();
            await release.Task;
        };
        using var host = await StartAsync();
        await PublishAsync(host, "slow");
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(20));
        var stopping = host.StopAsync();
        Assert.False(stopping.IsCompleted);
        release.SetResult();
        await stopping;
        Assert.Equal(0u, await CountAsync(Probe.Queue));
    }

    [Fact]
    public async Task A_handler_that_does_not_finish_in_time_is_cancelled_and_its_message_goes_back()
    {
        var entered = new TaskCompletionSource();
        behaviour = async (_, ct) =>
        {
            entered.TrySetResult();
            await Task.Delay(Timeout.Infinite, ct);
        };
        using var host = await StartAsync(drainSeconds: 0);
        await PublishAsync(host, "stuck");
        await entered.Task.WaitAsync(TimeSpan.FromSeconds(20));
        await StopAsync(host);
        Assert.Equal(1u, await CountAsync(Probe.Queue));
    }

    [Fact]
    public async Task The_trace_of_the_publisher_goes_on_in_the_handler()
    {
        using var listener = new System.Diagnostics.ActivityListener
        {
            ShouldListenTo = source => source.Name is "Promozilla.Messaging" or "test",
            Sample = (ref System.Diagnostics.ActivityCreationOptions<System.Diagnostics.ActivityContext> _) =>
                System.Diagnostics.ActivitySamplingResult.AllDataAndRecorded,
        };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        using var source = new System.Diagnostics.ActivitySource("test");
        string? inHandler = null;
        behaviour = (_, _) =>
        {
            inHandler = System.Diagnostics.Activity.Current?.TraceId.ToString();
            return Task.CompletedTask;
        };
        using var host = await StartAsync();
        string expected;
        using (var activity = source.StartActivity("night"))
        {
            expected = activity!.TraceId.ToString();
            await PublishAsync(host, "traced");
        }

        await Eventually.AssertAsync(() => Assert.Equal(expected, inHandler));
        await StopAsync(host);
    }

    private static Task PublishAsync(IHost host, string text) =>
        host.Services.GetRequiredService<MessagePublisher>().PublishAsync(new Probe(text), CancellationToken.None);

    private static Task StopAsync(IHost host) => host.StopAsync(CancellationToken.None);

    private async Task<IHost> StartAsync(int drainSeconds = 10)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:broker"] = rabbitMq.ConnectionString,
            [MessagingOptions.Section + ":DrainSeconds"] = $"{drainSeconds}",
            [MessagingOptions.Section + ":RetryDelaysSeconds:0"] = "1",
            [MessagingOptions.Section + ":RetryDelaysSeconds:1"] = "1",
        });
        builder.AddRabbitMqMessaging("broker");
        builder.Services.AddSingleton(this);
        builder.Services.AddMessageConsumer<Probe, ProbeHandler>(prefetch: 4);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = new Uri(rabbitMq.ConnectionString) }.CreateConnectionAsync();

    private async Task<uint> CountAsync(string queue)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        return await channel.MessageCountAsync(queue);
    }

    private async Task DeleteQueuesAsync()
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var queue in new[] { Probe.Queue, Probe.Queue + ".dead", Probe.Queue + ".retry-1s" })
        {
            await channel.QueueDeleteAsync(queue);
        }
    }

    internal sealed record Probe(string Text) : IMessage
    {
        public static string Queue => "test-probe";
        public static int SchemaVersion => 1;
        public Guid MessageId => DeterministicId.From(Text);
    }

    internal sealed class ProbeHandler(MessageConsumerTests test) : IMessageHandler<Probe>
    {
        public Task HandleAsync(Probe message, CancellationToken cancellationToken)
        {
            test.handled.Enqueue(message.Text);
            return test.behaviour(message, cancellationToken);
        }
    }
}
