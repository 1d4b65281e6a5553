using System.Net;
using System.Net.Sockets;

namespace Promozilla.Web.Accounts.Sessions;

/// <summary>The part of an address that names the network and nobody in it: 85.241.0.0/16, 2001:8a0::/32.</summary>
public static class NetworkName
{
    public static string? Of(IPAddress? address)
    {
        if (address is null)
        {
            return null;
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        var bytes = address.GetAddressBytes();
        var kept = address.AddressFamily is AddressFamily.InterNetwork ? 2 : 4;
        Array.Clear(bytes, kept, bytes.Length - kept);
        return $"{new IPAddress(bytes)}/{kept * 8}";
    }
}
