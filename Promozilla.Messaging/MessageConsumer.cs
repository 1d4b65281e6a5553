using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Promozilla.Messaging.Contracts;
using Promozilla.ServiceDefaults.Errors;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Promozilla.Messaging;

/// <summary>
/// Consumes one queue: a scope and a handler per message, acknowledged after the handler returned, tried again with a delay after it threw, a
/// dead letter after the last try. Stopping stops taking, lets running handlers finish, then cancels them; what was cancelled goes back to the queue.
/// </summary>
internal sealed partial class MessageConsumer<TMessage, THandler>(
    IConnectionFactory broker,
    MessagePublisher publisher,
    IServiceScopeFactory scopes,
    IOptions<MessagingOptions> options,
    int prefetch,
    ILogger<MessageConsumer<TMessage, THandler>> logger) : BackgroundService
    where TMessage : IMessage
    where THandler : class, IMessageHandler<TMessage>
{
    private static readonly Counter<long> Handled = Envelope.Meter.CreateCounter<long>("promozilla.messages.handled", "{message}", "Messages answered, by queue and outcome: done, retry, dead");
    private static readonly Counter<long> Redelivered = Envelope.Meter.CreateCounter<long>("promozilla.messages.redelivered", "{message}", "Messages that came again because nobody had answered them, by queue");
    private static readonly Histogram<double> Duration = Envelope.Meter.CreateHistogram<double>("promozilla.messages.duration", "s", "Of one handling, by queue");
    private static readonly Histogram<double> Age = Envelope.Meter.CreateHistogram(
        "promozilla.messages.age", "s", "From the publishing to the handling, by queue",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 5, 15, 60, 300, 900, 3600, 14400] });
    private readonly CancellationTokenSource abort = new();
    private int running;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ConsumeUntilLostAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception lost)
            {
                Log.Lost(logger, TMessage.Queue, lost.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public override void Dispose()
    {
        abort.Dispose();
        base.Dispose();
    }

    private async Task ConsumeUntilLostAsync(CancellationToken stoppingToken)
    {
        var channelOptions = new CreateChannelOptions(false, false, consumerDispatchConcurrency: (ushort)prefetch);
        // Of its own: a connection that the broker closes is closed channel by channel, each when its handlers are done, and these wait for the publisher's confirms.
        await using var connection = await broker.CreateConnectionAsync(stoppingToken);
        await using var channel = await connection.CreateChannelAsync(channelOptions, stoppingToken);
        var lost = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) => Ended(lost);
        await QueueTopology.DeclareAsync<TMessage>(channel, options.Value, stoppingToken);
        await channel.BasicQosAsync(0, (ushort)prefetch, global: false, stoppingToken);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivery) => ReceiveAsync(channel, delivery, stoppingToken);
        consumer.UnregisteredAsync += (_, _) => Ended(lost);
        var tag = await channel.BasicConsumeAsync(TMessage.Queue, autoAck: false, consumer, stoppingToken);
        Log.Consuming(logger, TMessage.Queue, prefetch);

        await Task.WhenAny(lost.Task, Task.Delay(Timeout.Infinite, stoppingToken));
        if (stoppingToken.IsCancellationRequested && channel.IsOpen)
        {
            await channel.BasicCancelAsync(tag, noWait: false, CancellationToken.None);
            await DrainAsync();
        }
    }

    private static Task Ended(TaskCompletionSource lost)
    {
        lost.TrySetResult();
        return Task.CompletedTask;
    }

    private async Task DrainAsync()
    {
        abort.CancelAfter(TimeSpan.FromSeconds(options.Value.DrainSeconds));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (Volatile.Read(ref running) > 0 && await poll.WaitForNextTickAsync(CancellationToken.None))
        {
        }
    }

    private async Task ReceiveAsync(IChannel channel, BasicDeliverEventArgs delivery, CancellationToken stoppingToken)
    {
        Interlocked.Increment(ref running);
        try
        {
            if (stoppingToken.IsCancellationRequested)
            {
                await channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue: true, CancellationToken.None);
                return;
            }

            Redelivered.Add(delivery.Redelivered ? 1 : 0, new KeyValuePair<string, object?>("queue", TMessage.Queue));
            // The buffer is the client's and is reused once this callback yields.
            var body = delivery.Body.ToArray();
            await HandleAsync(channel, delivery.DeliveryTag, new BasicProperties(delivery.BasicProperties), body);
        }
        catch (Exception unanswered) when (unanswered is AlreadyClosedException or OperationInterruptedException or BrokerUnreachableException
            or PublishException or IOException or ObjectDisposedException)
        {
            // Not acknowledged: the broker delivers it again, and the handler is idempotent. On a channel that lives it waits to be told.
            Log.Lost(logger, TMessage.Queue, unanswered.Message);
            if (channel.IsOpen)
            {
                await channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue: true, CancellationToken.None);
            }
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    private async Task HandleAsync(IChannel channel, ulong tag, BasicProperties properties, ReadOnlyMemory<byte> body)
    {
        using var activity = Envelope.Activities.StartActivity($"process {TMessage.Queue}", ActivityKind.Consumer, Envelope.Trace(properties));
        var started = Stopwatch.GetTimestamp();
        if (!Envelope.TryRead<TMessage>(properties, body, out var message, out var reason))
        {
            await MoveAsync(QueueTopology.Dead(TMessage.Queue), channel, tag, Envelope.Again(properties, 1, reason), body, "dead");
            Log.Dead(logger, TMessage.Queue, properties.MessageId, reason);
            return;
        }

        if (Envelope.Age(properties) is { } age) Age.Record(Math.Max(0, age.TotalSeconds), new KeyValuePair<string, object?>("queue", TMessage.Queue));
        // Answered outside of the handler's try: an answer that does not reach the broker is no failure of the handler, to be tried once more on
        // top of the broker's own redelivery.
        var failure = await FailureAsync(message);
        Duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("queue", TMessage.Queue));
        if (failure is null)
        {
            await channel.BasicAckAsync(tag, multiple: false, CancellationToken.None);
            Count("done");
        }
        else if (failure is OperationCanceledException && abort.IsCancellationRequested)
        {
            await channel.BasicNackAsync(tag, multiple: false, requeue: true, CancellationToken.None);
        }
        else
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.Message);
            await RetryAsync(channel, tag, properties, body, failure);
        }
    }

    private async Task<Exception?> FailureAsync(TMessage message)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<THandler>().HandleAsync(message, abort.Token);
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }

    private async Task RetryAsync(IChannel channel, ulong tag, BasicProperties properties, ReadOnlyMemory<byte> body, Exception failure)
    {
        var attempt = Math.Max(1, Envelope.Number(properties, Envelope.Attempt));
        var delays = options.Value.Delays;
        var reason = $"{failure.GetType().Name}: {failure.Message}";
        if (ExpectedErrors.IsOutage(failure))
        {
            // No fault of the message: it comes again, with all its tries left, for as long as the server is away.
            var pause = delays[Math.Min(1, delays.Length - 1)];
            await MoveAsync(QueueTopology.Retry(TMessage.Queue, pause), channel, tag, Envelope.Again(properties, attempt, reason), body, "retry");
            Log.Waits(logger, TMessage.Queue, properties.MessageId, pause, reason);
            return;
        }

        if (attempt > delays.Length)
        {
            await MoveAsync(QueueTopology.Dead(TMessage.Queue), channel, tag, Envelope.Again(properties, attempt, reason), body, "dead");
            Log.Failed(logger, failure, TMessage.Queue, properties.MessageId, attempt);
            return;
        }

        var delay = delays[attempt - 1];
        await MoveAsync(QueueTopology.Retry(TMessage.Queue, delay), channel, tag, Envelope.Again(properties, attempt + 1, reason), body, "retry");
        Log.Again(logger, failure, TMessage.Queue, properties.MessageId, attempt, delay);
    }

    private async Task MoveAsync(string queue, IChannel channel, ulong tag, BasicProperties properties, ReadOnlyMemory<byte> body, string outcome)
    {
        await publisher.SendAsync<TMessage>(queue, properties, body, CancellationToken.None);
        await channel.BasicAckAsync(tag, multiple: false, CancellationToken.None);
        Count(outcome);
    }

    private static void Count(string outcome) => Handled.Add(
        1, new KeyValuePair<string, object?>("queue", TMessage.Queue), new KeyValuePair<string, object?>("outcome", outcome));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Consuming {Queue}, {Prefetch} at a time")]
        public static partial void Consuming(ILogger logger, string queue, int prefetch);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Lost the broker while consuming {Queue}: {Reason}")]
        public static partial void Lost(ILogger logger, string queue, string reason);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Queue} message {MessageId} failed (try {Attempt}), again in {Delay} s")]
        public static partial void Again(ILogger logger, Exception failure, string queue, string? messageId, int attempt, int delay);

        [LoggerMessage(Level = LogLevel.Warning, Message = "{Queue} message {MessageId} waits for a server, again in {Delay} s: {Reason}")]
        public static partial void Waits(ILogger logger, string queue, string? messageId, int delay, string reason);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Queue} message {MessageId} failed for the last time (try {Attempt}) and is a dead letter")]
        public static partial void Failed(ILogger logger, Exception failure, string queue, string? messageId, int attempt);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Queue} message {MessageId} can't be understood and is a dead letter: {Reason}")]
        public static partial void Dead(ILogger logger, string queue, string? messageId, string reason);
    }
}
