using System.Text;
using RabbitMQ.Client;

namespace Promozilla.Messaging;

/// <summary>A message as it lay among the dead ones.</summary>
/// <param name="Queue">Where it was to be handled.</param>
/// <param name="Headers">Texts and whole numbers.</param>
public sealed record DeadMessage(string Queue, string? MessageId, string? Type, IReadOnlyDictionary<string, object?> Headers, ReadOnlyMemory<byte> Body)
{
    public string? Reason => Headers.GetValueOrDefault(Envelope.DeathReason) as string;
}

/// <summary>Takes dead letters out of the broker, and puts one back on its queue.</summary>
public sealed class DeadMessages
{
    private readonly RabbitMqConnection connection;

    internal DeadMessages(RabbitMqConnection connection) => this.connection = connection;

    /// <summary>
    /// Hands over what lies dead now. A message leaves the broker after <paramref name="keep"/> has returned; whoever dies between the two is handed it again. While keeping fails
    /// it is tried again here, since some brokers throw away what is given back too often.
    /// </summary>
    public async Task<int> CollectAsync(Func<DeadMessage, CancellationToken, Task> keep, CancellationToken cancellationToken)
    {
        var collected = 0;
        await using var channel = await connection.OpenChannelAsync(new CreateChannelOptions(false, false), cancellationToken);
        foreach (var queue in QueueFigures.Queues)
        {
            await QueueTopology.DeclareDeadAsync(channel, queue, cancellationToken);
            while (await channel.BasicGetAsync(QueueTopology.Dead(queue), autoAck: false, cancellationToken) is { } found)
            {
                await KeepAsync(Read(queue, found), keep, cancellationToken);
                await channel.BasicAckAsync(found.DeliveryTag, multiple: false, CancellationToken.None);
                collected++;
            }
        }

        return collected;
    }

    /// <summary>Back to its queue as if it were new, with the broker's confirm.</summary>
    /// <exception cref="TimeoutException">A broker that is short of memory or disk confirms nothing, for as long as it is: whether it has the message, nobody knows.</exception>
    public async Task ReplayAsync(DeadMessage message, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var patient = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patient.CancelAfter(patience);
        try
        {
            // Not even its channel can be closed in time.
            await PublishAsync(message, patient.Token).WaitAsync(patient.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("the broker did not confirm it in time");
        }
    }

    private async Task PublishAsync(DeadMessage message, CancellationToken cancellationToken)
    {
        await using var channel = await connection.OpenChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellationToken);
        var headers = message.Headers.Where(header => header.Key is Envelope.SchemaVersion or Envelope.TraceParent).ToDictionary();
        headers[Envelope.Attempt] = 1;
        var properties = new BasicProperties
        {
            MessageId = message.MessageId,
            Type = message.Type,
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            Timestamp = new AmqpTimestamp(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()),
            Headers = headers,
        };
        await channel.BasicPublishAsync("", message.Queue, mandatory: true, properties, message.Body, cancellationToken);
    }

    private static async Task KeepAsync(DeadMessage message, Func<DeadMessage, CancellationToken, Task> keep, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await keep(message, cancellationToken);
                return;
            }
            catch (Exception) when (attempt < 10 && !cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100 * Math.Pow(2, attempt)), cancellationToken);
            }
        }
    }

    private static DeadMessage Read(string queue, BasicGetResult found) => new(
        queue, found.BasicProperties.MessageId, found.BasicProperties.Type,
        (found.BasicProperties.Headers ?? new Dictionary<string, object?>()).ToDictionary(header => header.Key, header => Plain(header.Value)), found.Body.ToArray());

    private static object? Plain(object? value) => value switch
    {
        byte[] text => Encoding.UTF8.GetString(text),
        byte or sbyte or short or ushort or int or uint or long => Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture),
        string text => text,
        bool yes => yes,
        null => null,
        _ => value.ToString(),
    };
}
