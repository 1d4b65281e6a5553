using Promozilla.Messaging.Contracts;
using RabbitMQ.Client;

namespace Promozilla.Messaging;

/// <summary>
/// The queues of one message type: the queue itself, one waiting room per retry delay (a message leaves it for the queue when its time is
/// up), and the dead letters. All quorum queues; a message moves between them only with the broker's at-least-once strategy or by a confirmed publish.
/// </summary>
internal static class QueueTopology
{
    /// <summary>Deliveries that end without an answer (a consumer that died on it) before the broker itself calls a message dead.</summary>
    private const int DeliveryLimit = 8;

    /// <summary>A large store read politely takes longer than the half hour after which a broker takes its consumer for dead.</summary>
    private const int ConsumerTimeoutMilliseconds = 3 * 60 * 60 * 1000;

    public static string Dead(string queue) => $"{queue}.dead";

    public static string Retry(string queue, int delaySeconds) => $"{queue}.retry-{delaySeconds}s";

    public static async Task DeclareAsync<TMessage>(IChannel channel, MessagingOptions options, CancellationToken cancellationToken)
        where TMessage : IMessage
    {
        var queue = TMessage.Queue;
        await DeclareDeadAsync(channel, queue, cancellationToken);
        var own = new Dictionary<string, object?> { ["x-delivery-limit"] = DeliveryLimit, ["x-consumer-timeout"] = ConsumerTimeoutMilliseconds };
        await DeclareQuorumAsync(channel, queue, DeadLetterTo(Dead(queue), own), cancellationToken);
        foreach (var delay in options.Delays.Distinct())
        {
            await DeclareQuorumAsync(channel, Retry(queue, delay), DeadLetterTo(queue, new() { ["x-message-ttl"] = delay * 1000 }), cancellationToken);
        }
    }

    public static Task DeclareDeadAsync(IChannel channel, string queue, CancellationToken cancellationToken) => DeclareQuorumAsync(channel, Dead(queue), [], cancellationToken);

    private static Dictionary<string, object?> DeadLetterTo(string queue, Dictionary<string, object?> arguments)
    {
        arguments["x-dead-letter-exchange"] = "";
        arguments["x-dead-letter-routing-key"] = queue;
        arguments["x-dead-letter-strategy"] = "at-least-once";
        arguments["x-overflow"] = "reject-publish";
        return arguments;
    }

    private static async Task DeclareQuorumAsync(
        IChannel channel, string queue, Dictionary<string, object?> arguments, CancellationToken cancellationToken)
    {
        arguments["x-queue-type"] = "quorum";
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false, arguments, cancellationToken: cancellationToken);
    }
}
