using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Promozilla.AppHost.Servers;
using Promozilla.Messaging;
using Promozilla.Messaging.Contracts;
using Promozilla.Tests.Servers;

namespace Promozilla.Tests.Messaging;

[Trait("needs", "servers")]
public sealed class LostBrokerTests
{
    private readonly ConcurrentQueue<int> handled = new();

    [Fact]
    public async Task A_broker_that_is_killed_and_comes_back_loses_nothing_that_was_confirmed()
    {
        var folder = TestServers.Folder("lost-broker");
        var port = LoopbackPorts.Take();
        var durable = new ServerStart { Password = "test-password", Port = port };
        try
        {
            var broker = await RabbitMqServer.StartAsync(folder, durable, LoopbackPorts.Take(), CancellationToken.None);
            using var host = await StartAsync(broker.ConnectionString);
            var publisher = host.Services.GetRequiredService<MessagePublisher>();
            for (var number = 0; number < 50; number++) await publisher.PublishAsync(new Numbered(number), CancellationToken.None);

            await broker.DisposeAsync();
            var meanwhile = publisher.PublishAsync(new Numbered(50), CancellationToken.None);
            await using var again = await RabbitMqServer.StartAsync(folder, durable, LoopbackPorts.Take(), CancellationToken.None);
            // What could not be confirmed is the caller's to publish again, as the broker's redelivery of a command does.
            await meanwhile.ContinueWith(
                async first => await (first.IsFaulted ? publisher.PublishAsync(new Numbered(50), CancellationToken.None) : first), TaskScheduler.Default).Unwrap();

            await Eventually.AssertAsync(() => Assert.Equal(Enumerable.Range(0, 51), handled.Distinct().Order()), seconds: 60);
            await host.StopAsync();
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<IHost> StartAsync(string connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:broker"] = connectionString,
        });
        builder.AddRabbitMqMessaging("broker");
        builder.Services.AddSingleton(handled);
        builder.Services.AddMessageConsumer<Numbered, NumberedHandler>(prefetch: 4);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    internal sealed record Numbered(int Number) : IMessage
    {
        public static string Queue => "test-numbered";
        public static int SchemaVersion => 1;
        public Guid MessageId => DeterministicId.From(Number);
    }

    internal sealed class NumberedHandler(ConcurrentQueue<int> handled) : IMessageHandler<Numbered>
    {
        public Task HandleAsync(Numbered message, CancellationToken cancellationToken)
        {
            handled.Enqueue(message.Number);
            return Task.CompletedTask;
        }
    }
}
