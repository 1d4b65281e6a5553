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
        var allowed = Array.FindAll(addresses, address => isListed || PublicAddress.Is(address));
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
}
