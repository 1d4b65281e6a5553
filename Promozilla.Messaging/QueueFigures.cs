using System.Reflection;
using Promozilla.Messaging.Contracts;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Promozilla.Messaging;

/// <param name="Room">Where the messages are: ready for a consumer, waiting for their next try, or dead.</param>
public sealed record QueueFigure(string Queue, string Room, uint Messages, uint Consumers)
{
    public const string Ready = "ready";
    public const string Retry = "retry";
    public const string Dead = "dead";
}

/// <summary>How full the queues of all message types are, by passive declares: any user of the broker may, and no management plugin is needed.</summary>
public sealed class QueueFigures
{
    internal static readonly string[] Queues =
    [
        .. typeof(IMessage).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IMessage)))
            .Select(type => (string)type.GetProperty(nameof(IMessage.Queue), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!)
            .Order(StringComparer.Ordinal),
    ];

    private readonly RabbitMqConnection connection;
    private readonly MessagingOptions options;

    internal QueueFigures(RabbitMqConnection connection, MessagingOptions options)
    {
        this.connection = connection;
        this.options = options;
    }

    public async Task<IReadOnlyList<QueueFigure>> ReadAsync(CancellationToken cancellationToken)
    {
        var figures = new List<QueueFigure>();
        foreach (var queue in Queues)
        {
            figures.Add(await ReadAsync(queue, QueueFigure.Ready, [queue], cancellationToken));
            figures.Add(await ReadAsync(queue, QueueFigure.Retry, options.Delays.Distinct().Select(delay => QueueTopology.Retry(queue, delay)), cancellationToken));
            figures.Add(await ReadAsync(queue, QueueFigure.Dead, [QueueTopology.Dead(queue)], cancellationToken));
        }

        return figures;
    }

    private async Task<QueueFigure> ReadAsync(string queue, string room, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var (messages, consumers) = (0u, 0u);
        foreach (var name in names)
        {
            // A queue that nobody has declared yet is empty, and asking for it costs the channel.
            await using var channel = await connection.OpenChannelAsync(new CreateChannelOptions(false, false), cancellationToken);
            try
            {
                var found = await channel.QueueDeclarePassiveAsync(name, cancellationToken);
                (messages, consumers) = (messages + found.MessageCount, consumers + found.ConsumerCount);
            }
            catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode is 404)
            {
            }
        }

        return new QueueFigure(queue, room, messages, consumers);
    }
}
