using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Promozilla.ServiceDefaults;

/// <summary>Whether a request comes from inside.</summary>
public static class PrivateCaller
{
    /// <summary>From a private address and through no proxy.</summary>
    public static bool Is(HttpContext context) => !context.Request.Headers.ContainsKey("X-Forwarded-For") && IsInside(context);

    /// <summary>Likewise, or handed on by proxies (as some hosts do between services) from private addresses all the way. For who asks for a key besides.</summary>
    public static bool IsHandedOn(HttpContext context) => IsInside(context)
        && context.Request.Headers["X-Forwarded-For"].SelectMany(line => (line ?? "").Split(',')).All(hop => IPAddress.TryParse(hop.Trim(), out var address) && IsNear(address));

    private static bool IsInside(HttpContext context) =>
        !context.Request.Headers.ContainsKey("Forwarded")
        // A trusted proxy's word was taken: its header is then kept under this name.
        && !context.Request.Headers.ContainsKey("X-Original-For")
        && (context.Connection.RemoteIpAddress is null || IsNear(context.Connection.RemoteIpAddress));

    /// <summary>What embeds an IPv4 address is private as a target only: where it comes from can be anywhere.</summary>
    private static bool IsNear(IPAddress address) => IsPrivate(address) && !EmbedsIPv4(address.GetAddressBytes());

    /// <summary>Loopback, link-local, private, shared (RFC 6598), unique-local, multicast, unspecified: nothing that a shop is served from.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily is AddressFamily.InterNetworkV6)
        {
            return IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal
                || address.IsIPv6Multicast || address.Equals(IPAddress.IPv6Any) || EmbedsIPv4(address.GetAddressBytes());
        }

        var b = address.GetAddressBytes();
        return b[0] is 0 or 10 or 127 or >= 224
            || (b[0] is 169 && b[1] is 254)
            || (b[0] is 172 && b[1] is >= 16 and <= 31)
            || (b[0] is 192 && b[1] is 168)
            || (b[0] is 192 && b[1] is 0 && b[2] is 0)
            || (b[0] is 198 && b[1] is 18 or 19)
            || (b[0] is 100 && b[1] is >= 64 and <= 127);
    }

    /// <summary>NAT64 (64:ff9b::/96) and 6to4 (2002::/16) reach an IPv4 address behind an IPv6 one.</summary>
    private static bool EmbedsIPv4(byte[] address) =>
        address.Length > 4 && ((address[0] is 0x20 && address[1] is 0x02) || (address[0] is 0 && address[1] is 0x64 && address[2] is 0xff && address[3] is 0x9b));
}
