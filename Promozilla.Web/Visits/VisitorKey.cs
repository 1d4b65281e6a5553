using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Promozilla.Web.Visits;

/// <summary>Tells a visitor of one day and one site from the others, and nothing else: without the day's salt nobody can make it of an address again.</summary>
internal static class VisitorKey
{
    private const int LongestAgent = 512;
    private const int LongestHost = 255;

    /// <summary>The first 8 bytes of HMAC-SHA256(salt, host ‖ address ‖ user agent). Of IPv6 the 64 bits that one household has all addresses of.</summary>
    public static long Of(byte[] salt, string host, IPAddress? address, string agent)
    {
        Span<byte> text = stackalloc byte[(LongestHost * 3) + 18 + (LongestAgent * 3)];
        var length = Encoding.UTF8.GetBytes(host.AsSpan(0, Math.Min(host.Length, LongestHost)), text);
        text[length++] = 0;
        length += Write(address, text[length..]);
        text[length++] = 0;
        length += Encoding.UTF8.GetBytes(agent.AsSpan(0, Math.Min(agent.Length, LongestAgent)), text[length..]);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(salt, text[..length], hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }

    private static int Write(IPAddress? address, Span<byte> to)
    {
        if (address is null)
        {
            return 0;
        }

        Span<byte> bytes = stackalloc byte[16];
        (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).TryWriteBytes(bytes, out var length);
        var kept = length is 4 || address.AddressFamily is AddressFamily.InterNetwork ? 4 : 8;
        bytes[..kept].CopyTo(to);
        return kept;
    }
}
