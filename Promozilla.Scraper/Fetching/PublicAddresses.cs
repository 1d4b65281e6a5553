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
        return await ConnectAsync(await ResolveAsync(end.Host, end.Port, cancellationToken), end.Port, cancellationToken);
    }

    /// <summary>The host's addresses that may be reached.</summary>
    /// <exception cref="FetchRefusedException">It has none.</exception>
    public async Task<IPAddress[]> ResolveAsync(string host, int port, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancellationToken);
        var isListed = options.Value.IsPrivateHost(host, port);
        var allowed = Array.FindAll(addresses, address => isListed || IsPublic(address));
        return allowed.Length > 0 ? allowed : throw new FetchRefusedException($"{host} has no public address (Scraper:PrivateHosts lists what may be visited all the same)");
    }

    internal static async Task<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
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

        // Of IPv6 global unicast only, without what is kept for protocols (2001::/23, where Teredo wraps IPv4 addresses) and for examples;
        // of IPv4 neither examples nor the relay of 6to4.
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? (bytes[0] & 0xE0) == 0x20 && bytes is not ([0x20, 0x01, 0 or 1, ..] or [0x20, 0x01, 0x0d, 0xb8, ..] or [0x3f, 0xff, < 0x10, ..])
            : bytes is not ([192, 0, 2, _] or [192, 88, 99, _] or [198, 51, 100, _] or [203, 0, 113, _]);
    }
}
