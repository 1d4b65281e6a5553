using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Promozilla.Scraper.Fetching;

/// <summary>Connects to public addresses only, checked after DNS: a shop's name that points into our network reaches nothing there.</summary>
public sealed class PublicAddresses(IOptions<ScraperOptions> options)
{
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var end = context.DnsEndPoint;
        var isListed = options.Value.PrivateHosts.Contains($"{end.Host}:{end.Port}", StringComparer.OrdinalIgnoreCase);
        var addresses = IPAddress.TryParse(end.Host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(end.Host, cancellationToken);
        var allowed = Array.FindAll(addresses, address => isListed || IsPublic(address));
        if (allowed.Length == 0) throw new FetchRefusedException($"{end.Host} has no public address");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, end.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address)) return false;
        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // Global unicast only; not the ranges that wrap IPv4 addresses (NAT64, 6to4, Teredo).
            return (bytes[0] & 0xE0) == 0x20 && !(bytes[0] == 0x20 && bytes[1] == 0x02) && !(bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0);
        }

        return bytes[0] switch
        {
            0 or 10 or 127 or >= 224 => false,
            100 => bytes[1] is < 64 or > 127,
            169 => bytes[1] != 254,
            172 => bytes[1] is < 16 or > 31,
            192 => !(bytes[1] == 168 || (bytes[1] == 0 && bytes[2] is 0 or 2)),
            198 => bytes[1] is not (18 or 19) && !(bytes[1] == 51 && bytes[2] == 100),
            203 => !(bytes[1] == 0 && bytes[2] == 113),
            _ => true,
        };
    }
}
