using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Promozilla.Messaging.Contracts;
using RabbitMQ.Client;

namespace Promozilla.Messaging;

/// <summary>What stands around a message on the wire: JSON body, id, type, schema version, attempt, and the trace it belongs to.</summary>
internal static class Envelope
{
    public const string TraceParent = "traceparent";
    public const string SchemaVersion = "schema-version";
    public const string Attempt = "attempt";
    public const string DeathReason = "death-reason";
    public static readonly ActivitySource Activities = new("Promozilla.Messaging");
    public static readonly Meter Meter = new("Promozilla.Messaging");

    public static ReadOnlyMemory<byte> Body<TMessage>(TMessage message) => JsonSerializer.SerializeToUtf8Bytes(message, JsonSerializerOptions.Web);

    public static BasicProperties Properties<TMessage>(TMessage message)
        where TMessage : IMessage => new()
        {
            MessageId = message.MessageId.ToString(),
            Type = typeof(TMessage).Name,
            ContentType = "application/json",
            DeliveryMode = DeliveryModes.Persistent,
            Timestamp = new AmqpTimestamp(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()),
            Headers = new Dictionary<string, object?>
            {
                [SchemaVersion] = TMessage.SchemaVersion,
                [Attempt] = 1,
                [TraceParent] = Activity.Current?.Id,
            },
        };

    /// <summary>Since it was first published, to a second; null of a message that was put on the queue by hand.</summary>
    public static TimeSpan? Age(IReadOnlyBasicProperties properties) => properties.IsTimestampPresent()
        ? TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(properties.Timestamp.UnixTime)
        : null;

    /// <summary>The same message for its next try or for the dead letters.</summary>
    public static BasicProperties Again(IReadOnlyBasicProperties properties, int attempt, string reason)
    {
        var headers = new Dictionary<string, object?>(properties.Headers ?? new Dictionary<string, object?>())
        {
            [Attempt] = attempt,
            [DeathReason] = reason.Length > 1000 ? reason[..1000] : reason,
        };
        return new BasicProperties(properties) { Headers = headers, DeliveryMode = DeliveryModes.Persistent };
    }

    /// <returns>0 where there is none, or no number: a message may have been put on the queue by hand.</returns>
    public static int Number(IReadOnlyBasicProperties properties, string header) => Header(properties, header) switch
    {
        int number => number,
        long number and >= 0 and <= int.MaxValue => (int)number,
        byte[] text when int.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        _ => 0,
    };

    private static object? Header(IReadOnlyBasicProperties properties, string header) =>
        properties.Headers?.TryGetValue(header, out var value) is true ? value : null;

    public static ActivityContext Trace(IReadOnlyBasicProperties properties) =>
        properties.Headers?.TryGetValue(TraceParent, out var value) is true
        && value is byte[] bytes
        && ActivityContext.TryParse(Encoding.ASCII.GetString(bytes), null, isRemote: true, out var context)
            ? context
            : default;

    /// <summary>False with a reason where this consumer can't understand the message: no retry would mend that.</summary>
    public static bool TryRead<TMessage>(
        IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body, [NotNullWhen(true)] out TMessage? message, out string reason)
        where TMessage : IMessage
    {
        message = default;
        reason = "";
        var version = Number(properties, SchemaVersion);
        if (version != TMessage.SchemaVersion)
        {
            reason = $"schema version {version} of {typeof(TMessage).Name} is not known here ({TMessage.SchemaVersion} is)";
            return false;
        }

        try
        {
            message = JsonSerializer.Deserialize<TMessage>(body.Span, JsonSerializerOptions.Web);
            reason = message is null ? $"an empty {typeof(TMessage).Name}" : "";
            return message is not null;
        }
        catch (JsonException malformed)
        {
            reason = $"not a {typeof(TMessage).Name}: {malformed.Message}";
            return false;
        }
    }
}
