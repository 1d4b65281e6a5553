using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Promozilla.ServiceDefaults;

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
        if (PrivateCaller.IsPrivate(address)) return false;
        var bytes = address.GetAddressBytes();

        // Of IPv6 global unicast only, without Teredo, which wraps IPv4 addresses; of IPv4 not what is kept for examples.
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? (bytes[0] & 0xE0) == 0x20 && bytes is not [0x20, 0x01, 0, 0, ..]
            : bytes is not ([192, 0, 2, _] or [198, 51, 100, _] or [203, 0, 113, _]);
    }
}
