using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Promozilla.Messaging.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Promozilla.Messaging;

/// <summary>
/// Publishes with the broker's confirm: when the call returns, the message is safe in its quorum queue. After a lost connection it is
/// published again, so a message may arrive twice; its id is the same.
/// </summary>
public sealed partial class MessagePublisher : IAsyncDisposable
{
    private const int Tries = 6;
    private static readonly CreateChannelOptions Confirmed = new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
    private static readonly Counter<long> Published = Envelope.Meter.CreateCounter<long>("promozilla.messages.published", "{message}", "Messages that the broker has confirmed, by queue");
    private readonly ConcurrentBag<IChannel> idle = [];
    private readonly ConcurrentDictionary<string, bool> declared = new();
    private readonly RabbitMqConnection connection;
    private readonly IOptions<MessagingOptions> options;
    private readonly ILogger<MessagePublisher> logger;

    internal MessagePublisher(RabbitMqConnection connection, IOptions<MessagingOptions> options, ILogger<MessagePublisher> logger)
    {
        this.connection = connection;
        this.options = options;
        this.logger = logger;
    }

    public async Task PublishAsync<TMessage>(TMessage message, CancellationToken cancellationToken)
        where TMessage : IMessage
    {
        using var activity = Envelope.Activities.StartActivity($"publish {TMessage.Queue}", ActivityKind.Producer);
        await SendAsync<TMessage>(TMessage.Queue, Envelope.Properties(message), Envelope.Body(message), cancellationToken);
        Published.Add(1, new KeyValuePair<string, object?>("queue", TMessage.Queue));
    }

    public async ValueTask DisposeAsync()
    {
        while (idle.TryTake(out var channel))
        {
            await channel.DisposeAsync();
        }
    }

    internal async Task SendAsync<TMessage>(
        string queue, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        where TMessage : IMessage
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await SendOnceAsync<TMessage>(queue, properties, body, cancellationToken);
                return;
            }
            catch (Exception lost) when (attempt < Tries && (lost is AlreadyClosedException or OperationInterruptedException
                or BrokerUnreachableException or PublishException or IOException or ObjectDisposedException
                || (lost is OperationCanceledException && !cancellationToken.IsCancellationRequested)))
            {
                Log.Again(logger, queue, attempt, lost.Message);
                declared.Clear();
                await Task.Delay(TimeSpan.FromMilliseconds(100 * Math.Pow(2, attempt)), cancellationToken);
            }
        }
    }

    private async Task SendOnceAsync<TMessage>(
        string queue, BasicProperties properties, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        where TMessage : IMessage
    {
        var channel = await RentAsync(cancellationToken);
        try
        {
            if (!declared.ContainsKey(TMessage.Queue))
            {
                await QueueTopology.DeclareAsync<TMessage>(channel, options.Value, cancellationToken);
                declared[TMessage.Queue] = true;
            }

            await channel.BasicPublishAsync("", queue, mandatory: true, properties, body, cancellationToken);
            idle.Add(channel);
        }
        catch
        {
            // A channel that failed once is not worth finding out about.
            await channel.DisposeAsync();
            throw;
        }
    }

    private async Task<IChannel> RentAsync(CancellationToken cancellationToken)
    {
        while (idle.TryTake(out var channel))
        {
            if (channel.IsOpen)
            {
                return channel;
            }

            await channel.DisposeAsync();
        }

        return await connection.OpenChannelAsync(Confirmed, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Publishing to {Queue} failed (try {Attempt}): {Reason}")]
        public static partial void Again(ILogger logger, string queue, int attempt, string reason);
    }
}
