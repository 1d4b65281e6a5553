using Promozilla.Messaging.Contracts;

namespace Promozilla.Messaging;

/// <summary>
/// Handles one message; knows nothing of the broker. Returning acknowledges, throwing retries with a delay and, after the last try,
/// moves the message to the dead letters. Delivery is at least once and in any order: a handler is idempotent by the message's id.
/// </summary>
public interface IMessageHandler<in TMessage>
    where TMessage : IMessage
{
    Task HandleAsync(TMessage message, CancellationToken cancellationToken);
}
