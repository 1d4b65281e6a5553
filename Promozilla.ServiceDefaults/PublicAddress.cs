using System.Net;
using System.Net.Sockets;

namespace Promozilla.ServiceDefaults;

/// <summary>An address that anybody on the internet may be served from: what a name from outside may lead to, and nothing else.</summary>
public static class PublicAddress
{
    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (PrivateCaller.IsPrivate(address))
        {
            return false;
        }

        var bytes = address.GetAddressBytes();

        // Of IPv6 global unicast only, without what is kept for protocols (2001::/23, where Teredo wraps IPv4 addresses) and for examples;
        // of IPv4 neither examples nor the relay of 6to4.
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? (bytes[0] & 0xE0) == 0x20 && bytes is not ([0x20, 0x01, 0 or 1, ..] or [0x20, 0x01, 0x0d, 0xb8, ..] or [0x3f, 0xff, < 0x10, ..])
            : bytes is not ([192, 0, 2, _] or [192, 88, 99, _] or [198, 51, 100, _] or [203, 0, 113, _]);
    }
}
