using System.Security.Cryptography;
using System.Text;

namespace Promozilla.Messaging.Contracts;

/// <summary>What travels through the broker. The id is derived from the content's key, so a message published twice is the same message.</summary>
public interface IMessage
{
    /// <summary>The quorum queue of this message type.</summary>
    static abstract string Queue { get; }

    /// <summary>Raised when a field changes its meaning; a consumer refuses versions that it does not know.</summary>
    static abstract int SchemaVersion { get; }

    Guid MessageId { get; }
}

/// <summary>A name-based UUID (RFC 9562, version 8 over SHA-256).</summary>
public static class DeterministicId
{
    public static Guid From(params ReadOnlySpan<object> parts)
    {
        var key = new StringBuilder();
        foreach (var part in parts)
        {
            key.Append(System.Globalization.CultureInfo.InvariantCulture, $"{part}").Append('\u001f');
        }

        Span<byte> bytes = SHA256.HashData(Encoding.UTF8.GetBytes(key.ToString())).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
